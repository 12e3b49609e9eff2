import { describe, expect, it } from 'vitest';
import {
  emptyState,
  isUsable,
  lifeOf,
  overall,
  reduce,
  untilNextTick,
  type Change,
  type Item,
  type UploaderState,
} from '../uploader/state.ts';

const HOUR = 3_600_000;
const NOW = Date.parse('2026-10-02T10:00:00Z');

const itemNamed = (id: string): Item => ({
  id,
  source: { file: new File(['x'], `${id}.png`) },
  name: `${id}.png`,
  type: 'image/png',
  kind: 'image',
  bytes: 100,
  status: 'waiting',
  sentBytes: 0,
});

const arrived = (id: string, leftMs = 72 * HOUR): Change => ({
  type: 'arrived',
  id,
  uploaded: {
    id: `upload-${id}`,
    downloadUrl: 'https://x/',
    fileName: `${id}.png`,
    fileSize: 120,
    expiresAt: new Date(NOW + leftMs),
  },
  contentType: 'image/webp',
  kind: 'image',
});

const after = (...changes: Change[]): UploaderState => changes.reduce(reduce, emptyState(NOW));
const added: Change = { type: 'added', items: ['a', 'b', 'c'].map(itemNamed), refusals: [] };
const first = ({ items }: UploaderState): Item => items[0] ?? expect.fail('nothing there');

describe('the state of an uploader', () => {
  it('follows a file from where it waits to where it can be used', () => {
    const sent = after(added, { type: 'started', id: 'a' }, { type: 'sent', id: 'a', sentBytes: 40 });
    expect(first(sent)).toMatchObject({ status: 'uploading', sentBytes: 40 });
    expect(overall(sent)).toEqual({ underway: 3, sentBytes: 40, totalBytes: 300, usable: 0 });
    const ready = reduce(sent, arrived('a'));
    expect(first(ready)).toMatchObject({ status: 'ready', bytes: 120, type: 'image/webp' });
    expect(ready.notice).toEqual({ what: 'ready', name: 'a.png' });
    expect(overall(ready)).toEqual({ underway: 2, sentBytes: 120, totalBytes: 320, usable: 1 });
  });

  it('forgets why a file failed when it is tried again', () => {
    const failed = after(added, { type: 'failed', id: 'a', message: 'no', canRetry: true });
    expect(first(failed)).toMatchObject({ status: 'failed', failure: { message: 'no', canRetry: true } });
    const again = reduce(failed, { type: 'queued', id: 'a' });
    expect(first(again)).not.toHaveProperty('failure');
    expect(first(again).status).toBe('waiting');
  });

  it('keeps what was there when its renewal is stopped', () => {
    const stopped = after(added, arrived('a'), { type: 'queued', id: 'a' }, { type: 'canceled', id: 'a' });
    expect(first(stopped)).toMatchObject({ status: 'ready', uploaded: { id: 'upload-a' } });
    expect(first(after(added, { type: 'canceled', id: 'a' })).status).toBe('canceled');
  });

  it('moves files within their list, and never out of it', () => {
    const order = (state: UploaderState): string => state.items.map(({ id }) => id).join('');
    const moved = after(added, { type: 'moved', id: 'a', to: 1 });
    expect([order(moved), moved.notice]).toEqual(['bac', { what: 'moved', name: 'a.png', place: 2, of: 3 }]);
    expect(order(after(added, { type: 'moved', id: 'a', to: Infinity }))).toBe('bca');
    expect(order(after(added, { type: 'moved', id: 'c', to: -Infinity }))).toBe('cab');
    expect(order(after(added, { type: 'moved', id: 'x', to: 0 }))).toBe('abc');
  });

  it('takes nothing from what has been removed meanwhile', () => {
    const gone = after(added, { type: 'removed', id: 'a' });
    expect(reduce(gone, arrived('a'))).toBe(gone);
    expect(gone.items).toHaveLength(2);
  });

  it('begins anew with what was cut off', () => {
    const cut = after(added, { type: 'started', id: 'a' }, arrived('b'), { type: 'interrupted' });
    expect(cut.items.map(({ status }) => status)).toEqual(['waiting', 'ready', 'waiting']);
  });

  it('shows what was refused until it is dismissed, or something else is chosen', () => {
    const refusals = [{ name: 'x', why: 'empty' }] as const;
    const refused = after({ type: 'added', items: [], refusals });
    expect([refused.refusals, refused.notice]).toEqual([refusals, undefined]);
    expect(reduce(refused, { type: 'dismissed' }).refusals).toEqual([]);
    expect(reduce(refused, added).refusals).toEqual([]);
  });
});

describe('the time of a file', () => {
  const at = (hours: number): UploaderState =>
    after(added, arrived('a', 72 * HOUR), { type: 'ticked', now: NOW + hours * HOUR });

  it.each([
    [0, 'good', true],
    [47.9, 'good', true],
    [48, 'soon', true],
    [71.9, 'soon', true],
    [72, 'expired', false],
    [100, 'expired', false],
  ])('of three days is, after %s hours, %s', (hours, life, usable) => {
    const { items, now } = at(hours);
    const item = first({ ...at(hours), items });
    expect([lifeOf(item, now)?.life, isUsable(item, now)]).toEqual([life, usable]);
  });

  it('is told once when it comes near its end, and once at its end', () => {
    expect(at(48).notice).toEqual({ what: 'soon', name: 'a.png' });
    expect(at(72).notice).toEqual({ what: 'expired', name: 'a.png' });
    const later = reduce({ ...at(48), notice: undefined }, { type: 'ticked', now: NOW + 49 * HOUR });
    expect(later.notice).toBeUndefined();
  });

  it('is looked at when what is shown of it changes: a day before the end, then each minute', () => {
    expect(untilNextTick(at(0))).toBe(48 * HOUR);
    expect(untilNextTick(at(48))).toBe(60_000);
    expect(untilNextTick(at(71.999))).toBe(3600);
    expect(untilNextTick(at(72))).toBeUndefined();
    expect(untilNextTick(after(added))).toBeUndefined();
  });

  it('that has passed while nobody looked is not told as a warning first', () => {
    expect(at(200).notice).toEqual({ what: 'expired', name: 'a.png' });
  });
});
