import { ownFetched } from '#domain/files/fetched-key.ts';
import { ownMedia } from '#domain/files/archive-key.ts';
import { YOUNG_OBJECT_MS, type Erasure } from '#domain/erasure/erasure.ts';
import { isTaskId } from '#domain/ids.ts';
import { taskOfKey } from '#domain/files/media-key.ts';
import { isoTime } from '#domain/ports.ts';
import { EVENT_BUS } from '#domain/webhooks/receiver.ts';
import type { LedgerLine } from '#storage/money/ledger-lines.ts';
import { ownUploads, uploadOfKey } from '#domain/files/upload-key.ts';
import type { ListedObject } from '#storage/objects/object-list.ts';
import { ROWS_AT_ONCE, type EraseDependencies, type Walked } from './erase-dependencies.ts';

const PAGE = 1000;

/** Where objects lie. */
type Place = Pick<EraseDependencies, 'objects' | 'list'>;

/** A transaction holds a hundred rows: these lines, and for each of them perhaps a sum of its model and one of its day. */
const LINES_AT_ONCE = 30;

/** Removes what lies below an owner's prefixes and no row knows: leftovers of visits that died between two writes. */
export const eraseLeftovers = ({
  erasures,
  tasks,
  uploads,
  objects,
  list,
  fetched,
  clock,
}: Pick<EraseDependencies, 'erasures' | 'tasks' | 'uploads' | 'objects' | 'list' | 'fetched' | 'clock'>) => {
  const isKnown = async (key: string): Promise<boolean> => {
    const upload = uploadOfKey(key);
    if (upload !== undefined) return (await uploads.find(upload.owner, upload.id))?.key === key;
    const task = taskOfKey(key);
    return task !== undefined && (await tasks.load(task.owner, task.id)) !== undefined;
  };

  const verdictsOn = async (items: readonly ListedObject[]): Promise<boolean[]> => {
    const verdicts: boolean[] = [];
    for (let i = 0; i < items.length; i += ROWS_AT_ONCE) {
      const batch = items.slice(i, i + ROWS_AT_ONCE);
      verdicts.push(...(await Promise.all(batch.map(({ key }) => isKnown(key)))));
    }
    return verdicts;
  };

  return async (erasure: Erasure): Promise<Walked> => {
    let awaited = 0;
    let through = true;
    const isYoung = ({ writtenAt }: ListedObject): boolean =>
      isoTime(writtenAt) > erasure.at && clock.now() - writtenAt < YOUNG_OBJECT_MS;

    const removeIn = async (place: Place, items: readonly ListedObject[]): Promise<void> => {
      const verdicts = await verdictsOn(items);
      const unknown = items.filter((_, at) => verdicts[at] === false);
      awaited += unknown.filter(isYoung).length;
      const doomed = unknown.filter((item) => !isYoung(item));
      const left = await place.objects.removeAll(doomed.map(({ key }) => key));
      const gone = doomed.filter(({ key }) => !left.has(key));
      const bytes = gone.reduce((sum, item) => sum + item.bytes, 0);
      if (gone.length > 0) await erasures.together(erasure, [], { files: gone.length, bytes });
      through &&= left.size === 0;
    };

    const removeBelow = async (place: Place, prefix: string): Promise<void> => {
      let after: string | undefined = '';
      while (after !== undefined) {
        const { items, more } = await place.list.page(after, PAGE, prefix);
        await removeIn(place, items);
        after = more ? items.at(-1)?.key : undefined;
      }
    };

    for (const prefix of [ownUploads(erasure.owner), ...ownMedia(erasure.owner)])
      await removeBelow({ objects, list }, prefix);
    await removeBelow(fetched, ownFetched(erasure.owner));
    return { awaited, through };
  };
};

/** Removes what was sent to an owner's webhooks and to the addresses that his tasks named, and his feed; what was sent to removed ones goes by itself, within 30 days. */
export const eraseDeliveries =
  ({
    webhooks,
    deliveries,
    feed,
    clock,
  }: Pick<EraseDependencies, 'webhooks' | 'deliveries' | 'feed' | 'clock'>) =>
  async ({ owner, at }: Erasure, giveUpAt: number): Promise<boolean> => {
    const receivers = [...(await webhooks.list(owner)), ...(await webhooks.listCallbacks(owner))];
    for (const webhookId of [...receivers.map(({ id }) => id), EVENT_BUS]) {
      while (!(await deliveries.removeSome({ owner, webhookId }, Date.parse(at))))
        if (clock.now() >= giveUpAt) return false;
    }
    while (!(await feed.removeSome(owner, Date.parse(at)))) if (clock.now() >= giveUpAt) return false;
    return true;
  };

/** Closes what an operator had to decide about tasks that are gone: there is nothing left to decide. */
export const closeItems =
  ({ items, clock }: Pick<EraseDependencies, 'items' | 'clock'>) =>
  async ({ owner, at }: Erasure): Promise<void> => {
    for (const item of await items.list()) {
      if (item.owner !== owner || item.status !== 'open' || item.createdAt > at) continue;
      const reason = 'Everything of the owner was erased';
      await items.close({ ...item, status: 'written-off', reason, closedAt: isoTime(clock.now()) });
    }
  };

/** Lines of whole tasks, in parts that fit into a transaction. */
function inParts(lines: readonly LedgerLine[]): LedgerLine[][] {
  const parts: LedgerLine[][] = [];
  for (const same of Map.groupBy(lines, ({ taskId }) => taskId).values()) {
    const last = parts.at(-1);
    if (last !== undefined && last.length + same.length <= LINES_AT_ONCE) last.push(...same);
    else parts.push([...same]);
  }
  return parts;
}

/** Puts sums in the place of all ledger lines about tasks that are gone, month by month. */
export const condenseLedger = ({ books, tasks }: Pick<EraseDependencies, 'books' | 'tasks'>) => {
  const isOpen = async ({ owner, at }: Erasure, line: LedgerLine): Promise<boolean> => {
    if (line.at <= at || !isTaskId(line.taskId)) return false;
    return (await tasks.load(owner, line.taskId)) !== undefined;
  };

  return async (erasure: Erasure): Promise<boolean> => {
    const { owner } = erasure;
    let through = true;
    let month = await books.monthAfter(owner, '');
    for (; month !== undefined; month = await books.monthAfter(owner, month)) {
      const gone: LedgerLine[] = [];
      for (const line of await books.month(owner, month)) {
        if (!(await isOpen(erasure, line))) gone.push(line);
      }
      for (const part of inParts(gone)) through = (await books.condense(owner, month, part)) && through;
    }
    return through;
  };
};
