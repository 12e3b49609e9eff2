import { expect } from 'vitest';
import type { Locator, Page } from 'playwright-core';
import type { BrowserStage, PageOptions } from './browser-stage.ts';

/** A file that is handed to a page. */
export interface Given {
  readonly name: string;
  readonly mimeType: string;
  readonly buffer: Buffer;
}

const fileIn = ({ name, mimeType, buffer }: Given): string =>
  `new File([Uint8Array.from(atob('${buffer.toString('base64')}'), (c) => c.charCodeAt(0))], '${name}', { type: '${mimeType}' })`;

/** What a test does at the uploader's page, and what it sees there. */
export class UploaderPage {
  readonly page: Page;

  private constructor(page: Page) {
    this.page = page;
  }

  static async open(
    stage: BrowserStage,
    settings: Readonly<Record<string, unknown>> = { model: 'nano-banana-pro' },
    options: PageOptions = {},
  ): Promise<UploaderPage> {
    return new UploaderPage(await stage.page('uploader', { settings, ...options }));
  }

  part(name: string, within: Page | Locator = this.page): Locator {
    return within.locator(`[data-part=${name}]`);
  }

  item(name: string): Locator {
    return this.part('item').filter({ hasText: name });
  }

  /** Through the window in which files are chosen, as soon as it is known what may be chosen. */
  async choose(...files: Given[]): Promise<void> {
    await this.isOpen();
    await this.part('input').setInputFiles(files);
  }

  isOpen(): Promise<void> {
    return this.part('browse').and(this.page.locator(':enabled')).waitFor();
  }

  /** Hands a file, or an address, to the page as a browser does when it is dropped or pasted. */
  async bring(how: 'drop' | 'paste', what: { file?: Given; address?: string }): Promise<void> {
    const { file, address } = what;
    const event =
      how === 'drop'
        ? `new DragEvent('drop', { bubbles: true, cancelable: true, dataTransfer: data })`
        : `new ClipboardEvent('paste', { bubbles: true, cancelable: true, clipboardData: data })`;
    await this.page.evaluate(`{
      const data = new DataTransfer();
      ${file ? `data.items.add(${fileIn(file)});` : ''}
      ${address === undefined ? '' : `data.setData('text/uri-list', '${address}'); data.setData('text/plain', '${address}');`}
      document.querySelector('[data-part=${how === 'drop' ? 'drop-zone' : 'browse'}]').dispatchEvent(${event});
    }`);
  }

  until(name: string, status: string): Promise<void> {
    return this.page.locator(`[data-part=item][data-status=${status}]`).filter({ hasText: name }).waitFor();
  }

  /** Everything that is shown can be used. */
  untilComplete(files: number): Promise<void> {
    return this.page
      .locator('[data-complete] [data-part=item]')
      .nth(files - 1)
      .waitFor();
  }

  untilFocused(label: string): Promise<unknown> {
    return this.page.waitForFunction(
      `document.activeElement.getAttribute('aria-label')?.startsWith('${label}')`,
    );
  }

  names(): Promise<string[]> {
    return this.part('file-name').allTextContents();
  }

  refusals(): Promise<string[]> {
    return this.part('refusals').locator('li').allTextContents();
  }

  /** What is read aloud. */
  status(): Promise<string | null> {
    return this.part('status').textContent();
  }

  /** What the page was told last. */
  told(): Promise<{ ids: string[]; isComplete: boolean }> {
    return this.page.evaluate('told');
  }

  /** What a form would send. */
  sent(): Promise<string[]> {
    return this.page
      .locator('input[name=files]')
      .evaluateAll((all) => all.map((one) => (one as unknown as { value: string }).value));
  }

  /** How wide the pictures are that are really shown. */
  async pictureWidths(): Promise<number[]> {
    const pictures = this.page.locator('[data-part=preview] img');
    return pictures.evaluateAll((all) =>
      Promise.all(
        (all as unknown as { naturalWidth: number; decode(): Promise<void> }[]).map(async (one) => {
          await one.decode();
          return one.naturalWidth;
        }),
      ),
    );
  }

  /** Between nothing and all of a file has been sent. */
  async untilPartlySent(name: string): Promise<void> {
    await this.page.waitForFunction(`(() => {
      const value = Number(document.querySelector('[data-part=progress] [role=progressbar]').ariaValueNow);
      return value > 0 && value < 100;
    })()`);
    const bar = this.page.getByRole('progressbar', { name: `Upload of ${name}` });
    expect(await bar.getAttribute('aria-valuetext')).toMatch(/^Uploading, \d+ %$/);
  }
}
