import type { Darkroom } from '../darkroom.ts';
import { DarkroomError } from '../error.ts';
import type { Time } from '../time.ts';
import type { Upload } from '../api-types.gen.ts';
import type { UploadOptions } from '../upload.ts';
import { uploadedFile, type UploadedFile } from '../uploaded-file.ts';
import { faultOf, knownOf, sorted, type Chosen, type Fault } from './check.ts';
import { kindOf } from './file-types.ts';
import type { FileLimits } from './limits.ts';
import {
  emptyState,
  reduce,
  untilNextTick,
  type Change,
  type Item,
  type Source,
  type UploaderState,
} from './state.ts';

export type StoreOptions = Pick<UploadOptions, 'uploadPath' | 'keep' | 'stripMetadata'>;

/** A file that was brought in before. With the address it came from it can be renewed. */
export type EarlierFile = UploadedFile & { readonly contentType?: string; readonly sourceAddress?: string };

export interface StoreParts {
  readonly client: Pick<Darkroom, 'upload'>;
  readonly time: Time;
  readonly options: StoreOptions;
  /** What is said of a file that turns out not to be taken when it has arrived. */
  readonly explain: (fault: Fault & { readonly name: string }) => string;
  readonly offline: () => string;
}

/** So many are sent at once: more would only be slower each. */
const AT_ONCE = 3;

/** The files of one uploader, and what is done with them. Outside React, so that what is underway outlives a rendering. */
export class UploaderStore {
  limits: FileLimits;
  readonly #parts: StoreParts;
  #state: UploaderState;
  readonly #listeners = new Set<() => void>();
  readonly #underway = new Map<string, AbortController>();
  /** Large files of which parts have arrived, by the id of the item: trying again goes on with them. */
  readonly #begun = new Map<string, string>();
  #clock: AbortController | undefined;
  #made = 0;
  #isOpen = false;

  constructor(parts: StoreParts, limits: FileLimits, earlier: readonly EarlierFile[] = []) {
    this.#parts = parts;
    this.limits = limits;
    this.#state = {
      ...emptyState(parts.time.now()),
      items: earlier.map((file) => this.#itemOfEarlier(file)),
    };
  }

  readonly snapshot = (): UploaderState => this.#state;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  };

