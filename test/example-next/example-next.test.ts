import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { BrowserStage, expectAccessible, hasBrowser } from '../browser/browser-stage.ts';
import { aPicture } from '../sample-media.ts';
import { NextServer } from './next-server.ts';

interface Ordered {
  readonly id: string;
  readonly providerParams: { readonly input: { readonly prompt: string; readonly image_input?: string[] } };
}

describe.skipIf(!hasBrowser)('the example with Next.js', () => {
  let stage: BrowserStage;
  let server: NextServer;
  let page: Page;
  beforeAll(async () => {
    stage = await BrowserStage.open([]);
    server = await NextServer.start({
      DARKROOM_URL: stage.world.cloud.apiUrl,
      DARKROOM_API_KEY: stage.world.keys.get('ana'),
    });
    page = await stage.page(server.url);
  });
  afterAll(async () => {
    await server?.stop();
    await stage?.close();
  });

  const order = (): Promise<void> => page.locator('button.order').click();
  const say = (words: string): Promise<void> => page.getByLabel('What is to be seen').fill(words);
  const pictures = () => page.locator('.pictures li');

  /** Lets time pass until the task that was ordered last has ended, and says what was ordered. */
  async function untilEnded(): Promise<Ordered> {
    const { body } = await stage.world.get<{ items: readonly Ordered[] }>('/api/v1/generation/tasks?limit=1');
    const newest = body.items[0] ?? expect.fail('Nothing was ordered.');
    await stage.world.untilEnded(newest.id);
    return newest;
  }

  it('orders a picture from words, and follows it to its end', async () => {
    await page.getByText('None yet.').waitFor();
    await expectAccessible(page);
    await say('a lighthouse in the snow');
    await order();
    await pictures().getByText('a lighthouse in the snow').waitFor();
    await expectAccessible(page);
    await untilEnded();
    await page.getByRole('img', { name: 'a lighthouse in the snow' }).waitFor();
    await page.getByText('All have ended.').waitFor();
    await expectAccessible(page);
  });

  it('brings a picture in with a token of one upload, and orders what is to become of it', async () => {
    const cat = { name: 'cat.png', mimeType: 'image/png', buffer: await aPicture() };
    await page.locator('[data-part=browse]:enabled').waitFor();
    await page.locator('[data-part=input]').setInputFiles(cat);
    await page.locator('[data-part=item][data-status=ready]').waitFor();
    await expectAccessible(page);
    await say('a hat for the cat');
    await page.getByRole('button', { name: 'Change the pictures' }).click();
    await pictures().getByText('a hat for the cat').waitFor();
    expect((await untilEnded()).providerParams.input.image_input).toHaveLength(1);
    await page.getByRole('img', { name: 'a hat for the cat' }).waitFor();
    await page.getByRole('button', { name: 'Make a picture' }).waitFor();
  });

  it('says in words what the API refuses, what the uploader refuses and what has failed', async () => {
    await say('x'.repeat(30_000));
    await order();
    await page.locator('.refusal').getByText('prompt').waitFor();
    expect(await pictures().count()).toBe(2);
    const notes = { name: 'notes.txt', mimeType: 'text/plain', buffer: Buffer.from('none') };
    await page.locator('[data-part=input]').setInputFiles(notes);
    await page.getByText('Save it as JPEG, PNG or WebP').waitFor();
    await expectAccessible(page);
    await say('[fail:generation] a broken mirror');
    await order();
    await pictures().getByText('a broken mirror').waitFor();
    await untilEnded();
    await page.locator('[data-status=FAILED] .stage').waitFor();
    expect(await page.locator('.refusal').textContent()).toBe('');
    await expectAccessible(page);
  });

  it('shows a visitor his own pictures alone, and tells no page the key', async () => {
    const other = await stage.page(server.url);
    await other.getByText('None yet.').waitFor();
    expect(await other.content()).not.toContain(stage.world.keys.get('ana'));
  });
});
