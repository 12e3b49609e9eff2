import type { Owner } from '#domain/ids.ts';
import { LINK_SECONDS, type Upload } from '#domain/files/upload.ts';
import { read } from '../provider/answer.ts';
import { Client, type ClientApi } from './client.ts';
import { uploadCalls } from '../engine/entry-points.ts';
import { plainOrder } from './order.ts';
import { isOdd } from '../ports/odd-bytes.ts';
import type { UploadOrder } from './upload-order.ts';

/** The API and the bucket as uploading clients see them; also records the promises that they received. */
export interface UploadApi extends ClientApi {
  now(): number;
  /** PUTs bytes to a presigned URL: never over an existing object. */
  put(url: string, content: string): void;
  /** A client holds an answer that shows this upload. */
  shown(upload: Upload): void;
  /** A client requests a removal … */
  discarding(upload: Upload): void;
  /** … and has been answered. */
  discarded(upload: Upload): void;
}

const MOST_POLLS = 30;
const WAIT_SECONDS = 20;
const POLL_EVERY_MS = 5000;
const ANOTHER_DAY_SECONDS = 300;

/** One client with one upload: sends it in one of three ways, then uses, reads or deletes it as ordered. */
export class UploadClient {
  readonly #api: UploadApi;
  readonly #order: UploadOrder;
  readonly #owner: Owner;

  constructor(api: UploadApi, owner: Owner, order: UploadOrder) {
    this.#api = api;
    this.#owner = owner;
    this.#order = order;
  }

  start(): void {
    this.#after(this.#order.at, () => this.#begin(0));
  }

