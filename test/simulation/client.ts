import { isOwner, type Owner } from '#domain/ids.ts';
import type { TaskSnapshot } from '#domain/tasks/task.ts';
import { read } from './answer.ts';
import { api } from './entry-points.ts';
import { providerParamsOf, type Order } from './order.ts';
import type { Ports } from './ports.ts';
import type { Chance } from './random.ts';
import type { Outcome } from './runtime.ts';

/** How clients reach the API, and whom they tell what they were promised. */
export interface Front {
  readonly chance: Chance;
  after(milliseconds: number, run: () => void): void;
  request<T>(
    action: string,
    about: string,
    run: (ports: Ports) => Promise<T>,
    done: (outcome: Outcome<T>) => void,
  ): void;
  /** A client sends a request for a task. */
  asked(order: Order): void;
  /** A client holds an answer that says this task exists. */
  acknowledged(snapshot: TaskSnapshot, order: Order): void;
  seen(snapshot: TaskSnapshot): void;
  /** A removal is asked for: from now on the task may be there in part. */
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

const LOOK_EVERY_MS = 90_000;
const MOST_LOOKS = 60;

/** One client with one order: sends it, repeats it, and does with the task what the order says. */
export class Client {
  readonly #front: Front;
  readonly #order: Order;
  readonly #owner: Owner;
  /** Ids under which the task was acknowledged: more than one under one key is a broken promise. */
  readonly #ids = new Set<string>();

  constructor(front: Front, order: Order) {
    this.#front = front;
    this.#order = order;
    this.#owner = ownerOf(order.owner);
  }

  start(): void {
    const { at, parallel } = this.#order;
    for (let i = 0; i < parallel; i += 1) this.#front.after(at * 1000 + i, () => this.#create(0));
  }

  #again(tries: number, run: () => void): void {
    if (tries >= this.#order.repeats) return;
    this.#front.after(this.#front.chance.between(200, 4000) * (tries + 1), run);
  }

