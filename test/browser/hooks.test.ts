import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { BrowserStage, expectAccessible, hasBrowser } from './browser-stage.ts';

describe.skipIf(!hasBrowser)('the hooks, in a page', () => {
  let stage: BrowserStage;
  beforeAll(async () => {
    stage = await BrowserStage.open(['hooks']);
  });
  afterAll(() => stage?.close());
  afterEach(() => stage.closePages());

  /** Orders one, and gives its id as soon as it is shown. */
  async function ordered(page: Page): Promise<string> {
    const answered = page.waitForResponse(
      (response) => response.request().method() === 'POST' && response.url().endsWith('/generation/tasks'),
    );
    await page.getByRole('button', { name: 'Generate' }).click();
    const { id } = (await (await answered).json()) as { id: string };
    await page.locator(`[id="${id}"]`).waitFor();
    return id;
  }

  it('order a picture, watch it, and show it', async () => {
    const page = await stage.page('hooks');
    const id = await ordered(page);
    await stage.world.untilEnded(id);
    await page.locator(`[id="${id}"][data-status=SUCCESS] img`).first().waitFor();
    await expectAccessible(page);
  });

  it('show what happened while the network was lost, once it is back', async () => {
    const page = await stage.page('hooks');
    const id = await ordered(page);
    await page.context().setOffline(true);
    await stage.world.untilEnded(id);
    expect(await page.locator(`[id="${id}"]`).getAttribute('data-status')).toBe('PENDING');
    await page.context().setOffline(false);
    await page.locator(`[id="${id}"][data-status=SUCCESS] img`).first().waitFor();
  });
});
