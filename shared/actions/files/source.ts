import type { Readable } from 'node:stream';

/** A file at a foreign address, opened. */
export interface Source {
  readonly contentLength?: number;
  readonly body: Readable;
}
