import { isOwner, type Owner } from '#domain/ids.ts';
import type { ShownTask } from '#domain/tasks/shown-task.ts';
import type { TaskSnapshot } from '#domain/tasks/task.ts';
import { read } from '../provider/answer.ts';
import { taskCalls } from '../engine/entry-points.ts';
import { Receivers } from '../engine/receivers.ts';
import { providerParamsOf, type Order } from './order.ts';
import type { Ports } from '../ports/ports.ts';
import type { Chance } from '../engine/random.ts';
import type { Outcome } from '../engine/runtime.ts';

/** One request of a client: which function answers it, and how. */
interface ClientCall<T> {
  readonly action: string;
  /** What it is about, for the trace. */
  readonly about: string;
  readonly run: (ports: Ports) => Promise<T>;
}

/** The API as clients see it; also records the promises that they received. */
export interface ClientApi {
  readonly chance: Chance;
  after(milliseconds: number, run: () => void): void;
  request<T>(call: ClientCall<T>, done: (outcome: Outcome<T>) => void): void;
  /** A client sends a request for a task. */
  asked(order: Order): void;
  /** A client holds an answer that says this task exists. */
  acknowledged(snapshot: TaskSnapshot, order: Order): void;
  seen(snapshot: TaskSnapshot): void;
  listed(task: ShownTask): void;
  /** A client requests a removal: from now on rows of the task may be missing. */
  removing(id: string): void;
  removed(id: string): void;
  complain(problem: string): void;
}

export const ownerOf = (name: string): Owner => {
  if (!isOwner(name)) throw new Error(`${name} is no owner`);
  return name;
};

/** The secret that turns an owner's idempotency keys into task ids. */
const idSecretOf = (owner: string): string => `id-secret-of-${owner}`;

const POLL_EVERY_MS = 90_000;
const MOST_POLLS = 60;

/** One client with one order: sends it, repeats it, and does with the task what the order says. */
export class Client {
  readonly #api: ClientApi;
  readonly #order: Order;
  readonly #owner: Owner;
  /** Ids under which the task was acknowledged: one idempotency key must give only one. */
  readonly #ids = new Set<string>();

  constructor(api: ClientApi, order: Order) {
    this.#api = api;
    this.#order = order;
    this.#owner = ownerOf(order.owner);
  }

  start(): void {
    const { at, parallel } = this.#order;
    for (let i = 0; i < parallel; i += 1) this.#api.after(at * 1000 + i, () => this.#create(0));
  }

  #again(tries: number, run: () => void): void {
    if (tries >= this.#order.repeats) return;
    this.#api.after(this.#api.chance.between(200, 4000) * (tries + 1), run);
  }

  #body(prompt: string) {
    const { priority, keepOutputs, callback, promptId } = this.#order;
    return {
      providerParams: providerParamsOf({ ...this.#order, prompt }),
      ...(priority === undefined ? {} : { priority }),
      ...(keepOutputs === undefined ? {} : { keepOutputs }),
      ...(promptId === undefined ? {} : { promptId }),
      ...(callback === undefined ? {} : { callbackUrl: Receivers.urlOf({ name: callback }) }),
    };
  }

  #request(prompt: string) {
    const { key, keyId } = this.#order;
    return {
      owner: this.#owner,
      ...(keyId === undefined ? {} : { keyId }),
      idSecret: idSecretOf(this.#owner),
      // Without the header, the HTTP function generates a key.
      idempotencyKey: key ?? this.#api.chance.hex(32),
      body: this.#body(prompt),
    };
  }

  #create(tries: number): void {
    const order = this.#order;
    this.#api.asked(order);
    this.#api.request(
      { action: 'create-task', about: order.prompt, run: taskCalls.create(this.#request(order.prompt)) },
      (outcome) => {
        const answer = read(outcome);
        if (answer.type === 'again') return this.#again(tries, () => this.#create(tries + 1));
        if (answer.type === 'refused')
          return this.#refused(answer.code, () => this.#again(tries, () => this.#create(tries + 1)));
        const { snapshot, replayed } = answer.value;
        const first = this.#ids.size === 0;
        this.#ids.add(snapshot.task.id);
        if (order.key !== undefined && this.#ids.size > 1) {
          this.#api.complain(`the key ${order.key} gave two tasks`);
        }
        if (snapshot.task.status !== 'PENDING' && replayed)
          this.#api.complain('a replay is not as the first answer was');
        this.#api.acknowledged(snapshot, order);
        if (first) this.#after(snapshot);
      },
    );
  }

  #refused(code: string, again: () => void): void {
    const { limited, picture, mayLackPicture } = this.#order;
    if (limited === true && code === 'rate_limited') return again();
    const isDoubtful = picture === 'no upload' || mayLackPicture === true;
    const expected = isDoubtful ? 'validation_failed' : 'budget_exceeded';
    if (code !== expected) this.#api.complain(`a good order was refused: ${code}`);
  }

  #misuse(): void {
    this.#api.request(
      { action: 'create-task', about: 'misuse', run: taskCalls.create(this.#request('something else')) },
      (outcome) => {
        if (read(outcome).type === 'ok') this.#api.complain('another body was accepted under a used key');
      },
    );
  }

