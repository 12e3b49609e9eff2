import { Readable } from 'node:stream';
import { hash } from 'node:crypto';
import type { ArchiveType } from '#domain/archive-key.ts';
import type { Incoming, Kept } from '#storage/media-store.ts';

/** What a provider's address serves: its bytes stand for themselves. */
export interface RemoteFile {
  readonly content: string;
  readonly type: ArchiveType | undefined;
}

/** An opened file at the provider's. Its content is at hand, so that no stream has to run where nobody looks at one. */
export class OpenFile extends Readable {
  readonly file: RemoteFile;

  constructor(file: RemoteFile) {
    super({ autoDestroy: false });
    this.file = file;
  }

  override _read(): void {
    this.push(this.file.content);
    this.push(null);
  }
}

export interface StoredObject {
  readonly sha256: string;
  readonly bytes: number;
}

/** The bucket: an object is written once, and never over another one. */
export class MemoryMedia {
  readonly objects = new Map<string, StoredObject>();

  keep({ body, media, keyOf }: Incoming): Kept {
    if (!(body instanceof OpenFile)) throw new Error('Only what the simulation opened can be kept');
    const { content, type } = body.file;
    if (type === undefined) return { type: 'rejected', reason: 'its bytes are of no type that is kept' };
    const key = keyOf(type);
    const known = this.objects.get(key);
    const sha256 = hash('sha256', content);
    const object = known ?? { sha256, bytes: content.length };
    this.objects.set(key, object);
    const file = { key, media, contentType: type, ...object };
    if (known === undefined) return { type: 'stored', file };
    return { type: 'exists', file, ...(known.sha256 === sha256 ? {} : { differs: true }) };
  }

  remove(key: string): void {
    this.objects.delete(key);
  }
}
