import type { Order } from './order.ts';

/** An upload by a client, and what is done with it. Times are in seconds after the start, or after the step before. */
export interface UploadOrder {
  readonly at: number;
  /** `presigned`: PUT to a presigned URL, then completed · `body`: within the request · `url`: fetched from a third party. */
  readonly way: 'presigned' | 'body' | 'url';
  /** The bytes, as text; beginning with `odd`: of no type that a model accepts. */
  readonly content: string;
  /** For `url`: the address of the file. */
  readonly url?: string;
  /** When the bytes are PUT to the presigned URL, if at all. */
  readonly sentAfter?: number | 'never';
  readonly completedAfter?: number;
  /** Asks for the longer retention on completion. */
  readonly keep?: boolean;
  /** Creates a task with it as soon as it is ready, or `orderedAfter` seconds later. */
  readonly order?: Partial<Order>;
  readonly orderedAfter?: number;
  /** Deleted so many seconds after the client learned its id. */
  readonly deletedAfter?: number;
  /** Read so many seconds after the client learned its id. */
  readonly readAfter?: readonly number[];
  /** The API key that it is sent with; with a token where absent. */
  readonly keyId?: string;
  readonly repeats: number;
  /** The day may have no room for it: then it comes again after five minutes. */
  readonly limited?: true;
}

/** A valid picture by presigned URL. */
export const plainUpload = (more: Partial<UploadOrder> = {}): UploadOrder => ({
  at: 1,
  way: 'presigned',
  content: 'a picture of a boat',
  sentAfter: 2,
  completedAfter: 2,
  readAfter: [],
  repeats: 3,
  ...more,
});