  #body(prompt: string) {
    const { priority, keepOutputs } = this.#order;
    return {
      providerParams: providerParamsOf({ ...this.#order, prompt }),
      ...(priority === undefined ? {} : { priority }),
      ...(keepOutputs === undefined ? {} : { keepOutputs }),
    };
  }

  #request(prompt: string) {
    const { key } = this.#order;
    return {
      owner: this.#owner,
      idSecret: idSecretOf(this.#owner),
      // The door makes one up where the client sent none.
      idempotencyKey: key ?? this.#front.chance.hex(32),
      body: this.#body(prompt),
    };
  }

  #create(tries: number): void {
    const order = this.#order;
    this.#front.asked(order);
    this.#front.request('create-task', order.prompt, api.create(this.#request(order.prompt)), (outcome) => {
      const answer = read(outcome);
      if (answer.type === 'again') return this.#again(tries, () => this.#create(tries + 1));
      if (answer.type === 'refused') {
        const isDoubtful = order.picture === 'no upload' || order.mayLackPicture === true;
        const expected = isDoubtful ? 'validation_failed' : 'budget_exceeded';
        if (answer.code !== expected) this.#front.complain(`a good order was refused: ${answer.code}`);
        return;
      }
      const { snapshot, replayed } = answer.value;
      const first = this.#ids.size === 0;
      this.#ids.add(snapshot.task.id);
      if (order.key !== undefined && this.#ids.size > 1) {
        this.#front.complain(`the key ${order.key} gave two tasks`);
      }
      if (snapshot.task.status !== 'PENDING' && replayed)
        this.#front.complain('a replay is not as the first answer was');
      this.#front.acknowledged(snapshot, order);
      if (first) this.#after(snapshot);
    });
  }

  #misuse(): void {
    this.#front.request('create-task', 'misuse', api.create(this.#request('something else')), (outcome) => {
      if (read(outcome).type === 'ok') this.#front.complain('another body was accepted under a used key');
    });
  }

  #after(snapshot: TaskSnapshot): void {
    const { id } = snapshot.task;
    const { misuse, curious, cancelAfterSeconds, retries, deletes, deleteAfterSeconds } = this.#order;
    if (curious === true) this.#wonder(snapshot);
    if (misuse === true) this.#misuse();
    if (cancelAfterSeconds !== undefined) {
      this.#front.after(cancelAfterSeconds * 1000, () => this.#cancel(id, 0));
    }
    if (deleteAfterSeconds !== undefined) {
      this.#front.after(deleteAfterSeconds * 1000, () => this.#remove(id, 0));
    } else if (retries === true || deletes === true)
      this.#front.after(LOOK_EVERY_MS, () => this.#look(id, 0));
    else this.#front.after(this.#front.chance.between(5, 90) * 1000, () => this.#look(id, MOST_LOOKS - 2));
  }

  /** Asks for everything that can be asked for; the answers are looked at, not checked. */
  #wonder(snapshot: TaskSnapshot): void {
    const { id, owner } = snapshot.task;
    this.#front.request('operate', id, api.budget(owner, 1_000_000), () => undefined);
    this.#front.request('operate', id, api.items, () => undefined);
    this.#front.request('read-tasks', id, api.list(owner), (outcome) => {
      if (outcome.type === 'returned') outcome.value.items.forEach((item) => this.#front.seen(item));
    });
    this.#front.request('create-task', id, api.wait(snapshot, 25), (outcome) => {
      if (outcome.type === 'returned') this.#front.seen(outcome.value);
      this.#front.request('read-usage', id, api.usage(owner), () => undefined);
    });
  }

  #look(id: string, looks: number): void {
    if (looks >= MOST_LOOKS) return;
    this.#front.request('read-tasks', id, api.read(this.#owner, id), (outcome) => {
      const answer = read(outcome);
      if (answer.type === 'refused') return this.#front.complain(`an acknowledged task reads ${answer.code}`);
      if (answer.type === 'ok') {
        this.#front.seen(answer.value);
        if (answer.value.task.status !== 'PENDING') return this.#ended(answer.value);
      }
      this.#front.after(LOOK_EVERY_MS, () => this.#look(id, looks + 1));
    });
  }

  #ended({ task }: TaskSnapshot): void {
    const { retries, deletes } = this.#order;
    const failed = task.status === 'FAILED' || task.status === 'CANCELED';
    if (retries === true && failed && task.retryCount === 0) this.#retry(task.id, 0);
    if (deletes === true) this.#remove(task.id, 0);
  }

  #cancel(id: string, tries: number): void {
    this.#front.request('change-tasks', id, api.cancel(this.#owner, id), (outcome) => {
      const answer = read(outcome);
      if (answer.type === 'again') return this.#again(tries, () => this.#cancel(id, tries + 1));
      if (answer.type === 'ok') {
        if (answer.value.snapshot.task.status !== 'CANCELED')
          this.#front.complain('a canceled task is not CANCELED');
        this.#front.seen(answer.value.snapshot);
      } else if (answer.code !== 'not_cancelable' && this.#order.deleteAfterSeconds === undefined) {
        this.#front.complain(`cancel was refused: ${answer.code}`);
      }
    });
  }

  #retry(id: string, tries: number): void {
    const order = {
      owner: this.#owner,
      idSecret: idSecretOf(this.#owner),
      id,
      idempotencyKey: this.#order.key === undefined ? undefined : `${this.#order.key}-retry`,
    };
    this.#front.request('change-tasks', id, api.retry(order), (outcome) => {
      const answer = read(outcome);
      if (answer.type === 'again') return this.#again(tries, () => this.#retry(id, tries + 1));
      if (answer.type === 'ok') this.#front.acknowledged(answer.value.snapshot, this.#order);
      else if (answer.code !== 'budget_exceeded' && this.#order.deletes !== true) {
        this.#front.complain(`retry was refused: ${answer.code}`);
      }
    });
  }

  #remove(id: string, tries: number): void {
    this.#front.removing(id);
    this.#front.request('change-tasks', id, api.remove(this.#owner, id), (outcome) => {
      const answer = read(outcome);
      if (answer.type === 'again') return this.#again(tries, () => this.#remove(id, tries + 1));
      if (answer.type === 'ok' || (answer.code === 'not_found' && tries > 0)) this.#front.removed(id);
      else if (answer.code !== 'not_deletable') this.#front.complain(`delete was refused: ${answer.code}`);
    });
  }
}