  /** Begins; gives the end of it, after which nothing is sent. What was cut off by an end begins anew. */
  open(): () => void {
    this.#isOpen = true;
    this.#tick();
    this.#startWaiting();
    return () => {
      this.#isOpen = false;
      this.#clock?.abort();
      for (const controller of this.#underway.values()) controller.abort();
      this.#underway.clear();
      this.#change({ type: 'interrupted' });
    };
  }

  add(chosen: readonly Chosen[]): void {
    const { items } = this.#state;
    const { taken, refusals } = sorted(chosen, this.limits, {
      count: items.length,
      chosen: items.flatMap(({ source }) => chosenAs(source)),
    });
    this.#change({ type: 'added', items: taken.map((one) => this.#itemOf(one)), refusals });
    this.#startWaiting();
  }

  /** Of what is underway the sending ends; of what waits nothing was sent. */
  cancel(id: string): void {
    this.#underway.get(id)?.abort();
    this.#underway.delete(id);
    this.#change({ type: 'canceled', id });
    this.#startWaiting();
  }

  /** Brings a file in once more: after a failure, or in the place of one that ends. */
  again(id: string): void {
    if (this.#underway.has(id) || !canBeBroughtIn(this.#state.items.find((item) => item.id === id))) return;
    this.#change({ type: 'queued', id });
    this.#startWaiting();
  }

  remove(id: string): void {
    this.#underway.get(id)?.abort();
    this.#underway.delete(id);
    this.#begun.delete(id);
    this.#change({ type: 'removed', id });
    this.#startWaiting();
  }

  move(id: string, to: number): void {
    this.#change({ type: 'moved', id, to });
  }

  dismiss(): void {
    this.#change({ type: 'dismissed' });
  }

  #change(change: Change): void {
    const before = this.#state;
    this.#state = reduce(before, change);
    if (this.#state === before) return;
    for (const listener of this.#listeners) listener();
  }

  #newId(): string {
    this.#made += 1;
    return `file-${this.#made}`;
  }

  #itemOf(chosen: Chosen): Item {
    const known = knownOf(chosen);
    const source = typeof chosen === 'string' ? { address: chosen } : { file: chosen };
    return { ...known, id: this.#newId(), source, kind: kindOf(known.type), status: 'waiting', sentBytes: 0 };
  }

  #itemOfEarlier({ contentType, sourceAddress, ...uploaded }: EarlierFile): Item {
    const { fileName: name, fileSize: bytes } = uploaded;
    const type = contentType ?? knownOf(`https://host/${encodeURIComponent(name)}`).type;
    const source = sourceAddress === undefined ? ({ elsewhere: true } as const) : { address: sourceAddress };
    return {
      id: this.#newId(),
      source,
      name,
      type,
      bytes,
      kind: kindOf(type),
      status: 'ready',
      sentBytes: bytes,
      uploaded,
    };
  }

  #startWaiting(): void {
    if (!this.#isOpen) return;
    for (const item of this.#state.items) {
      if (this.#underway.size >= AT_ONCE) return;
      if (item.status === 'waiting') void this.#bringIn(item);
    }
  }

  async #bringIn({ id, source, name, type }: Item): Promise<void> {
    if ('elsewhere' in source) return;
    const over = new AbortController();
    this.#underway.set(id, over);
    this.#change({ type: 'started', id });
    const change = await this.#broughtIn({ id, source, name, type }, over.signal);
    // Whoever was stopped meanwhile is told of by who has stopped him.
    if (over.signal.aborted) return;
    this.#underway.delete(id);
    this.#change(change);
    this.#tick();
    this.#startWaiting();
  }

  async #broughtIn(
    {
      id,
      source,
      name,
      type,
    }: Pick<Item, 'id' | 'name' | 'type'> & { readonly source: Exclude<Source, { elsewhere: true }> },
    signal: AbortSignal,
  ): Promise<Change> {
    const { client, options } = this.#parts;
    try {
      const upload = await ('file' in source
        ? this.#sent({ id, name, type, file: source.file }, signal)
        : client.upload(source.address, { ...options, signal }));
      this.#begun.delete(id);
      const { contentType } = upload;
      const fault = faultOf({ name, type: contentType, bytes: upload.bytes }, this.limits);
      if (fault)
        return { type: 'failed', id, message: this.#parts.explain({ ...fault, name }), canRetry: false };
      return { type: 'arrived', id, uploaded: uploadedFile(upload), contentType, kind: kindOf(contentType) };
    } catch (error) {
      return { type: 'failed', id, ...this.#failure(error) };
    }
  }

  /** Sends a file; of a large one, which broke off, what is missing. What nobody knows of any more is begun anew. */
  async #sent(
    item: Pick<Item, 'id' | 'name' | 'type'> & { readonly file: File },
    signal: AbortSignal,
  ): Promise<Upload> {
    const { id, name, type, file } = item;
    const { client, options } = this.#parts;
    const resume = this.#begun.get(id);
    try {
      return await client.upload(file, {
        ...options,
        signal,
        fileName: name,
        ...(type !== undefined && { contentType: type }),
        ...(resume !== undefined && { resume }),
        onBegin: (begun) => this.#begun.set(id, begun.id),
        onProgress: ({ sentBytes }) => signal.aborted || this.#change({ type: 'sent', id, sentBytes }),
      });
    } catch (error) {
      const isGone = error instanceof DarkroomError && error.code === 'not_found';
      if (resume === undefined || !isGone) throw error;
      this.#begun.delete(id);
      return this.#sent(item, signal);
    }
  }

  #failure(error: unknown): { message: string; canRetry: boolean } {
    if (!(error instanceof DarkroomError)) return { message: String(error), canRetry: true };
    const isOffline = error.code === 'unreachable';
    return { message: isOffline ? this.#parts.offline() : error.message, canRetry: true };
  }

  /** Tells the time, and again whenever what is shown of it changes. */
  #tick(): void {
    this.#clock?.abort();
    if (!this.#isOpen) return;
    const { time } = this.#parts;
    this.#change({ type: 'ticked', now: time.now() });
    const wait = untilNextTick(this.#state);
    if (wait === undefined) return;
    const over = new AbortController();
    this.#clock = over;
    time.wait(wait, over.signal).then(
      () => this.#tick(),
      () => undefined,
    );
  }
}

/** Whether its bytes can be had again. */
export const canBeBroughtIn = (item: Item | undefined): boolean =>
  item !== undefined && !('elsewhere' in item.source);

function chosenAs(source: Source): readonly Chosen[] {
  if ('elsewhere' in source) return [];
  return 'file' in source ? [source.file] : [source.address];
}
