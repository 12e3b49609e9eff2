import sharp from 'sharp';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { aPicture, aSound } from '../sample-media.ts';
import { orders } from '../stack/orders.ts';
import { BrowserStage, changeNetwork, expectAccessible, hasBrowser } from './browser-stage.ts';
import { UploaderPage, type Given } from './uploader-page.ts';

const HOUR_MS = 3_600_000;

describe.skipIf(!hasBrowser)('the uploader', () => {
  let stage: BrowserStage;
  let cat: Given;
  const catNamed = (name: string): Given => ({ ...cat, name });
  beforeAll(async () => {
    stage = await BrowserStage.open(['uploader']);
    cat = { name: 'cat.png', mimeType: 'image/png', buffer: await aPicture() };
  });
  afterAll(() => stage?.close());
  afterEach(() => stage.closePages());
  const open = (settings?: Record<string, unknown>): Promise<UploaderPage> =>
    UploaderPage.open(stage, settings);

  it('brings in what is chosen, dropped, pasted and named by its address, and shows it', async () => {
    const made = await stage.world.run(orders.imagen('a cat'));
    const address = made.assets[0]?.sourceUrl ?? '';
    const shown = await open();
    await shown.isOpen();
    await expectAccessible(shown.page);
    await shown.choose(cat);
    await shown.until('cat.png', 'ready');
    await shown.bring('drop', { file: catNamed('dropped.png') });
    await shown.bring('paste', { file: catNamed('pasted.png') });
    await shown.bring('paste', { address });
    await shown.page.getByLabel('Address of a file').fill(`${address}?again`);
    await shown.page.keyboard.press('Enter');
    await shown.untilComplete(5);
    const { ids } = await shown.told();
    expect(ids).toHaveLength(5);
    expect(await shown.sent()).toEqual(ids);
    const { body } = await stage.world.get<{ fileName: string }>(`/api/v1/uploads/${ids[0] ?? ''}`);
    expect(body.fileName).toBe('cat.png');
    expect(await shown.pictureWidths()).toEqual([64, 64, 64, 320, 320]);
    await expectAccessible(shown.page);
  });

  it('refuses what is of a wrong type, too large, empty, there already or too much, and sends nothing of it', async () => {
    const shown = await open({ model: 'nano-banana-pro', limits: { maxBytes: 5000, maxFiles: 2 } });
    const sent: string[] = [];
    shown.page.on('request', (request) => request.method() === 'POST' && sent.push(request.url()));
    await shown.choose(
      { name: 'film.mp4', mimeType: 'video/mp4', buffer: Buffer.alloc(10) },
      { name: 'notes.txt', mimeType: 'text/plain', buffer: Buffer.alloc(10) },
      { name: 'large.png', mimeType: 'image/png', buffer: Buffer.alloc(6000) },
      { name: 'empty.png', mimeType: 'image/png', buffer: Buffer.alloc(0) },
    );
    await shown.part('refusals').locator('li').nth(3).waitFor();
    expect(await shown.refusals()).toEqual([
      'film.mp4 is of type MP4. Save it as JPEG, PNG or WebP and add it again.',
      'notes.txt is of type text/plain. Save it as JPEG, PNG or WebP and add it again.',
      'large.png has 6 KB, and at most 5 KB are taken. Make it smaller and add it again.',
      'empty.png is empty. Choose the file itself.',
    ]);
    await expectAccessible(shown.page);
    await shown.page.getByLabel('Address of a file').fill('ftp://example.com/cat.png');
    await shown.page.keyboard.press('Enter');
    await shown.page.getByText('is no web address').waitFor();
    expect(sent).toEqual([]);
    await shown.choose(cat, catNamed('two.png'), catNamed('three.png'));
    await shown.untilComplete(2);
    expect(await shown.names()).toEqual(['cat.png', 'two.png']);
    expect(await shown.refusals()).toEqual([
      'three.png was not added: 2 files are taken. Remove one of them first.',
    ]);
    expect(await shown.part('browse').isDisabled()).toBe(true);
    await expectAccessible(shown.page);
    await shown.part('dismiss').click();
    expect(await shown.refusals()).toEqual([]);
  });

  it('takes its limits from the model: how many, of which types, how large', async () => {
    const shown = await open();
    await shown.page.getByText('JPEG, PNG or WebP, up to 8 files, 30 MB at most').waitFor();
    const single = await open({ model: 'recraft/crisp-upscale' });
    await single.page.getByText('one file').waitFor();
    expect(await single.part('input').getAttribute('multiple')).toBeNull();
    const none = await open({ model: 'IMAGEN4' });
    await none.page.getByText('This model takes no files.').waitFor();
    expect(await none.part('browse').isDisabled()).toBe(true);
    const unknown = await open({ model: 'no-such-model' });
    await unknown.page.getByText('could not be found out').waitFor();
    await expectAccessible(unknown.page);
  });

  it('shows how far it is, byte by byte, and can be stopped and begun again', async () => {
    const noise = { type: 'gaussian', mean: 128, sigma: 60 } as const;
    const create = { width: 300, height: 300, channels: 3, background: 'red', noise } as const;
    const large = { ...cat, name: 'large.png', buffer: await sharp({ create }).png().toBuffer() };
    const shown = await open();
    await shown.isOpen();
    await changeNetwork(shown.page, { uploadBytesPerSecond: 60_000 });
    await shown.choose(large);
    await shown.until('large.png', 'uploading');
    await shown.untilPartlySent('large.png');
    await expectAccessible(shown.page);
    await shown.page.getByRole('button', { name: 'Stop large.png' }).click();
    await shown.until('large.png', 'canceled');
    expect(await shown.told()).toEqual({ ids: [], isComplete: false });
    await expectAccessible(shown.page);
    await changeNetwork(shown.page, {});
    await shown.page.getByRole('button', { name: 'Try again: large.png' }).click();
    await shown.untilComplete(1);
    expect(await shown.told()).toMatchObject({ ids: [expect.any(String)], isComplete: true });
  });

  it('says that the network was lost, and goes on when it is back', async () => {
    const shown = await open();
    await shown.isOpen();
    await changeNetwork(shown.page, { uploadBytesPerSecond: 2000 });
    await shown.choose({ ...cat, buffer: await aPicture('png', { width: 3000, height: 2000 }) });
    await shown.page.waitForRequest((request) => request.method() === 'PUT');
    await changeNetwork(shown.page, { offline: true });
    await shown.until('cat.png', 'failed');
    await shown.page.getByText('The network was lost. Try again when it is back.').waitFor();
    await expectAccessible(shown.page);
    await changeNetwork(shown.page, {});
    await shown.page.getByRole('button', { name: 'Try again: cat.png' }).click();
    await shown.untilComplete(1);
  });

  it('counts down to the end of a file, warns from a day before, blocks at zero, and renews by one click', async () => {
    const shown = await open();
    const { page } = shown;
    const expiresAt = new Date(stage.world.clock.now() + 25 * HOUR_MS).toISOString();
    const sooner = { times: 1 };
    await page.route(
      '**/complete',
      async (route) => {
        const response = await route.fetch();
        await route.fulfill({ response, json: { ...((await response.json()) as object), expiresAt } });
      },
      sooner,
    );
    await shown.choose(cat);
    await shown.untilComplete(1);
    expect(await shown.part('state').textContent()).toBe('Can be used for 25 h');
    await page.clock.fastForward('02:00:00');
    await page.getByText(/Expires in 2[23] h/).waitFor();
    expect(await shown.status()).toBe('cat.png expires within a day.');
    expect((await shown.told()).isComplete).toBe(true);
    await expectAccessible(page);
    await page.clock.fastForward('23:00:00');
    await page.getByText('Expired: it can no longer be used').waitFor();
    expect(await shown.told()).toEqual({ ids: [], isComplete: false });
    expect(await shown.sent()).toEqual([]);
    expect(await shown.status()).toBe('cat.png has expired. Renew it before you go on.');
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Renew cat.png' }).click();
    await page.getByText(/Can be used for 4[67] h/).waitFor();
    expect(await shown.told()).toMatchObject({ ids: [expect.any(String)], isComplete: true });
  });

  it('is used with the keyboard alone', async () => {
    const shown = await open();
    const { keyboard } = shown.page;
    await shown.choose(cat, catNamed('two.png'), catNamed('three.png'));
    await shown.untilComplete(3);
    const before = (await shown.told()).ids;
    await shown.part('browse').focus();
    // Past the field for an address and its button, to the first file.
    for (let step = 0; step < 3; step += 1) await keyboard.press('Tab');
    await keyboard.press('ArrowDown');
    await shown.untilFocused('Move cat.png, 2 of 3');
    expect(await shown.names()).toEqual(['two.png', 'cat.png', 'three.png']);
    expect(await shown.status()).toBe('cat.png is now 2 of 3.');
    await keyboard.press('End');
    await shown.untilFocused('Move cat.png, 3 of 3');
    expect((await shown.told()).ids).toEqual([before[1], before[2], before[0]]);
    await keyboard.press('Tab');
    await keyboard.press('Enter');
    await shown.untilFocused('Remove three.png');
    await keyboard.press('Enter');
    await shown.untilFocused('Remove two.png');
    await keyboard.press('Enter');
    await shown.page.waitForFunction(`document.activeElement.getAttribute('data-part') === 'browse'`);
    expect(await shown.names()).toEqual([]);
  });

  it('sends each file with a token of its own, where the page has no key', async () => {
    const shown = await open({ model: 'nano-banana-pro', tokens: true });
    await shown.choose(cat, catNamed('two.png'));
    await shown.untilComplete(2);
    expect((await shown.told()).ids).toHaveLength(2);
  });

  it('is put in another order by dragging', async () => {
    const shown = await open();
    const { mouse } = shown.page;
    await shown.choose(cat, catNamed('two.png'), catNamed('three.png'));
    await shown.untilComplete(3);
    await shown.part('move', shown.item('cat.png')).hover();
    await mouse.down();
    const target = await shown.item('three.png').boundingBox();
    await mouse.move((target?.x ?? 0) + 10, (target?.y ?? 0) + 30, { steps: 4 });
    await mouse.up();
    expect(await shown.names()).toEqual(['two.png', 'three.png', 'cat.png']);
  });

  it('shows films and sounds as what they are', async () => {
    const film = (await stage.world.run(orders.veo('waves'))).assets[0]?.sourceUrl ?? '';
    const shown = await open({ texts: { label: 'Medien' } });
    await shown.choose({ name: 'rain.wav', mimeType: 'audio/x-wav', buffer: aSound() });
    await shown.bring('drop', { address: film });
    await shown.untilComplete(2);
    await shown.page.getByRole('group', { name: 'Medien' }).waitFor();
    const media = shown.page.locator('[data-part=preview] audio, [data-part=preview] video');
    expect(await media.count()).toBe(2);
    await expectAccessible(shown.page);
  });
});
