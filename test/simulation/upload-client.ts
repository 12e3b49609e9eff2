import type { Owner } from '#domain/ids.ts';
import { LINK_SECONDS, type Upload } from '#domain/files/upload.ts';
import { read } from './answer.ts';
import { Client, type Front } from './client.ts';
import { bring } from './entry-points.ts';
import { plainOrder } from './order.ts';
import { isOdd } from './odd-bytes.ts';
import type { Parcel } from './upload-order.ts';

/** How bringers reach the bucket, and whom they tell what they were promised. */
export interface Counter extends Front {
  now(): number;
  /** Sends bytes to an address that was handed out: once, and never over what lies there. */
  put(url: string, content: string): void;
  /** A client holds an answer that shows this upload. */
  shown(upload: Upload): void;
  /** A removal is asked for … */
  discarding(upload: Upload): void;
  /** … and has been answered. */
  discarded(upload: Upload): void;
}

const MOST_LOOKS = 30;
const WAIT_SECONDS = 20;
const LOOK_EVERY_MS = 5000;

/** One client with one file: brings it in one of the ways, and uses, looks at or deletes it as the parcel says. */
export class Bringer {
  readonly #counter: Counter;
  readonly #parcel: Parcel;
  readonly #owner: Owner;

  constructor(counter: Counter, owner: Owner, parcel: Parcel) {
    this.#counter = counter;
    this.#owner = owner;
    this.#parcel = parcel;
  }

  start(): void {
    this.#after(this.#parcel.at, () => this.#begin(0));
  }

  #after(seconds: number, run: () => void): void {
    this.#counter.after(seconds * 1000, run);
  }

  #again(tries: number, run: () => void): void {
    if (tries >= this.#parcel.repeats) return;
    this.#after(this.#counter.chance.between(1, 4) * (tries + 1), run);
  }

  #begin(tries: number): void {
    const again = (): void => this.#again(tries, () => this.#begin(tries + 1));
    const { way } = this.#parcel;
    if (way === 'presigned') this.#beginPresigned(again);
    else if (way === 'body') this.#sendBody(again);
    else this.#beginFetch(again);
  }

  #beginPresigned(again: () => void): void {
    const { content, sentAfter = 0, completedAfter = 0 } = this.#parcel;
    const order = {
      owner: this.#owner,
      fileName: 'boat.png',
      contentType: 'image/png',
      bytes: content.length,
    };
    this.#counter.request('create-upload', content, bring.create(order), (outcome) => {
      const answer = read(outcome);
      if (answer.type === 'again') return again();
      if (answer.type === 'refused') return this.#counter.complain(`no address was given: ${answer.code}`);
      const { upload, link } = answer.value;
      this.#handedOut(upload);
      if (sentAfter === 'never') return this.#after(completedAfter, () => this.#complete(upload, 0));
      this.#after(sentAfter, () => {
        if (this.#isSent()) this.#counter.put(link.url, content);
        this.#after(completedAfter, () => this.#complete(upload, 0));
      });
    });
  }

  #complete(upload: Upload, tries: number): void {
    const { keep, content, deletedAfter } = this.#parcel;
    const order = { owner: this.#owner, id: upload.id, ...(keep === undefined ? {} : { keep }) };
    this.#counter.request('complete-upload', upload.id, bring.complete(order), (outcome) => {
      const answer = read(outcome);
      if (answer.type === 'again') return this.#again(tries, () => this.#complete(upload, tries + 1));
      if (answer.type === 'ok') return this.#ready(answer.value);
      const isExpected =
        (answer.code === 'unsupported_media_type' && isOdd(content)) ||
        (answer.code === 'conflict' && !this.#isSent()) ||
        (answer.code === 'not_found' && this.#isPast(upload)) ||
        deletedAfter !== undefined;
      if (!isExpected) this.#counter.complain(`a good file was refused: ${answer.code}`);
    });
  }

  /** An address is good for an hour. */
  #isSent(): boolean {
    const { sentAfter = 0 } = this.#parcel;
    return sentAfter !== 'never' && sentAfter < LINK_SECONDS;
  }

  #isPast({ expiresAt }: Upload): boolean {
    return Date.parse(expiresAt) <= this.#counter.now();
  }

  #sendBody(again: () => void): void {
    const { content } = this.#parcel;
    const order = { owner: this.#owner, fileName: 'boat.png', bytes: Buffer.from(content) };
    this.#counter.request('create-upload', content, bring.store(order), (outcome) => {
      const answer = read(outcome);
      if (answer.type === 'again') return again();
      if (answer.type === 'ok') {
        this.#handedOut(answer.value);
        return this.#ready(answer.value);
      }
      if (!isOdd(content)) this.#counter.complain(`a good file was refused: ${answer.code}`);
    });
  }

  #beginFetch(again: () => void): void {
    const { url = '' } = this.#parcel;
    const order = { owner: this.#owner, fileName: 'boat.png', url };
    this.#counter.request('create-upload', url, bring.fetch(order), (outcome) => {
      const answer = read(outcome);
      if (answer.type === 'again') return again();
      if (answer.type === 'refused')
        return this.#counter.complain(`a good order was refused: ${answer.code}`);
      this.#handedOut(answer.value);
      this.#await(answer.value, 0);
    });
  }

  #await(upload: Upload, looks: number): void {
    if (looks >= MOST_LOOKS) return;
    this.#counter.request('read-uploads', upload.id, bring.wait(upload, WAIT_SECONDS), (outcome) => {
      const answer = read(outcome);
      if (answer.type === 'refused') return;
      if (answer.type === 'ok' && answer.value.status === 'ready') return this.#ready(answer.value);
      if (answer.type === 'ok' && answer.value.status === 'failed') return;
      this.#counter.after(LOOK_EVERY_MS, () => this.#await(upload, looks + 1));
    });
  }

  /** The client knows its id. */
  #handedOut(upload: Upload): void {
    const { readAfter = [], deletedAfter } = this.#parcel;
    for (const seconds of readAfter) this.#after(seconds, () => this.#look(upload));
    if (deletedAfter !== undefined) this.#after(deletedAfter, () => this.#discard(upload, 0));
  }

  #look(upload: Upload): void {
    this.#counter.request('read-uploads', upload.id, bring.read(this.#owner, upload.id), (outcome) => {
      if (outcome.type === 'returned') this.#counter.shown(outcome.value);
    });
    const { key } = upload;
    if (key === undefined) return;
    this.#counter.request('read-uploads', upload.id, bring.link(this.#owner, key), () => undefined);
  }

  #ready(upload: Upload): void {
    const { order, orderedAfter = 0, content } = this.#parcel;
    if (isOdd(content)) this.#counter.complain('a file of no type is ready');
    if (order === undefined) return;
    this.#after(orderedAfter, () => {
      const about = { at: 0, pictureId: upload.id, prompt: `of ${upload.id}`, key: `of ${upload.id}` };
      new Client(this.#counter, plainOrder({ ...about, ...order })).start();
    });
  }

  #discard(upload: Upload, tries: number): void {
    this.#counter.discarding(upload);
    this.#counter.request('delete-upload', upload.id, bring.remove(this.#owner, upload.id), (outcome) => {
      const answer = read(outcome);
      if (answer.type === 'ok') return this.#counter.discarded(upload);
      if (answer.type === 'again' || answer.code === 'conflict') {
        return this.#again(tries, () => this.#discard(upload, tries + 1));
      }
      if (answer.code !== 'not_found') this.#counter.complain(`a removal was refused: ${answer.code}`);
    });
  }
}
