import { hash } from 'node:crypto';
import { DEFAULT_ACCOUNT } from '#domain/tasks/provider-account.ts';
import type { EventHeap } from '../engine/event-heap.ts';
import { bytesOf } from '../ports/media.ts';
import type { Account } from './account.ts';
import { Callers } from './callers.ts';
import {
  answer,
  echoOf,
  noCredit,
  oddAcceptances,
  refusals,
  refusalsAtOnce,
  tooFast,
  unauthorized,
  type Answer,
  type CreateBody,
} from './provider-answers.ts';
import type { Behaviour, Character } from './provider-behaviour.ts';
import {
  asToldNext,
  isOver,
  recordOf,
  resultUrl,
  type CreateCall,
  type ProviderJob,
} from './provider-job.ts';

/** One HTTP request of ours. The way to the provider may take seconds; its limit is held against the time of sending. */
export interface Request {
  readonly url: URL;
  readonly authorization: string | undefined;
  readonly body: string | undefined;
  readonly sentAt: number;
  /** Our task: what carries no address of ours could not be told apart. */
  readonly taskId?: string | undefined;
}

/** Delivers a callback; `sent` receives how it was answered. */
export type Deliver = (url: string, body: string, answered: (status: number) => void) => void;

const RETRIES_SECONDS = [15, 60, 300];
const LATE_CALLBACK_SECONDS = [400, 3000, 30_000];

/** Thousandths of a credit. */
const PRICE_AT_ONCE = 2500;
export interface Parts {
  readonly heap: EventHeap;
  readonly character: Character;
  readonly deliver: Deliver;
  /** Thousandths of a credit for one job of this model and input. */
  readonly priceOf: (model: string) => number;
  readonly account: Account;
  /** Status questions within a second. */
  readonly mostQuestions: number;
  /** In ten seconds. */
  readonly mostCreates: number;
}

/** The paid provider: accepts creates, finishes jobs, calls back, answers queries, and records what it did. */
export class Provider {
  readonly jobs = new Map<string, ProviderJob>();
  readonly creates: CreateCall[] = [];
  /** Creates that were sent faster than the account allows. */
  overLimit = 0;
  /** Ids of jobs of which a callback was answered with success. */
  readonly heard = new Set<string>();
  /** True where our key was refused though it was the one that is good. */
  wasKeyRefused = false;
  /** Called for every create call that cannot be paid, and for every status question that is one too many. */
  onRefusal: ((why: 'unpaid' | 'too many questions') => void) | undefined;
  /** Called for every create call that arrives. */
  onCreate: ((call: CreateCall) => void) | undefined;
  readonly #parts: Parts;
  readonly #callers: Callers;
  #sentAt: number | undefined;
  /** The account of the call that is answered. */
  #caller = DEFAULT_ACCOUNT;

  constructor(parts: Parts) {
    this.#parts = parts;
    this.#callers = new Callers(parts);
  }

