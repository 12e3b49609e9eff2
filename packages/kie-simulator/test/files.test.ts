import { describe, expect, it } from 'vitest';
import { rangeOf } from '../transfer.ts';
import { aKie } from './simulator.ts';

const hour = 3_600_000;

async function aFile(prompt = 'a lighthouse', options: Parameters<typeof aKie>[0] = {}) {
  const simulator = await aKie({
    ...options,
    knobs: { imageEdge: 128, fileChunkPauseMs: 1, ...options.knobs },
  });
  const id = await simulator.createImage(prompt);
  await simulator.advance(2_000);
  const [url = ''] = await simulator.urlsOf(id);
  return { ...simulator, id, url };
}

describe('links', () => {
  it('die after 24 hours by the clock', async () => {
    const { url, advance } = await aFile();
    expect((await fetch(url)).status).toBe(200);
    await advance(24 * hour - 1);
    expect((await fetch(url)).status).toBe(200);
    await advance(1);
    expect((await fetch(url)).status).toBe(404);
  });

  it('die at once on demand; later ones live', async () => {
    const { url, kie, createImage, urlsOf, advance } = await aFile();
    await fetch(`${kie.url}/__sim/expire-links`, { method: 'POST' });
    expect((await fetch(url)).status).toBe(404);
    const id = await createImage('a second lighthouse');
    await advance(2_000);
    expect((await fetch((await urlsOf(id))[0] ?? '')).status).toBe(200);
  });

  it('do not exist before the task has succeeded', async () => {
    const { kie, createImage } = await aKie();
    const id = await createImage('a lighthouse');
    expect((await fetch(`${kie.url}/f/r/${id}_0.png`)).status).toBe(404);
    expect((await fetch(`${kie.url}/f/r/unknown_0.png`)).status).toBe(404);
  });

  it('can be renewed for 20 minutes, but only for files made here', async () => {
    const { url, post, advance } = await aFile();
    await advance(23.9 * hour);
    const { data } = await post('/api/v1/common/download-url', { url });
    await advance(10 * 60_000);
    expect((await fetch(url)).status).toBe(404);
    expect((await fetch(String(data))).status).toBe(200);
    await advance(10 * 60_000);
    expect((await fetch(String(data))).status).toBe(404);
    expect((await fetch(String(data).replace(/\/d\/\d+/, '/d/9999999999999'))).status).toBe(404);
    expect(
      await post('/api/v1/common/download-url', { url: 'https://elsewhere.example/a.png' }),
    ).toMatchObject({
      code: 422,
      msg: 'url is wrong',
    });
  });

  it('carry the public origin when there is one', async () => {
    const { urlsOf, id, kie } = await aFile();
    kie.setKnobs({ publicOrigin: 'https://files.example' });
    expect((await urlsOf(id))[0]).toMatch(/^https:\/\/files\.example\/f\/r\//);
  });
});

describe('a download', () => {
  it('has length and type, and answers HEAD', async () => {
    const { url } = await aFile();
    const whole = Buffer.from(await (await fetch(url)).arrayBuffer());
    const head = await fetch(url, { method: 'HEAD' });
    expect(head.headers.get('content-length')).toBe(String(whole.length));
    expect(head.headers.get('content-type')).toBe('image/png');
  });

  it('comes in parts when asked for', async () => {
    const { url } = await aFile();
    const whole = Buffer.from(await (await fetch(url)).arrayBuffer());
    const part = await fetch(url, { headers: { range: 'bytes=10-19' } });
    expect(part.status).toBe(206);
    expect(part.headers.get('content-range')).toBe(`bytes 10-19/${whole.length}`);
    expect(Buffer.from(await part.arrayBuffer())).toEqual(whole.subarray(10, 20));
    const beyond = await fetch(url, { headers: { range: `bytes=${whole.length}-` } });
    expect(beyond.status).toBe(416);
    expect([rangeOf('bytes=-5', 100), rangeOf('bytes=90-200', 100), rangeOf('bytes=x', 100)]).toEqual([
      { from: 95, to: 99 },
      { from: 90, to: 99 },
      undefined,
    ]);
  });

  it.each([
    ['[file-html]', 200, 'image/png', '<!doctype html>'],
    ['[file-svg]', 200, 'image/png', '<svg'],
    ['[file-bomb]', 200, 'image/png', 'WEBPVP8L'],
    ['[file-404]', 404, 'text/plain', ''],
    ['[file-500]', 500, 'text/plain', ''],
  ])('%s answers %d as %s', async (word, status, type, start) => {
    const { url } = await aFile(`a lighthouse ${word}`);
    const reply = await fetch(url);
    expect([reply.status, reply.headers.get('content-type')]).toEqual([status, type]);
    expect(await reply.text()).toContain(start);
  });

  it('may come without a length, slowly, or much too long', async () => {
    const bare = await fetch((await aFile('[file-no-length]')).url);
    expect(bare.headers.get('content-length')).toBeNull();
    expect((await bare.arrayBuffer()).byteLength).toBeGreaterThan(1_000);
    const slow = await fetch((await aFile('[file-slow]')).url);
    expect((await slow.arrayBuffer()).byteLength).toBe(Number(slow.headers.get('content-length')));
    const long = await fetch((await aFile('[file-oversize]', { knobs: { oversizeBytes: 3_000_000 } })).url);
    expect((await long.arrayBuffer()).byteLength).toBe(3_000_000);
  });

  it('may break off, be reset, or stall until the other side gives up', async () => {
    const cut = await aFile('[file-truncate]');
    await expect(fetch(cut.url).then((reply) => reply.arrayBuffer())).rejects.toThrow();
    const reset = await aFile('[file-reset]');
    await expect(fetch(reset.url)).rejects.toThrow('fetch failed');
    const stalled = await aFile('[file-stall]');
    await expect(
      fetch(stalled.url, { signal: AbortSignal.timeout(150) }).then((reply) => reply.arrayBuffer()),
    ).rejects.toThrow();
    await stalled.kie.idle();
  });

  it('may lead to a place where nobody should go', async () => {
    const { url } = await aFile('a lighthouse', { knobs: { fileFault: 'file-redirect' } });
    const reply = await fetch(url, { redirect: 'manual' });
    expect([reply.status, reply.headers.get('location')]).toEqual([
      302,
      'http://169.254.169.254/latest/meta-data/',
    ]);
  });
});
