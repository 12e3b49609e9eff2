import type { UploadedFile } from '../uploaded-file.ts';
import type { MediaKind } from './file-types.ts';
import type { Refusal } from './check.ts';

/** Where the bytes are, should they be needed again. */
export type Source =
  | { readonly file: File }
  | { readonly address: string }
  /** Brought in at another time, by another page. */
  | { readonly elsewhere: true };

export type ItemStatus = 'waiting' | 'uploading' | 'ready' | 'failed' | 'canceled';

/** One file, from the moment it is chosen. */
export interface Item {
  readonly id: string;
  readonly source: Source;
  readonly name: string;
  /** Undefined: only its bytes will tell. */
  readonly type: string | undefined;
  readonly kind: MediaKind | undefined;
  /** Undefined: not known before it has been fetched. */
  readonly bytes: number | undefined;
  readonly status: ItemStatus;
  readonly sentBytes: number;
  /** Kept while it is renewed: until then the old one counts. */
  readonly uploaded?: UploadedFile;
  /** Why it failed. */
  readonly failure?: { readonly message: string; readonly canRetry: boolean };
}

/** What is to be told to who does not see it. */
export type Notice =
  | {
      readonly what: 'added' | 'ready' | 'failed' | 'canceled' | 'removed' | 'soon' | 'expired';
      readonly name: string;
    }
  | { readonly what: 'moved'; readonly name: string; readonly place: number; readonly of: number };

export interface UploaderState {
  /** In the order in which they are given to the model. */
  readonly items: readonly Item[];
  /** What was chosen last and not taken, and why. */
  readonly refusals: readonly Refusal[];
  readonly notice: Notice | undefined;
  /** Milliseconds since 1970. */
  readonly now: number;
}

export type Change =
  | { readonly type: 'added'; readonly items: readonly Item[]; readonly refusals: readonly Refusal[] }
  | { readonly type: 'started' | 'queued'; readonly id: string }
  | { readonly type: 'sent'; readonly id: string; readonly sentBytes: number }
  | { readonly type: 'moved'; readonly id: string; readonly to: number }
  | { readonly type: 'dismissed' | 'interrupted' }
  | { readonly type: 'ticked'; readonly now: number }
  | Ending;

/** How bringing a file in ends. */
type Ending =
  | { readonly type: 'canceled' | 'removed'; readonly id: string }
  | {
      readonly type: 'arrived';
      readonly id: string;
      readonly uploaded: UploadedFile;
      readonly contentType: string | undefined;
      readonly kind: MediaKind | undefined;
    }
  | { readonly type: 'failed'; readonly id: string; readonly message: string; readonly canRetry: boolean };

export const emptyState = (now: number): UploaderState => ({
  items: [],
  refusals: [],
  notice: undefined,
  now,
});

const HOUR_MS = 3_600_000;
/** A warning is given so long before a file ends. */
export const WARNING_MS = 24 * HOUR_MS;
const MINUTE_MS = 60_000;

export type Life = 'good' | 'soon' | 'expired';

/** How long a file that was brought in can still be used. */
export function lifeOf(
  item: Item,
  now: number,
): { readonly life: Life; readonly leftMs: number } | undefined {
  if (!item.uploaded) return undefined;
  const leftMs = Math.max(0, item.uploaded.expiresAt.getTime() - now);
  if (leftMs === 0) return { life: 'expired', leftMs };
  return { life: leftMs <= WARNING_MS ? 'soon' : 'good', leftMs };
}

/** Whether a file can be given to a model now. */
export const isUsable = (item: Item, now: number): boolean => {
  const life = lifeOf(item, now)?.life;
  return life === 'good' || life === 'soon';
};

/** Until what is shown of the time left changes; undefined where none runs. */
export function untilNextTick({ items, now }: UploaderState): number | undefined {
  const waits = items.flatMap((item) => {
    const left = lifeOf(item, now)?.leftMs ?? 0;
    if (left === 0) return [];
    return left > WARNING_MS ? left - WARNING_MS : left % MINUTE_MS || MINUTE_MS;
  });
  return waits.length === 0 ? undefined : Math.min(...waits);
}