  handle({ url, authorization, body, sentAt, taskId }: Request): Answer {
    if (!this.#isLetIn(authorization)) return unauthorized;
    switch (url.pathname) {
      case '/api/v1/jobs/createTask':
        return this.#create(body ?? '', sentAt);
      case '/api/v1/jobs/recordInfo':
        return this.#record(url.searchParams.get('taskId') ?? '');
      case '/v1/many':
        return this.#answerAtOnce(body ?? '', taskId);
      case '/api/v1/chat/credit':
        return answer(200, 'success', this.#hasCredits() ? 1000 : 0);
      default:
        throw new Error(`The simulated provider has no ${url.pathname}`);
    }
  }

  #isLetIn(authorization: string | undefined): boolean {
    if (this.#parts.account.key() === undefined) this.wasKeyRefused = true;
    const caller = this.#callers.nameOf(authorization);
    if (caller !== undefined) this.#caller = caller;
    return caller !== undefined;
  }

  /** It is the first account that may be empty. */
  #hasCredits(): boolean {
    return this.#caller !== DEFAULT_ACCOUNT || this.#parts.account.hasCredits();
  }

  /** Takes a copy of a file of ours. */
  hold(path: string, account = DEFAULT_ACCOUNT): Answer {
    if (!/^\/api\/file-(?:url|stream)-upload$/.test(path))
      throw new Error(`The simulated provider has no ${path}`);
    if (account === DEFAULT_ACCOUNT && this.#parts.account.key() === undefined) return unauthorized;
    return answer(200, 'success', { downloadUrl: this.#callers.hold(account) });
  }

  isOver(job: ProviderJob): boolean {
    return isOver(job, this.#parts.heap.now);
  }

  #create(body: string, sentAt: number): Answer {
    const request = JSON.parse(body) as CreateBody;
    this.#sentAt = sentAt;
    const behaviour = this.#parts.character(this.creates.length);
    if (this.#callers.isTooFast(this.#caller, { now: this.#parts.heap.now, sentAt })) {
      this.overLimit += 1;
      this.#note(request, undefined);
      return tooFast;
    }
    if (!this.#hasCredits()) {
      this.#note(request, undefined);
      this.onRefusal?.('unpaid');
      return noCredit;
    }
    if (behaviour.create === 'auth') this.wasKeyRefused = true;
    const refusal = refusals[behaviour.create];
    if (refusal === undefined) return this.#accept(request, behaviour);
    this.#note(request, undefined);
    return refusal;
  }

  /** The other service: it answers with the files themselves, and remembers nothing. */
  #answerAtOnce(body: string, taskId: string | undefined): Answer {
    const { prompt } = JSON.parse(body) as { prompt: string };
    const behaviour = this.#parts.character(this.creates.length);
    const request = { model: 'lumen/many', input: { prompt } };
    const refusal = refusalsAtOnce[behaviour.create];
    if (refusal !== undefined) {
      this.#note(request, undefined, taskId);
      return refusal;
    }
    const { now } = this.#parts.heap;
    const id = hash('md5', `job ${this.creates.length}`);
    const type = behaviour.files === 'odd' ? undefined : 'image/png';
    const files = Array.from({ length: behaviour.end === 'empty' ? 0 : behaviour.outputs }, (_, i) =>
      bytesOf({ content: `${id}/${i}`, type }),
    );
    const job: ProviderJob = {
      ...{ id, prompt, model: request.model, callbackUrl: undefined, param: '', behaviour },
      account: this.#caller,
      acceptedAt: now,
      endsAt: now,
      price: PRICE_AT_ONCE,
      urls: files.map((file) => new TextDecoder().decode(file)),
    };
    this.jobs.set(id, job);
    this.#note(request, job, taskId);
    if (behaviour.create !== 'accepts') return { status: 502, text: '<html>Bad Gateway</html>' };
    const pictures = files.map((file) => ({ base64: Buffer.from(file).toString('base64') }));
    return { status: 200, text: JSON.stringify({ id, credits: PRICE_AT_ONCE / 1000, pictures }) };
  }

  #note({ input, callBackUrl }: CreateBody, job: ProviderJob | undefined, taskId?: string): void {
    const { now } = this.#parts.heap;
    const { prompt, image_urls: files = [] } = input;
    const foreignFiles = this.#callers.foreign(this.#caller, files);
    const [at, sentAt, callbackUrl] = [now, this.#sentAt, callBackUrl];
    const call = { at, sentAt, callbackUrl, taskId, prompt, job, foreignFiles };
    this.creates.push(call);
    this.onCreate?.(call);
  }

  #accept(request: CreateBody, behaviour: Behaviour): Answer {
    const { heap, priceOf } = this.#parts;
    const id = hash('md5', `job ${this.creates.length}`);
    const { model } = request;
    const urls = Array.from({ length: behaviour.outputs }, (_, i) => resultUrl({ id, model }, i));
    const job: ProviderJob = {
      id,
      account: this.#caller,
      prompt: request.input.prompt,
      model,
      callbackUrl: request.callBackUrl,
      param: echoOf(request, behaviour),
      acceptedAt: heap.now,
      endsAt: behaviour.seconds === 'never' ? Infinity : heap.now + behaviour.seconds * 1000,
      behaviour,
      price: priceOf(model),
      urls,
    };
    this.jobs.set(id, job);
    this.#note(request, job);
    if (job.endsAt < Infinity) this.#scheduleCallbacks(job);
    return oddAcceptances(id)[behaviour.create] ?? answer(200, 'success', { taskId: id, recordId: id });
  }

  #scheduleCallbacks(job: ProviderJob): void {
    const { heap } = this.#parts;
    const { callbackUrl, behaviour } = job;
    if (callbackUrl === undefined || behaviour.callback === 'lost') return;
    const at = (time: number): void =>
      void heap.after(time - heap.now, () => this.#send(job, callbackUrl, 0));
    const delay = LATE_CALLBACK_SECONDS[job.id.charCodeAt(0) % LATE_CALLBACK_SECONDS.length] ?? 0;
    if (behaviour.callback === 'late') return at(job.endsAt + delay * 1000);
    at(behaviour.callback === 'early' ? heap.now : job.endsAt);
    if (behaviour.callback === 'twice') at(job.endsAt + 7000);
  }

  #send(job: ProviderJob, url: string, attempt: number): void {
    const { heap, deliver } = this.#parts;
    const data = recordOf(job, heap.now);
    deliver(url, JSON.stringify({ code: 200, msg: 'success', data }), (status) => {
      if (status === 200) return void this.heard.add(job.id);
      const seconds = RETRIES_SECONDS[attempt];
      if (seconds !== undefined) heap.after(seconds * 1000, () => this.#send(job, url, attempt + 1));
    });
  }

  #record(id: string): Answer {
    if (this.#callers.isAskedTooMuch(this.#caller, this.#parts.heap.now)) {
      this.onRefusal?.('too many questions');
      return tooFast;
    }
    const job = this.jobs.get(id);
    const { now } = this.#parts.heap;
    const isOurs = job?.account === this.#caller;
    if (job === undefined || !isOurs || now < job.acceptedAt + job.behaviour.hiddenSeconds * 1000) {
      return answer(422, 'recordInfo is null');
    }
    const record = recordOf(job, now);
    if (isOver(job, now)) this.jobs.set(id, asToldNext(job));
    return answer(200, 'success', record);
  }
}

/** The provider whose records are held against ours. */
export const honestProvider = (parts: Parts): Provider => new Provider(parts);
