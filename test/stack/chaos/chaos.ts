import type { TaskView } from '#contract/tasks/answers.ts';
import { TASKS, setBudget } from '../queries.ts';
import { orders as forms } from '../orders.ts';
import { Chance } from '../../simulation/engine/random.ts';
import { World } from '../test-stack.ts';
import { readBooks, type Books } from './books.ts';
import { ordersOf, type Order, type Placed } from './orders.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 3600_000;
const CREDITS_A_PICTURE = 4;
const BATCH = 24;
/** Orders come, workers die and the provider misbehaves for so long; then all runs out. */
const RUN_OUT_MS = 45 * MINUTE_MS;
/** The functions that carry a task. */
const functions = [
  'CreateTask',
  'SubmitGeneration',
  'ProviderCallback',
  'QueryGeneration',
  'FinalizeTask',
  'SweepTasks',
];

/** Sends an order until it is answered, as a client does that sees connections break. */
async function place(world: World, order: Order): Promise<Placed> {
  const { i, prompt, images, owner: as, keepOutputs } = order;
  const more = images === 1 ? {} : { num_images: images };
  const body = { providerParams: forms.imagen(prompt, more), keepOutputs };
  const headers = { 'idempotency-key': `chaos-${i}` };
  for (let tries = 0; tries < 30; tries += 1) {
    const answer = await world.request<TaskView>('POST', TASKS, { as, body, headers });
    if (answer.status === 202) return { order, id: answer.body.id };
    if (answer.status === 402) return { order, id: undefined };
    if (answer.status < 500) throw new Error(`Order ${i} was answered ${answer.status}`);
  }
  throw new Error(`Order ${i} was never taken`);
}

async function placeAll(world: World, { order, copies }: { order: Order; copies: number }): Promise<Placed> {
  const [first, ...others] = await Promise.all(Array.from({ length: copies }, () => place(world, order)));
  if (first === undefined) throw new Error('An order is placed at least once');
  const ids = new Set([first, ...others].flatMap(({ id }) => (id === undefined ? [] : [id])));
  if (ids.size > 1) throw new Error(`Order ${order.i} became ${ids.size} tasks`);
  return { order, id: [...ids][0] };
}

/** Pulls the plug of one kind of worker, in the middle of whatever it does. */
async function endSome(world: World, chance: Chance): Promise<number> {
  const name = chance.pick(functions);
  for (let turns = chance.between(0, 40); turns > 0; turns -= 1) {
    await new Promise((done) => void setImmediate(done));
  }
  return world.cloud.endInstances(name);
}

class Chaos {
  readonly #world: World;
  readonly #chance: Chance;
  readonly #placed: Placed[] = [];
  readonly #cancels: { readonly at: number; readonly id: string; readonly owner: string }[] = [];
  ended = 0;

  constructor(world: World, chance: Chance) {
    this.#world = world;
    this.#chance = chance;
  }

  /** What comes next happens; now and then somebody dies of it. */
  async #step(): Promise<void> {
    const { clock } = this.#world;
    const dying = this.#chance.happens(0.15) ? endSome(this.#world, this.#chance) : Promise.resolve(0);
    await clock.advance(Math.max(0, (clock.next() ?? 0) - clock.now()));
    this.ended += await dying;
    await this.#world.settle();
    await this.#cancelDue();
  }

  async #cancelDue(): Promise<void> {
    const now = this.#world.clock.now();
    for (const one of this.#cancels.filter(({ at }) => at <= now)) {
      this.#cancels.splice(this.#cancels.indexOf(one), 1);
      const path = `${TASKS}/${one.id}/cancel`;
      const { status } = await this.#world.request('POST', path, { as: one.owner });
      // A worker that died answers 500: the client tries again at the next step.
      if (status >= 500) this.#cancels.push(one);
    }
  }

  async placeOrders(orders: readonly Order[]): Promise<readonly Placed[]> {
    const { clock } = this.#world;
    for (let from = 0; from < orders.length; from += BATCH) {
      const dying = this.#chance.happens(0.5) ? endSome(this.#world, this.#chance) : Promise.resolve(0);
      const batch = orders.slice(from, from + BATCH);
      const placed = await Promise.all(
        batch.map((order) => placeAll(this.#world, { order, copies: order.copies })),
      );
      this.ended += await dying;
      for (const { order, id } of placed) {
        if (id === undefined || order.cancelAfterMs === undefined) continue;
        this.#cancels.push({ at: clock.now() + order.cancelAfterMs, id, owner: order.owner });
      }
      this.#placed.push(...placed);
      const until = clock.now() + this.#chance.between(5000, 15_000);
      while ((clock.next() ?? until) < until) await this.#step();
    }
    return this.#placed;
  }

  /** Bad times go on for some minutes after the last order; then everything is left to run out. */
  async runOut(): Promise<void> {
    const { clock } = this.#world;
    const end = clock.now() + RUN_OUT_MS;
    const calm = clock.now() + 5 * MINUTE_MS;
    while ((clock.next() ?? end) < calm) await this.#step();
    await this.#world.restartCloud();
    await this.#world.advance(end - clock.now());
    // Late looks come after 6 and after 24 hours; one at which the provider could not be asked is repeated until the 30th.
    for (const hours of [6, 18, 6]) {
      await this.#world.sleep(hours * HOUR_MS);
      await this.#world.advance(15 * MINUTE_MS);
    }
  }
}

/** How a run went. The first four have to be nothing. */
export interface Report extends Books {
  readonly tasks: number;
  readonly refused: number;
  /** Worker processes that were ended. */
  readonly ended: number;
}

/** Drives so many orders through the whole stack while workers die and the provider misbehaves, and reads all books after. */
export async function chaos({ tasks, seed }: { tasks: number; seed: number }): Promise<Report> {
  const chance = new Chance(seed);
  const world = await World.open({
    asDeployed: true,
    webhookKey: 'whsec-chaos-0123456789',
    // Few, so that not all time goes into starting them anew.
    cloud: { mostInstances: 4 },
    knobs: { imageEdge: 64, storm429Share: 0.02, queryFailShare: 0.03 },
  });
  try {
    await world.newKey('root', { operator: true });
    await world.newKey('ben');
    const orders = ordersOf(chance, tasks);
    await setBudget(world, { monthlyCredits: 1_000_000, dailyCredits: 1_000_000 });
    const wanted = orders.filter(({ owner }) => owner === 'ben').reduce((sum, { images }) => sum + images, 0);
    await setBudget(world, { monthlyCredits: Math.floor(wanted / 2) * CREDITS_A_PICTURE }, 'ben');
    const run = new Chaos(world, chance);
    const placed = await run.placeOrders(orders);
    await run.runOut();
    const books = await readBooks(world, placed);
    const taken = placed.filter(({ id }) => id !== undefined).length;
    return { ...books, tasks: taken, refused: tasks - taken, ended: run.ended };
  } finally {
    await world.close();
  }
}
