import type { Order } from './order.ts';

/** A file that a client brings, and what becomes of it. Times are in seconds after the start, or after what came before. */
export interface Parcel {
  readonly at: number;
  /** `presigned`: sent to an address, then completed · `body`: with the request · `url`: fetched from elsewhere. */
  readonly way: 'presigned' | 'body' | 'url';
  /** What is brought; `odd`: bytes of no type that a model takes. */
  readonly content: string;
  /** For a `url`: where it lies. */
  readonly url?: string;
  /** When the bytes go to their address, or whether at all. */
  readonly sentAfter?: number | 'never';
  readonly completedAfter?: number;
  /** Asks for the longer life when it is completed. */
  readonly keep?: boolean;
  /** Has a picture made of it as soon as it is ready, or so much later. */
  readonly order?: Partial<Order>;
  readonly orderedAfter?: number;
  /** Deleted so long after it was handed out, or was ready. */
  readonly deletedAfter?: number;
  /** Looked at so long after it was handed out. */
  readonly readAfter?: readonly number[];
  readonly repeats: number;
}

/** A picture of a boat by ana, ordered as soon as it is here. */
export const plainParcel = (more: Partial<Parcel> = {}): Parcel => ({
  at: 1,
  way: 'presigned',
  content: 'a picture of a boat',
  sentAfter: 2,
  completedAfter: 2,
  readAfter: [],
  repeats: 3,
  ...more,
});
