import { mkdtempSync, rmSync } from 'node:fs';
import { appendFile, mkdir, rename, rmdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { startKie, type Kie } from '../server.ts';
import { ManualClock } from '@darkroom/local-cloud/manual-clock';
import { aCallbackServer, clientOf, steady } from './simulator.ts';

async function aHouse() {
  const dataDir = mkdtempSync(join(tmpdir(), 'kie-'));
  const clock = new ManualClock();
  let kie: Kie | undefined;
  onTestFinished(async () => {
    await kie?.stop();
    rmSync(dataDir, { recursive: true, force: true });
  });
  return {
    dataDir,
    open: async () => {
      await kie?.stop();
      const next = await startKie({ dataDir, clock, credits: 100, knobs: steady });
      kie = next;
      return { ...clientOf(next), kie: next, advance: (ms: number) => clock.advance(ms, () => next.idle()) };
    },
  };
}

describe('a restart', () => {
  it('finds the running task, ends it and sends its callback', async () => {
    const { open } = await aHouse();
    const { url, deliveries } = await aCallbackServer();
    const before = await open();
    const id = await before.createImage('a lighthouse', url);
    await before.advance(1_000);
    const { recordOf, advance, kie, urlsOf } = await open();
    expect((await recordOf(id)).state).toBe('generating');
    expect(kie.credits).toBe(96);
    await advance(1_000);
    expect((await recordOf(id)).state).toBe('success');
    expect(deliveries).toHaveLength(1);
    expect((await fetch((await urlsOf(id))[0] ?? '')).status).toBe(200);
  });

  it('ends at once what should have ended meanwhile', async () => {
    const { open } = await aHouse();
    const before = await open();
    const id = await before.createImage('a lighthouse');
    await before.kie.stop();
    await before.advance(60_000).catch(() => undefined);
    const { recordOf, advance } = await open();
    await advance(0);
    expect((await recordOf(id)).state).toBe('success');
  });

  it('goes on with retries of a callback', async () => {
    const { open } = await aHouse();
    const { url, deliveries } = await aCallbackServer([500]);
    const before = await open();
    await before.createImage('a lighthouse', url);
    await before.advance(2_000);
    const { advance, kie } = await open();
    await advance(60_000);
    expect(deliveries).toHaveLength(2);
    expect(kie.ledger[0]?.callbacks.map(({ outcome }) => outcome)).toEqual(['500', '200']);
  });

  it('keeps dead links dead, keeps uploads, and reads past a half-written line', async () => {
    const { open, dataDir } = await aHouse();
    const before = await open();
    const id = await before.createImage('a lighthouse');
    await before.advance(2_000);
    await before
      .post('/api/file-base64-upload', { base64Data: 'aGVsbG8=', uploadPath: 'x', fileName: 'a.txt' })
      .catch(() => undefined);
    before.kie.expireLinks();
    await before.kie.stop();
    await appendFile(join(dataDir, 'journal.jsonl'), '{"kind":"task","task":{"id":"ha');
    const { urlsOf, kie, advance, createImage } = await open();
    expect((await fetch((await urlsOf(id))[0] ?? '')).status).toBe(404);
    const next = await createImage('another');
    await advance(2_000);
    expect((await fetch((await urlsOf(next))[0] ?? '')).status).toBe(200);
    expect(kie.ledger).toHaveLength(2);
  });
});

it('what could not be written down is written with the next change, and is there after a restart', async () => {
  const { open, dataDir } = await aHouse();
  const { createImage, recordOf } = await open();
  const journal = join(dataDir, 'journal.jsonl');
  const first = await createImage('before');
  // Nothing can be appended to a folder, as nothing can to a file on a full disk.
  await rename(journal, `${journal}.kept`);
  await mkdir(journal);
  const second = await createImage('while nothing can be written');
  expect((await recordOf(second)).state).toBe('waiting');
  await rmdir(journal);
  await rename(`${journal}.kept`, journal);
  const third = await createImage('after');
  const again = await open();
  for (const id of [first, second, third]) expect((await again.recordOf(id)).state).toBe('waiting');
});