/** How far all that is underway is, in bytes, and how many files are where. */
export function overall({ items, now }: UploaderState) {
  const underway = items.filter(({ status }) => status === 'waiting' || status === 'uploading');
  const known = items.filter(
    ({ status, bytes }) => bytes !== undefined && status !== 'failed' && status !== 'canceled',
  );
  const sum = (of: (item: Item) => number): number => known.reduce((total, item) => total + of(item), 0);
  const totalBytes = sum(({ bytes = 0 }) => bytes);
  const sentBytes = sum(({ status, bytes = 0, sentBytes }) => (status === 'ready' ? bytes : sentBytes));
  return {
    underway: underway.length,
    sentBytes: Math.min(sentBytes, totalBytes),
    totalBytes,
    usable: items.filter((item) => isUsable(item, now)).length,
  };
}

const changed = (state: UploaderState, id: string, change: (item: Item) => Item): UploaderState => ({
  ...state,
  items: state.items.map((item) => (item.id === id ? change(item) : item)),
});

function withoutFailure(item: Item): Item {
  const { failure, ...others } = item;
  return failure ? others : item;
}

/** What becomes of the files, and of what is told of them; nothing is done here. */
export function reduce(state: UploaderState, change: Change): UploaderState {
  switch (change.type) {
    case 'added':
      return added(state, change);
    case 'queued':
      return changed(state, change.id, (item) => ({
        ...withoutFailure(item),
        status: 'waiting',
        sentBytes: 0,
      }));
    case 'started':
      return changed(state, change.id, (item) => ({ ...item, status: 'uploading', sentBytes: 0 }));
    case 'sent':
      return changed(state, change.id, (item) =>
        item.status === 'uploading' ? { ...item, sentBytes: change.sentBytes } : item,
      );
    case 'interrupted':
      return { ...state, items: state.items.map(interrupted) };
    case 'dismissed':
      return { ...state, refusals: [] };
    case 'moved':
      return moved(state, change.id, change.to);
    case 'ticked':
      return ticked(state, change.now);
    default:
      return ended(state, change);
  }
}

function added(state: UploaderState, { items, refusals }: Change & { type: 'added' }): UploaderState {
  const last = items.at(-1);
  return {
    ...state,
    items: [...state.items, ...items],
    refusals,
    notice: last ? { what: 'added', name: items.map(({ name }) => name).join(', ') } : state.notice,
  };
}

const interrupted = (item: Item): Item =>
  item.status === 'uploading' ? { ...item, status: 'waiting', sentBytes: 0 } : item;

function ended(state: UploaderState, change: Ending): UploaderState {
  const item = state.items.find(({ id }) => id === change.id);
  if (!item) return state;
  const { name } = item;
  switch (change.type) {
    case 'removed': {
      const items = state.items.filter(({ id }) => id !== change.id);
      return { ...state, items, notice: { what: 'removed', name } };
    }
    case 'canceled': {
      // Who stops a renewal still has what he had.
      const status = item.uploaded ? 'ready' : 'canceled';
      return {
        ...changed(state, item.id, (one) => ({ ...one, status, sentBytes: 0 })),
        notice: { what: 'canceled', name },
      };
    }
    case 'failed': {
      const { message, canRetry } = change;
      return {
        ...changed(state, item.id, (one) => ({ ...one, status: 'failed', failure: { message, canRetry } })),
        notice: { what: 'failed', name },
      };
    }
    case 'arrived':
      return { ...changed(state, item.id, (one) => arrived(one, change)), notice: { what: 'ready', name } };
  }
}

function arrived(item: Item, { uploaded, contentType, kind }: Change & { type: 'arrived' }): Item {
  return {
    ...withoutFailure(item),
    status: 'ready',
    uploaded,
    bytes: uploaded.fileSize,
    sentBytes: uploaded.fileSize,
    type: contentType ?? item.type,
    kind: kind ?? item.kind,
  };
}

function moved(state: UploaderState, id: string, to: number): UploaderState {
  const from = state.items.findIndex((item) => item.id === id);
  const item = state.items[from];
  const place = Math.min(Math.max(to, 0), state.items.length - 1);
  if (!item || place === from) return state;
  const items = state.items.toSpliced(from, 1).toSpliced(place, 0, item);
  return { ...state, items, notice: { what: 'moved', name: item.name, place: place + 1, of: items.length } };
}

/** Time goes on; whoever comes near his end, or to it, is told of. */
function ticked(state: UploaderState, now: number): UploaderState {
  const crossed = state.items.find((item) => {
    const life = lifeOf(item, now)?.life;
    return life !== undefined && life !== 'good' && life !== lifeOf(item, state.now)?.life;
  });
  if (!crossed) return { ...state, now };
  const what = lifeOf(crossed, now)?.life === 'expired' ? 'expired' : 'soon';
  return { ...state, now, notice: { what, name: crossed.name } };
}
