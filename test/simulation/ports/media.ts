import { Readable } from 'node:stream';
import { hash } from 'node:crypto';
import { archiveTypes, isArchiveType, type ArchiveType } from '#domain/files/archive-key.ts';
import { belongingOf, type Incarnated } from '#domain/tasks/incarnation.ts';
import type { StoredFile } from '#domain/tasks/output.ts';
import type { Described, Incoming, Kept } from '#storage/objects/media-store.ts';
import type { ListedObject } from '#storage/objects/object-list.ts';
import { isOdd } from './odd-bytes.ts';
import { ServiceFault } from './port-call.ts';

/** What a provider's address serves: its bytes stand for themselves. */
export interface RemoteFile {
  readonly content: string;
  readonly type: ArchiveType | undefined;
  /** Breaks off before all of it has come. */
  readonly isTorn?: boolean;
}

/** A body that broke off in the middle. */
export class TornBody extends ServiceFault {}

/** An opened file at the provider's. Its content is held in memory; no stream is needed. */
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
  readonly writtenAt: number;
  /** Of no type that a model takes. */
  readonly isOdd: boolean;
  /** The task that it was kept for. */
  readonly task: Incarnated;
}

/** A file as bytes: its type stands in front of its content, or nothing that anybody knows. */
export const bytesOf = ({ content, type }: RemoteFile): Uint8Array =>
  new TextEncoder().encode(`${type ?? ''}\n${content}`);

function contentOf(body: Incoming['body']): RemoteFile {
  if (body instanceof OpenFile && body.file.isTorn === true) throw new TornBody('the source broke off');
  if (body instanceof OpenFile) return body.file;
  if (!(body instanceof Uint8Array)) throw new Error('Only what the simulation opened can be kept');
  const content = new TextDecoder().decode(body);
  const [type = ''] = content.split('\n', 1);
  return { content, type: isArchiveType(type) ? type : undefined };
}

/** The bucket: an output is written once, and never over another one. */
export class MemoryMedia {
  readonly objects = new Map<string, StoredObject>();

  /** The table that the bucket says it belongs to. */
  marker: string | undefined;

  /** Told of every object that is removed, after it. */
  onRemove: ((key: string) => void) | undefined;

  readonly #now: () => number;

  constructor(now: () => number) {
    this.#now = now;
  }

  keep({ body, media, keyOf, task }: Incoming): Kept {
    const { content, type } = contentOf(body);
    if (type === undefined) return { type: 'rejected', reason: 'its bytes are of no type that is kept' };
    const key = keyOf(type);
    const known = this.#ownAt(key, task);
    if (known === 'later') throw new ServiceFault('The object belongs to a later task with this id');
    const sha256 = hash('sha256', content);
    const object = known ?? this.put(key, content, task);
    const file = { key, media, contentType: type, sha256: object.sha256, bytes: object.bytes };
    if (known === undefined) return { type: 'stored', file };
    return { type: 'exists', file, ...(known.sha256 === sha256 ? {} : { differs: true }) };
  }

  describe(bytes: Uint8Array): Described {
    const { content, type } = contentOf(bytes);
    if (type === undefined) return { type: 'rejected', reason: 'its bytes are of no type that is kept' };
    const file = { contentType: type, bytes: bytes.length, sha256: hash('sha256', content) };
    return { type: 'file', file };
  }

  /** What lies under a key for this task; another one with its id may have left something there. */
  #ownAt(key: string, task: Incarnated): StoredObject | 'later' | undefined {
    const found = this.objects.get(key);
    const belongs = found === undefined ? 'earlier' : belongingOf(found.task, task);
    if (belongs === 'later') return 'later';
    return belongs === 'own' ? found : undefined;
  }

  find(key: string, contentType: ArchiveType, task: Incarnated): StoredFile | undefined {
    const found = this.#ownAt(key, task);
    if (found === undefined || found === 'later') return undefined;
    const { sha256, bytes } = found;
    return { key, media: archiveTypes[contentType].media, contentType, sha256, bytes };
  }

  /** Writes an object over whatever is there. */
  put(key: string, content: string, { incarnation }: Incarnated = {}): StoredObject {
    const object = {
      sha256: hash('sha256', content),
      bytes: content.length,
      writtenAt: this.#now(),
      isOdd: isOdd(content),
      task: incarnation === undefined ? {} : { incarnation },
    };
    this.objects.set(key, object);
    return object;
  }

  /** Writes an object, unless there is one. */
  putOnce(key: string, content: string): void {
    if (!this.objects.has(key)) this.put(key, content);
  }

  /** Copies an object, if it is the one that was meant. */
  copy(from: string, to: string, sha256: string | undefined): boolean {
    const found = this.objects.get(from);
    if (found === undefined || found.sha256 !== sha256) return false;
    this.objects.set(to, { ...found, writtenAt: this.#now() });
    return true;
  }

  remove(key: string): void {
    if (this.objects.delete(key)) this.onRemove?.(key);
  }

  removeAll(keys: readonly string[]): ReadonlySet<string> {
    for (const key of keys) this.remove(key);
    return new Set();
  }

  /** Says which table the bucket belongs to, unless it says so already. */
  claim(table: string): boolean {
    if (this.marker !== undefined) return false;
    this.marker = table;
    return true;
  }

  page(after: string, limit: number, prefix = ''): { items: ListedObject[]; more: boolean } {
    const keys = [...this.objects.keys()].filter((key) => key > after && key.startsWith(prefix)).sort();
    const items = keys
      .slice(0, limit)
      .map((key) => ({ key, writtenAt: 0, bytes: 0, ...this.objects.get(key) }));
    return { items, more: keys.length > limit };
  }
}
