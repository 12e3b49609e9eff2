import { describe, expect, it } from 'vitest';
import { localError } from '../error.ts';
import type { Upload } from '../api-types.gen.ts';
import { anyFile } from '../uploader/limits.ts';
import { UploaderStore, type EarlierFile, type StoreParts } from '../uploader/store.ts';
import type { UploadOptions } from '../upload.ts';
import { StillTime } from './clocks.ts';

interface Call {
  readonly source: unknown;
  readonly options: UploadOptions;
  readonly end: (upload?: Partial<Upload>) => Promise<void>;
  readonly fail: (error: Error) => Promise<void>;
}

const HOUR = 3_600_000;
const turn = (): Promise<void> => new Promise((resolve) => void setImmediate(resolve));

/** A store over uploads that end when the test says so. */
function opened({ limits = anyFile, earlier = [] as readonly EarlierFile[] } = {}) {
  const time = new StillTime();
  const calls: Call[] = [];
  const upload: StoreParts['client']['upload'] = (source, options = {}) =>
    new Promise((resolve, reject) => {
      options.signal?.addEventListener('abort', () => reject(options.signal?.reason as Error));
      const expiresAt = new Date(time.now() + 72 * HOUR).toISOString();
      const ready = {
        id: `u${calls.length}`,
        status: 'ready',
        fileName: 'x',
        bytes: 5,
        contentType: 'image/png',
      };
      const end = async (more = {}): Promise<void> => {
        resolve({ ...ready, expiresAt, daysUntilExpiry: 3, ...more } as Upload);
        await turn();
      };
      const fail = async (error: Error): Promise<void> => {
        reject(error);
        await turn();
      };
      calls.push({ source, options, end, fail });
    });
  const parts = { client: { upload }, time, options: { keep: true }, offline: () => 'offline' };
  const store = new UploaderStore({ ...parts, explain: ({ why }) => why }, limits, earlier);
  const close = store.open();
  const statuses = (): string[] => store.snapshot().items.map(({ status }) => status);
  const idOf = (place: number): string => store.snapshot().items[place]?.id ?? expect.fail('no such file');
  const callOf = (place: number): Call => calls[place] ?? expect.fail('nothing was sent');
  return { store, time, calls, callOf, statuses, idOf, close };
}

const fileNamed = (name: string, type = 'image/png'): File => new File(['12345'], name, { type });
const five = ['a', 'b', 'c', 'd', 'e'].map((name) => fileNamed(`${name}.png`));

describe('the store of an uploader', () => {
  it('sends three at once, and the next when one has ended', async () => {
    const { store, calls, callOf, statuses } = opened();
    store.add(five);
    expect(calls).toHaveLength(3);
    await callOf(1).end();
    expect(calls).toHaveLength(4);
    expect(statuses()).toEqual(['uploading', 'ready', 'uploading', 'uploading', 'waiting']);
    await callOf(0).fail(localError('unreachable', 'gone'));
    expect(calls).toHaveLength(5);
    expect(store.snapshot().items[0]?.failure).toEqual({ message: 'offline', canRetry: true });
  });

  it('goes on with a large file that broke off, and begins anew where nobody knows of it any more', async () => {
    const { store, callOf, idOf, statuses } = opened();
    store.add([fileNamed('long.mp4', 'video/mp4')]);
    callOf(0).options.onBegin?.({ id: 'begun' });
    await callOf(0).fail(localError('unreachable', 'the line broke'));
    store.again(idOf(0));
    expect(callOf(1).options).toMatchObject({ resume: 'begun' });
    await callOf(1).fail(localError('not_found', 'There is no such upload'));
    expect(callOf(2).options.resume).toBeUndefined();
    callOf(2).options.onBegin?.({ id: 'another' });
    await callOf(2).end({ contentType: 'video/mp4' });
    expect(statuses()).toEqual(['ready']);
    // A renewal is a file of its own.
    store.again(idOf(0));
    expect(callOf(3).options.resume).toBeUndefined();
  });

  it('tells the client what a file is, whatever the browser calls it', () => {
    const { store, callOf } = opened();
    store.add([fileNamed('rain.wav', 'audio/x-wav'), 'https://example.com/cat.png']);
    expect(callOf(0).options).toMatchObject({ fileName: 'rain.wav', contentType: 'audio/wav', keep: true });
    expect(callOf(1).source).toBe('https://example.com/cat.png');
  });

  it('stops what is underway, lets the next one in, and takes no late word of it', async () => {
    const { store, callOf, calls, statuses, idOf } = opened();
    store.add(five);
    store.cancel(idOf(0));
    expect([callOf(0).options.signal?.aborted, calls.length]).toEqual([true, 4]);
    callOf(0).options.onProgress?.({ sentBytes: 3, totalBytes: 5 });
    await turn();
    expect(statuses()[0]).toBe('canceled');
    store.remove(idOf(1));
    expect([callOf(1).options.signal?.aborted, calls.length]).toEqual([true, 5]);
    store.again(idOf(0));
    await callOf(2).end();
    expect(calls).toHaveLength(6);
  });

  it('refuses what turns out to be something else when it has arrived', async () => {
    const { store, callOf } = opened({ limits: { accept: ['image/png'], maxFiles: 3, maxBytes: 100 } });
    store.add(['https://example.com/show', 'https://example.com/large']);
    await callOf(0).end({ contentType: 'video/mp4' });
    await callOf(1).end({ bytes: 101 });
    const failures = store.snapshot().items.map(({ failure }) => failure);
    expect(failures).toEqual([
      { message: 'type', canRetry: false },
      { message: 'size', canRetry: false },
    ]);
  });

  it('counts down, and renews a file from what is still held', async () => {
    const { store, time, callOf, calls, idOf } = opened();
    store.add([fileNamed('a.png')]);
    await callOf(0).end();
    await time.isWaitedFor(48 * HOUR);
    time.pass(48 * HOUR);
    await turn();
    expect(store.snapshot().notice).toEqual({ what: 'soon', name: 'a.png' });
    time.pass(24 * HOUR);
    await turn();
    expect(store.snapshot().notice).toEqual({ what: 'expired', name: 'a.png' });
    store.again(idOf(0));
    store.again(idOf(0));
    expect(calls).toHaveLength(2);
    await callOf(1).end();
    expect(store.snapshot().items[0]).toMatchObject({ status: 'ready', uploaded: { id: 'u1' } });
  });

  it('takes over files of earlier, and renews those whose address is known', async () => {
    const file = { id: 'old', downloadUrl: 'https://x/', fileName: 'old.png', fileSize: 9 };
    const expiresAt = new Date('2026-10-02T12:00:00Z');
    const { store, calls, callOf, idOf } = opened({
      earlier: [
        { ...file, expiresAt, sourceAddress: 'https://example.com/old.png' },
        { ...file, id: 'lost', expiresAt },
      ],
    });
    expect(store.snapshot().items).toMatchObject([{ kind: 'image', status: 'ready' }, { status: 'ready' }]);
    store.again(idOf(1));
    expect(calls).toHaveLength(0);
    store.again(idOf(0));
    expect(callOf(0).source).toBe('https://example.com/old.png');
  });

  it('sends nothing once it is closed, and goes on when it is opened again', async () => {
    const { store, callOf, calls, statuses, close } = opened();
    store.add([fileNamed('a.png')]);
    close();
    await turn();
    expect([callOf(0).options.signal?.aborted, statuses()]).toEqual([true, ['waiting']]);
    store.open();
    expect([calls.length, statuses()]).toEqual([2, ['uploading']]);
  });
});