  #after(seconds: number, run: () => void): void {
    this.#api.after(seconds * 1000, run);
  }

  #again(tries: number, run: () => void): void {
    if (tries >= this.#order.repeats) return;
    this.#after(this.#api.chance.between(1, 4) * (tries + 1), run);
  }

  /** Whether it was refused because the day is full; then it comes again later. */
  #comesLater(code: string, tries: number, run: (tries: number) => void): boolean {
    const { limited, repeats } = this.#order;
    const isFull = limited === true && code === 'rate_limited';
    if (isFull && tries < repeats) this.#after(ANOTHER_DAY_SECONDS, () => run(tries + 1));
    return isFull;
  }

  #begin(tries: number): void {
    const refused = (code: string): boolean => this.#comesLater(code, tries, (next) => this.#begin(next));
    const again = (): void => this.#again(tries, () => this.#begin(tries + 1));
    const { way } = this.#order;
    if (way === 'presigned') this.#beginPresigned(again, refused);
    else if (way === 'body') this.#sendBody(again, refused);
    else this.#beginFetch(again, refused);
  }

  #beginPresigned(again: () => void, isFull: (code: string) => boolean): void {
    const { content, sentAfter = 0, completedAfter = 0 } = this.#order;
    const order = {
      ...this.#maker(),
      fileName: 'boat.png',
      contentType: 'image/png',
      bytes: content.length,
    };
    this.#api.request(
      { action: 'create-upload', about: content, run: uploadCalls.create(order) },
      (outcome) => {
        const answer = read(outcome);
        if (answer.type === 'again') return again();
        if (answer.type === 'refused') {
          if (!isFull(answer.code)) this.#api.complain(`no address was given: ${answer.code}`);
          return;
        }
        const { upload, link } = answer.value;
        this.#handedOut(upload);
        if (sentAfter === 'never') return this.#after(completedAfter, () => this.#complete(upload, 0));
        this.#after(sentAfter, () => {
          if (this.#isSent()) this.#api.put(link.url, content);
          this.#after(completedAfter, () => this.#complete(upload, 0));
        });
      },
    );
  }

  #maker() {
    const { keyId } = this.#order;
    return { owner: this.#owner, ...(keyId === undefined ? {} : { keyId }) };
  }

  #complete(upload: Upload, tries: number): void {
    const { keep, content, deletedAfter } = this.#order;
    const order = { owner: this.#owner, id: upload.id, ...(keep === undefined ? {} : { keep }) };
    this.#api.request(
      { action: 'complete-upload', about: upload.id, run: uploadCalls.complete(order) },
      (outcome) => {
        const answer = read(outcome);
        if (answer.type === 'again') return this.#again(tries, () => this.#complete(upload, tries + 1));
        if (answer.type === 'ok') return this.#ready(answer.value);
        if (this.#comesLater(answer.code, tries, (next) => this.#complete(upload, next))) return;
        const isExpected =
          (answer.code === 'unsupported_media_type' && isOdd(content)) ||
          (answer.code === 'conflict' && !this.#isSent()) ||
          (answer.code === 'not_found' && this.#isPast(upload)) ||
          deletedAfter !== undefined;
        if (!isExpected) this.#api.complain(`a good file was refused: ${answer.code}`);
      },
    );
  }

  /** A presigned URL is valid for an hour. */
  #isSent(): boolean {
    const { sentAfter = 0 } = this.#order;
    return sentAfter !== 'never' && sentAfter < LINK_SECONDS;
  }

  #isPast({ expiresAt }: Upload): boolean {
    return Date.parse(expiresAt) <= this.#api.now();
  }

  #sendBody(again: () => void, isFull: (code: string) => boolean): void {
    const { content } = this.#order;
    const order = { ...this.#maker(), fileName: 'boat.png', bytes: Buffer.from(content) };
    this.#api.request(
      { action: 'create-upload', about: content, run: uploadCalls.store(order) },
      (outcome) => {
        const answer = read(outcome);
        if (answer.type === 'again') return again();
        if (answer.type === 'ok') {
          this.#handedOut(answer.value);
          return this.#ready(answer.value);
        }
        if (!isFull(answer.code) && !isOdd(content))
          this.#api.complain(`a good file was refused: ${answer.code}`);
      },
    );
  }

  #beginFetch(again: () => void, isFull: (code: string) => boolean): void {
    const { url = '' } = this.#order;
    const order = { ...this.#maker(), fileName: 'boat.png', url };
    this.#api.request({ action: 'create-upload', about: url, run: uploadCalls.fetch(order) }, (outcome) => {
      const answer = read(outcome);
      if (answer.type === 'again') return again();
      if (answer.type === 'refused') {
        if (!isFull(answer.code)) this.#api.complain(`a good order was refused: ${answer.code}`);
        return;
      }
      this.#handedOut(answer.value);
      this.#await(answer.value, 0);
    });
  }

  #await(upload: Upload, polls: number): void {
    if (polls >= MOST_POLLS) return;
    this.#api.request(
      { action: 'read-uploads', about: upload.id, run: uploadCalls.wait(upload, WAIT_SECONDS) },
      (outcome) => {
        const answer = read(outcome);
        if (answer.type === 'refused') return;
        if (answer.type === 'ok' && answer.value.status === 'ready') return this.#ready(answer.value);
        if (answer.type === 'ok' && answer.value.status === 'failed') return;
        this.#api.after(POLL_EVERY_MS, () => this.#await(upload, polls + 1));
      },
    );
  }

  /** The client has learned the id. */
  #handedOut(upload: Upload): void {
    const { readAfter = [], deletedAfter } = this.#order;
    for (const seconds of readAfter) this.#after(seconds, () => this.#read(upload));
    if (deletedAfter !== undefined) this.#after(deletedAfter, () => this.#discard(upload, 0));
  }

  #read(upload: Upload): void {
    this.#api.request(
      { action: 'read-uploads', about: upload.id, run: uploadCalls.read(this.#owner, upload.id) },
      (outcome) => {
        if (outcome.type === 'returned') this.#api.shown(outcome.value);
      },
    );
    const { key } = upload;
    if (key === undefined) return;
    this.#api.request(
      { action: 'read-uploads', about: upload.id, run: uploadCalls.link(this.#owner, key) },
      () => undefined,
    );
  }

  #ready(upload: Upload): void {
    const { order, orderedAfter = 0, content } = this.#order;
    if (isOdd(content)) this.#api.complain('a file of no type is ready');
    if (order === undefined) return;
    this.#after(orderedAfter, () => {
      const about = { at: 0, pictureId: upload.id, prompt: `of ${upload.id}`, key: `of ${upload.id}` };
      new Client(this.#api, plainOrder({ ...about, ...order })).start();
    });
  }

  #discard(upload: Upload, tries: number): void {
    this.#api.discarding(upload);
    this.#api.request(
      { action: 'delete-upload', about: upload.id, run: uploadCalls.remove(this.#owner, upload.id) },
      (outcome) => {
        const answer = read(outcome);
        if (answer.type === 'ok') return this.#api.discarded(upload);
        if (answer.type === 'again' || answer.code === 'conflict') {
          return this.#again(tries, () => this.#discard(upload, tries + 1));
        }
        if (answer.code !== 'not_found') this.#api.complain(`a removal was refused: ${answer.code}`);
      },
    );
  }
}
