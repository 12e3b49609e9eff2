import type { OperatorItem } from '#domain/operators/operator-item.ts';
import type { TaskView } from '#contract/tasks/answers.ts';
import { TASKS, itemsOf, ledgerOf, rowsOf, usageOf } from '../queries.ts';
import type { World } from '../test-stack.ts';
import { hasBrokenFiles, type Order, type Placed } from './orders.ts';

type Entry = World['kie']['ledger'][number];

/** What our books and the provider's say of each other. */
export interface Books {
  /** Tasks whose finished result we have not got, though we could have. */
  readonly lost: readonly string[];
  /** Jobs that the provider took more than once. */
  readonly doubles: readonly string[];
  /** Tasks that did not end, were not settled, or are still looked after. */
  readonly stuck: readonly string[];
  /** Figures that do not add up, with us or with the provider. */
  readonly overspent: readonly string[];
  /** Calls whose fate nobody knows; each of them has an item for the operator. */
  readonly unknown: number;
  /** Those of them that the provider took. */
  readonly paid: number;
}

interface Story {
  readonly order: Order;
  readonly task: TaskView;
  /** What the provider knows of its jobs. */
  readonly entries: readonly Entry[];
  readonly isDue: boolean;
}

const said = ({ order, task }: Story): string =>
  `${order.prompt} (${task.id}): ${task.status}/${task.stage} ${task.failCode ?? ''} ${JSON.stringify(task.cost)}`;

/** `{taskId}/{n}` of the callback address that a job was created with. */
function jobOf({ callbackUrl }: Entry): string {
  const [, taskId, n] = /\/webhooks\/kie\/([0-9a-f]{32})\/(\d)\./.exec(callbackUrl ?? '') ?? [];
  if (taskId === undefined) throw new Error(`No job of ours: ${String(callbackUrl)}`);
  return `${taskId}/${String(n)}`;
}

/** The provider made it, and we have neither kept it nor been told to throw it away. */
function isLost({ order, task, entries }: Story): boolean {
  if (task.status === 'CANCELED' && !order.keepOutputs) return false;
  if (hasBrokenFiles(order.prompt) || task.failCode === 'outcome_unknown') return false;
  const made = entries.filter(({ state }) => state === 'success');
  const outputs = made.reduce((sum, one) => sum + one.outputs, 0);
  return task.assets.filter(({ role }) => role === 'result').length !== outputs;
}

const isStuck = ({ task, isDue }: Story): boolean =>
  task.status === 'PENDING' || task.cost.actualCredits === undefined || isDue;

const chargeOf = (entries: readonly Entry[]): number =>
  entries.reduce((sum, { charged, refunded }) => sum + charged - refunded, 0);

/** What is settled for good is what the provider took; what is not, is never less. */
function isWrongPrice({ task, entries }: Story): boolean {
  const { actualCredits = 0, final } = task.cost;
  const charge = chargeOf(entries);
  return final ? actualCredits !== charge : actualCredits < charge;
}

async function storyOf(world: World, { order, id }: Placed, entries: readonly Entry[]): Promise<Story> {
  const { status, body } = await world.request<TaskView>('GET', `${TASKS}/${id}`, { as: order.owner });
  if (id === undefined || status !== 200) throw new Error(`Task ${id} was promised, and is ${status}`);
  const rows = await rowsOf(world, id, order.owner);
  return { order, task: body, entries, isDue: rows.some((row) => row['dueAt'] !== undefined) };
}

/** The owner's figures against the tasks and the ledger. */
async function wrongFigures(world: World, owner: string, stories: readonly Story[]): Promise<string[]> {
  const own = stories.filter(({ order }) => order.owner === owner);
  const spent = own.reduce((sum, { task }) => sum + (task.cost.actualCredits ?? 0), 0);
  const { budget } = await usageOf(world, owner);
  const monthly = budget?.monthly;
  const lines = await ledgerOf(world, undefined, owner);
  const moved =
    lines.filter(({ type }) => type !== 'hold').reduce((sum, { amount }) => sum + amount, 0) / 1000;
  const ends = lines.filter(({ type }) => type === 'settle' || type === 'release');
  const jobs = own.reduce((sum, { order }) => sum + order.images, 0);
  const checks: readonly (readonly [string, boolean])[] = [
    ['nothing is reserved any more', monthly?.reservedCredits === 0],
    ['what is spent is what the tasks cost', monthly?.spentCredits === spent],
    ['spent and free make the limit', spent + (monthly?.freeCredits ?? 0) === monthly?.limitCredits],
    ['nothing is below zero', (monthly?.freeCredits ?? -1) >= 0],
    ['the ledger moves what is spent', moved === spent],
    ['one settlement a job', ends.length === jobs],
  ];
  return checks.flatMap(([what, holds]) =>
    holds
      ? []
      : [
          `${owner}: not true that ${what} (${JSON.stringify({ monthly, spent, moved, jobs, ends: ends.length })})`,
        ],
  );
}

/** Holds the provider's ledger against ours, task by task and in sum. */
export async function readBooks(world: World, placed: readonly Placed[]): Promise<Books> {
  const byJob = Map.groupBy(world.kie.ledger, jobOf);
  const byTask = Map.groupBy(world.kie.ledger, (entry) => jobOf(entry).slice(0, 32));
  const stories: Story[] = [];
  for (const one of placed) {
    if (one.id !== undefined) stories.push(await storyOf(world, one, byTask.get(one.id) ?? []));
  }
  const items: readonly OperatorItem[] = await itemsOf(world);
  const unknown = items.filter(({ kind }) => kind === 'outcome_unknown');
  const unnamed = stories.filter(
    ({ task }) => task.failCode === 'outcome_unknown' && !unknown.some(({ taskId }) => taskId === task.id),
  );
  const figures = await Promise.all(['ana', 'ben'].map((owner) => wrongFigures(world, owner, stories)));
  return {
    lost: [...stories.filter(isLost), ...unnamed].map(said),
    doubles: [...byJob].filter(([, entries]) => entries.length > 1).map(([job]) => job),
    stuck: stories.filter(isStuck).map(said),
    overspent: [...stories.filter(isWrongPrice).map(said), ...figures.flat()],
    unknown: unknown.length,
    paid: unknown.filter(({ taskId, job }) => byJob.has(`${taskId}/${job}`)).length,
  };
}
