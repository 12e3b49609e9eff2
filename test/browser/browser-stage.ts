import { AxeBuilder } from '@axe-core/playwright';
import { chromium, type Browser, type BrowserContext, type CDPSession, type Page } from 'playwright-core';
import { expect } from 'vitest';
import { openAssembly } from '../stack/assemblies.ts';
import { World } from '../stack/test-stack.ts';
import { browserForTests } from './find-browser.ts';
import { servePages, type PageServer } from './page-server.ts';

const found = await browserForTests();

/** Whether there is a browser at all; see `find-browser.ts`. */
export const hasBrowser = found !== undefined;

export interface PageOptions {
  readonly scheme?: 'light' | 'dark';
  readonly width?: number;
  /** What the page finds as `settings`. */
  readonly settings?: Readonly<Record<string, unknown>>;
}

/** The whole local stack, pages, and a browser that looks at them. */
export class BrowserStage {
  readonly world: World;
  readonly pages: PageServer;
  readonly #browser: Browser;
  readonly #contexts: BrowserContext[] = [];

  private constructor(world: World, pages: PageServer, browser: Browser) {
    this.world = world;
    this.pages = pages;
    this.#browser = browser;
  }

  static async open(names: readonly string[]): Promise<BrowserStage> {
    if (!found) throw new Error('There is no browser.');
    const pages = await servePages(names);
    const world = await World.open({ assembly: openAssembly });
    const browser = await chromium.launch({
      executablePath: found.executablePath,
      args: [...found.args],
    });
    return new BrowserStage(world, pages, browser);
  }

  async close(): Promise<void> {
    await this.#browser.close();
    await this.pages.stop();
    await this.world.close();
  }

  /** A page of its own, by its name or a whole address, whose clock is that of the stack and goes on as usual. */
  async page(
    name: string,
    { scheme = 'light', width = 1000, settings = {} }: PageOptions = {},
  ): Promise<Page> {
    const context = await this.#browser.newContext({
      colorScheme: scheme,
      viewport: { width, height: 900 },
      reducedMotion: 'reduce',
    });
    this.#contexts.push(context);
    context.setDefaultTimeout(20_000);
    const page = await context.newPage();
    page.on('pageerror', (error) => expect.fail(`The page threw: ${error.stack ?? error.message}`));
    await page.clock.install({ time: this.world.clock.now() });
    const { apiUrl } = this.world.cloud;
    const shown = { url: apiUrl, key: this.world.keys.get('ana'), ...settings };
    await page.addInitScript(`globalThis.settings = ${JSON.stringify(shown)}`);
    await page.goto(new URL(name, `${this.pages.url}/`).href);
    return page;
  }

  async closePages(): Promise<void> {
    await Promise.all(this.#contexts.splice(0).map((context) => context.close()));
  }
}

/** Nobody is shut out, as far as a machine can tell: in the scheme that the page is in, and in the other one. */
export async function expectAccessible(page: Page): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    const { violations } = await new AxeBuilder({ page }).analyze();
    const told = violations.map(
      ({ id, nodes }) =>
        `${colorScheme}: ${id}: ${nodes.map(({ html, failureSummary }) => `${html} ${failureSummary ?? ''}`).join('\n')}`,
    );
    expect(told).toEqual([]);
  }
}

const sessions = new WeakMap<Page, Promise<CDPSession>>();

/** How the network of a page is from now on. */
export async function changeNetwork(
  page: Page,
  { offline = false, uploadBytesPerSecond = -1 }: { offline?: boolean; uploadBytesPerSecond?: number },
): Promise<void> {
  const opened = sessions.get(page) ?? page.context().newCDPSession(page);
  sessions.set(page, opened);
  const session = await opened;
  await session.send('Network.enable');
  const conditions = { latency: 0, downloadThroughput: -1, uploadThroughput: uploadBytesPerSecond };
  await session.send('Network.emulateNetworkConditions', { offline, ...conditions });
}
