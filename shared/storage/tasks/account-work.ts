import { isOwner, isTaskId } from '#domain/ids.ts';
import { accountOf, ownerOf, type ProviderAccount } from '#domain/tasks/provider-account.ts';
import type { TaskSnapshot } from '#domain/tasks/task.ts';
import type { ItemStore } from '../operators/item-store.ts';
import type { IndexEntry, Table } from '../table/table-port.ts';
import { DUE_SHARDS, duePartition } from './due-tasks.ts';
import { partitionOf, readSnapshot, type TaskAddress } from './task-rows.ts';

/** What is still to be done with an account; `isAll`: everything was looked at, and there is no more. */
export interface AccountWork {
  /** Tasks that it has made calls for, and that somebody still looks at. */
  readonly tasks: number;
  /** Decisions by operators about such calls. */
  readonly items: number;
  readonly isAll: boolean;
}

const PAGE = 500;
const AT_ONCE = 25;
/** Where more than this is under way nobody counts it while a request waits. */
const MOST_LOOKED_AT = 5000;

function addressIn({ pk }: IndexEntry): TaskAddress[] {
  const [kind, owner = '', id = ''] = pk.split('#');
  return kind === 'task' && isOwner(owner) && isTaskId(id) ? [{ owner, id }] : [];
}

/** Every task that somebody has to look at, now or later: all that are open, and those whose price or files may still come. */
async function* lookedAfter(table: Pick<Table, 'index'>): AsyncGenerator<readonly TaskAddress[]> {
  for (let shard = 0; shard < DUE_SHARDS; shard += 1) {
    let page: readonly IndexEntry[] = [];
    do {
      const after = page.at(-1);
      const query = { index: 'due', partition: duePartition(shard), limit: PAGE } as const;
      page = await table.index(after === undefined ? query : { ...query, after });
      yield page.flatMap(addressIn);
    } while (page.length === PAGE);
  }
}

const isMadeWith = ({ service, account }: ProviderAccount, { task, jobs }: TaskSnapshot): boolean =>
  task.service === service && jobs.some((job) => accountOf(service, job).account === account);

/** Counts what is still to be done with an account. What cannot be read counts: nobody knows what it was made with. */
export const workOf =
  (table: Pick<Table, 'index' | 'partition'>, items: Pick<ItemStore, 'list'>) =>
  async (account: ProviderAccount): Promise<AccountWork> => {
    const isOurs = async ({ owner, id }: TaskAddress): Promise<boolean> => {
      const rows = await table.partition(partitionOf(owner, id));
      try {
        const snapshot = readSnapshot(rows);
        return snapshot !== undefined && isMadeWith(account, snapshot);
      } catch {
        return true;
      }
    };
    const count = async (addresses: readonly TaskAddress[]): Promise<number> => {
      let found = 0;
      for (let i = 0; i < addresses.length; i += AT_ONCE) {
        const some = await Promise.all(addresses.slice(i, i + AT_ONCE).map(isOurs));
        found += some.filter((is) => is).length;
      }
      return found;
    };
    // With an account of his own only he has made calls.
    const whose = ownerOf(account);
    const open = (await items.list()).filter(({ status }) => status === 'open');
    const undecided = await count(
      open.flatMap(({ owner, taskId: id }) =>
        whose === undefined || owner === whose ? [{ owner, id }] : [],
      ),
    );
    let [looked, found] = [0, 0];
    for await (const page of lookedAfter(table)) {
      const addresses = whose === undefined ? page : page.filter(({ owner }) => owner === whose);
      const room = MOST_LOOKED_AT - looked;
      found += await count(addresses.slice(0, room));
      looked += addresses.length;
      if (looked > MOST_LOOKED_AT) return { tasks: found, items: undecided, isAll: false };
    }
    return { tasks: found, items: undecided, isAll: true };
  };