  #after(snapshot: TaskSnapshot): void {
    const { id } = snapshot.task;
    const { misuse, curious, cancelAfterSeconds, retries, deletes, deleteAfterSeconds } = this.#order;
    if (curious === true) this.#wonder(snapshot);
    if (misuse === true) this.#misuse();
    if (cancelAfterSeconds !== undefined) {
      this.#api.after(cancelAfterSeconds * 1000, () => this.#cancel(id, 0));
    }
    if (deleteAfterSeconds !== undefined) {
      this.#api.after(deleteAfterSeconds * 1000, () => this.#remove(id, 0));
    } else if (retries === true || deletes === true) this.#api.after(POLL_EVERY_MS, () => this.#poll(id, 0));
    else this.#api.after(this.#api.chance.between(5, 90) * 1000, () => this.#poll(id, MOST_POLLS - 2));
  }

  /** Reads every view once; the answers pass the secret check only. */
  #wonder(snapshot: TaskSnapshot): void {
    const { id, owner } = snapshot.task;
    this.#api.request(
      { action: 'operate', about: id, run: taskCalls.budget(owner, 1_000_000) },
      () => undefined,
    );
    this.#api.request({ action: 'operate', about: id, run: taskCalls.items }, () => undefined);
    this.#api.request({ action: 'read-tasks', about: id, run: taskCalls.list(owner) }, (outcome) => {
      if (outcome.type === 'returned') outcome.value.items.forEach((item) => this.#api.listed(item));
    });
    this.#api.request({ action: 'create-task', about: id, run: taskCalls.wait(snapshot, 25) }, (outcome) => {
      if (outcome.type === 'returned') this.#api.seen(outcome.value);
      this.#api.request({ action: 'read-usage', about: id, run: taskCalls.usage(owner) }, () => undefined);
    });
  }

  #poll(id: string, polls: number): void {
    if (polls >= MOST_POLLS) return;
    this.#api.request(
      { action: 'read-tasks', about: id, run: taskCalls.read(this.#owner, id) },
      (outcome) => {
        const answer = read(outcome);
        if (answer.type === 'refused') return this.#api.complain(`an acknowledged task reads ${answer.code}`);
        if (answer.type === 'ok') {
          this.#api.seen(answer.value);
          if (answer.value.task.status !== 'PENDING') return this.#ended(answer.value);
        }
        this.#api.after(POLL_EVERY_MS, () => this.#poll(id, polls + 1));
      },
    );
  }

  #ended({ task }: TaskSnapshot): void {
    const { retries, deletes } = this.#order;
    const failed = task.status === 'FAILED' || task.status === 'CANCELED';
    if (retries === true && failed && task.retryCount === 0) this.#retry(task.id, 0);
    if (deletes === true) this.#remove(task.id, 0);
  }

  /** The same client under the same key, with another wish. */
  #anew(): void {
    const { anewAfterSeconds, deleteAfterSeconds, cancelAfterSeconds, ...rest } = this.#order;
    void deleteAfterSeconds;
    void cancelAfterSeconds;
    if (anewAfterSeconds === undefined) return;
    const order = { ...rest, deletes: false, prompt: `${rest.prompt}, anew`, at: anewAfterSeconds };
    new Client(this.#api, order).start();
  }

  #cancel(id: string, tries: number): void {
    this.#api.request(
      { action: 'change-tasks', about: id, run: taskCalls.cancel(this.#owner, id) },
      (outcome) => {
        const answer = read(outcome);
        if (answer.type === 'again') return this.#again(tries, () => this.#cancel(id, tries + 1));
        if (answer.type === 'ok') {
          if (answer.value.snapshot.task.status !== 'CANCELED')
            this.#api.complain('a canceled task is not CANCELED');
          this.#api.seen(answer.value.snapshot);
        } else if (answer.code !== 'not_cancelable' && this.#order.deleteAfterSeconds === undefined) {
          this.#api.complain(`cancel was refused: ${answer.code}`);
        }
      },
    );
  }

  #retry(id: string, tries: number): void {
    const { keyId } = this.#order;
    const order = {
      owner: this.#owner,
      ...(keyId === undefined ? {} : { keyId }),
      idSecret: idSecretOf(this.#owner),
      id,
      idempotencyKey: this.#order.key === undefined ? undefined : `${this.#order.key}-retry`,
    };
    this.#api.request({ action: 'change-tasks', about: id, run: taskCalls.retry(order) }, (outcome) => {
      const answer = read(outcome);
      if (answer.type === 'again') return this.#again(tries, () => this.#retry(id, tries + 1));
      if (answer.type === 'ok') this.#api.acknowledged(answer.value.snapshot, this.#order);
      else if (this.#order.limited === true && answer.code === 'rate_limited')
        this.#again(tries, () => this.#retry(id, tries + 1));
      else if (answer.code !== 'budget_exceeded' && this.#order.deletes !== true) {
        this.#api.complain(`retry was refused: ${answer.code}`);
      }
    });
  }

  #remove(id: string, tries: number): void {
    this.#api.removing(id);
    this.#api.request(
      { action: 'change-tasks', about: id, run: taskCalls.remove(this.#owner, id) },
      (outcome) => {
        const answer = read(outcome);
        if (answer.type === 'again') return this.#again(tries, () => this.#remove(id, tries + 1));
        if (answer.type === 'ok' || (answer.code === 'not_found' && tries > 0)) {
          this.#api.removed(id);
          this.#anew();
        } else if (answer.code !== 'not_deletable') this.#api.complain(`delete was refused: ${answer.code}`);
      },
    );
  }
}
