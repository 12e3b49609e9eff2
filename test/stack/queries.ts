import { ListObjectsV2Command, PutObjectCommand } from '@aws-sdk/client-s3';
import { isOwner } from '#domain/ids.ts';
import type { OperatorItem } from '#domain/operators/operator-item.ts';
import type { LedgerEntry } from '#domain/money/settlement.ts';
import type { Note } from '#domain/tasks/timeline.ts';
import type { UsageView } from '#contract/money/answers.ts';
import type { LedgerLine } from '#storage/money/ledger-lines.ts';
import { ledgerBooks } from '#storage/money/ledger-sums.ts';
import type { Row } from '#storage/table/table-port.ts';
import { ownMediaOf } from './stack-parts.ts';
import type { World } from './test-stack.ts';

export const TASKS = '/api/v1/generation/tasks';

/** What the table holds about one task. */
export const rowsOf = (world: World, id: string, owner = 'ana'): Promise<readonly Row[]> =>
  world.table.partition(`task#${owner}#${id}`);

/** Keys of the objects that belong to one task. */
export async function objectsOf(world: World, id: string): Promise<string[]> {
  const { client, bucket } = world.media;
  const { Contents = [] } = await client.send(new ListObjectsV2Command({ Bucket: bucket, MaxKeys: 1000 }));
  client.destroy();
  return Contents.flatMap(({ Key }) => (Key?.includes(id) === true ? [Key] : []));
}

/** Keys of what has arrived from strangers and lies there still: in our own bucket, whatever store media are kept in. */
export async function fetchedObjects(world: World): Promise<string[]> {
  const { client, bucket } = ownMediaOf(world, world.cloud);
  const { Contents = [] } = await client.send(
    new ListObjectsV2Command({ Bucket: bucket, Prefix: 'fetched/', MaxKeys: 1000 }),
  );
  client.destroy();
  return Contents.flatMap(({ Key }) => Key ?? []);
}

/** Puts an object where strangers' files arrive. */
export const putFetched = (world: World, Key: string): Promise<void> =>
  putIn(ownMediaOf(world, world.cloud), Key);

/** Puts an object where no function has put it. */
export const putObject = (world: World, Key: string): Promise<void> => putIn(world.media, Key);

async function putIn({ client, bucket }: World['media'], Key: string): Promise<void> {
  await client.send(new PutObjectCommand({ Bucket: bucket, Key, Body: 'x' }));
  client.destroy();
}

/** The timeline of a task, over the HTTP API. */
export async function eventsOf(world: World, id: string): Promise<readonly Note[]> {
  const { status, body } = await world.get<{ items: Note[] }>(`${TASKS}/${id}/events`);
  if (status !== 200) throw new Error(`The timeline answered ${status}`);
  return body.items;
}

/** What a line says: it, and before it what was held for its task, where it tells that. */
function saidBy({ type, at, taskId, model, job, amount, held, heldAt = '' }: LedgerLine): LedgerEntry[] {
  const line = { type, at, taskId, model, ...(job === undefined ? {} : { job }), amount };
  return held === undefined ? [line] : [{ type: 'hold', at: heldAt, taskId, model, amount: held }, line];
}

/** What an owner's ledger of the running month says, about one task or about all. */
export async function ledgerOf(world: World, id?: string, owner = 'ana'): Promise<LedgerEntry[]> {
  if (!isOwner(owner)) throw new Error(`${owner} is no owner`);
  const month = new Date(world.clock.now()).toISOString().slice(0, 7);
  const lines = await ledgerBooks(world.table).month(owner, month);
  const told = lines.flatMap(saidBy).filter(({ at }) => at.startsWith(month));
  return told.filter(({ taskId }) => id === undefined || taskId === id);
}

export const usageOf = async (world: World, owner = 'ana'): Promise<UsageView> =>
  (await world.request<UsageView>('GET', '/api/v1/usage', { as: owner })).body;

export const itemsOf = async (world: World): Promise<readonly OperatorItem[]> =>
  (await world.request<{ items: OperatorItem[] }>('GET', '/api/v1/admin/items', { as: 'root' })).body.items;

/** Sets an owner's budget; the world needs a key of the operator `root`. */
export async function setBudget(
  world: World,
  limits: { monthlyCredits?: number | null; dailyCredits?: number | null },
  owner = 'ana',
): Promise<void> {
  const path = `/api/v1/admin/owners/${owner}/budget`;
  const { status } = await world.request('PUT', path, { as: 'root', body: limits });
  if (status !== 200) throw new Error(`Setting a budget answered ${status}`);
}

/** Calls that the provider took for a prompt. */
export const takenFor = (world: World, prompt: string): number =>
  world.kie.ledger.filter((entry) => entry.prompt === prompt).length;

/** Where the provider was told to report the end of what it took for a prompt. */
export const callbackOf = (world: World, prompt: string): string =>
  world.kie.ledger.find((entry) => entry.prompt === prompt)?.callbackUrl ?? '';

/** Stops sending, as when the provider refuses our key, until the next tick of the sweeper finds that it does not. */
export const holdEverything = async (world: World): Promise<void> => {
  await world.table.write({ type: 'add', key: { pk: 'gate#KIE', sk: 'gate' }, set: { shut: 1 } });
};
