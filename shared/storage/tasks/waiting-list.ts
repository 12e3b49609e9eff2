import * as z from 'zod';
import { isOwner, isTaskId, type Owner, type TaskId } from '#domain/ids.ts';
import type { ProviderAccount } from '#domain/tasks/provider-account.ts';
import type { Priority } from '#domain/tasks/task.ts';
import type { CountedLine, Line } from '#domain/tasks/turns.ts';
import type { Key, Row, Table } from '../table/table-port.ts';
import { noteWrite } from './own-account-notes.ts';
import { lineClasses, lineKey, readLine, waitingLines, waitingPartition } from './waiting-lines.ts';

/**
 * Those that wait for their turn at an account, in the partition that `waiting-lines.ts` describes. An entry is there before
 * its line counts it, so a line may count too many and is put right by whoever looks for them.
 */

/** So long after nobody can wait any more an entry that a process has left behind is garbage. */
const GARBAGE_SECONDS = 24 * 3600;

/** A job that waits, with what it takes to have its call made. */
export interface WaitingJob {
  readonly priority: Priority;
  readonly owner: Owner;
  readonly taskId: TaskId;
  readonly n: number;
  /** When its task was created (ISO). */
  readonly createdAt: string;
  /** When first come, first served would let it through (epoch ms). */
  readonly due: number;
  /** Thousandths of a credit. */
  readonly price: number;
  /** Ends the state in which its execution waits. */
  readonly taskToken: string;
  /** When that state ends by itself (epoch ms), and what of it is for the call and the wait for its callback. */
  readonly tokenUntil: number;
  readonly lookMs: number;
  readonly run: number;
  readonly execution?: string;
}

const stored = z.object({
  priority: z.enum(lineClasses),
  owner: z.string().refine(isOwner),
  taskId: z.string().refine(isTaskId),
  n: z.int(),
  createdAt: z.string(),
  due: z.number(),
  price: z.number(),
  taskToken: z.string(),
  tokenUntil: z.number(),
  lookMs: z.number(),
  run: z.int(),
  execution: z.string().exactOptional(),
});

const prefixOf = ({ priority, owner }: Pick<Line, 'priority' | 'owner'>): string =>
  `job#${priority}#${owner}#`;
const jobKey = (account: ProviderAccount, job: WaitingJob): Key => ({
  pk: waitingPartition(account),
  sk: `${prefixOf(job)}${job.createdAt}#${job.taskId}#${job.n}`,
});

const readEntries = (rows: readonly Row[]): readonly WaitingJob[] =>
  rows.flatMap((row) => stored.safeParse(row).data ?? []);

export function waitingList(table: Table) {
  return {
    lines: (account: ProviderAccount) => waitingLines(table, account),

    /** Puts a job on the list, and gives its line with it; one that is on it already waits with its new token. */
    async join(account: ProviderAccount, job: WaitingJob): Promise<CountedLine> {
      const note = noteWrite(account, job.tokenUntil);
      if (note !== undefined) await table.write(note);
      const expiresAtSeconds = Math.ceil(job.tokenUntil / 1000) + GARBAGE_SECONDS;
      const row = { ...jobKey(account, job), ...job, expiresAtSeconds };
      const { type } = await table.write({ type: 'put', row, when: { absent: true } });
      if (type !== 'done') await table.write({ type: 'put', row });
      const key = lineKey(account, job);
      const added = type === 'done' ? 1 : 0;
      const isFirst = {
        add: { size: 1, joins: 1 },
        set: { due: job.due },
        when: { belowOrMissing: { size: 1 } },
      };
      const counted =
        (await table.update({ type: 'add', key, ...isFirst })) ??
        (await table.update({ type: 'add', key, add: { size: added, joins: 1 } }));
      const line = counted && readLine(counted);
      return line ?? { priority: job.priority, owner: job.owner, size: 1, due: job.due, joins: 1 };
    },

    /** The first of a line, the oldest first. */
    async first(
      account: ProviderAccount,
      line: Pick<Line, 'priority' | 'owner'>,
      limit: number,
    ): Promise<readonly WaitingJob[]> {
      const prefix = prefixOf(line);
      const rows = await table.page(waitingPartition(account), prefix, limit);
      return readEntries(rows.filter(({ sk }) => sk.startsWith(prefix)));
    },

    async leave(account: ProviderAccount, job: WaitingJob): Promise<void> {
      // Who has joined anew waits with another token.
      await table.write({
        type: 'remove',
        key: jobKey(account, job),
        when: { equals: { taskToken: job.taskToken } },
      });
    },

    /** So many of a line have left it; `next` is who is first now. A line in which nobody waits, and none came meanwhile, is no more. */
    async count(
      account: ProviderAccount,
      line: CountedLine,
      { left, next }: { readonly left: number; readonly next: WaitingJob | undefined },
    ): Promise<void> {
      const key = lineKey(account, line);
      const { joins } = line;
      if (next === undefined) {
        await table.write({ type: 'remove', key, when: { equals: { joins } } });
        return;
      }
      const { tag, weight } = line;
      const set = {
        due: next.due,
        ...(tag === undefined ? {} : { tag }),
        ...(weight === undefined ? {} : { weight }),
      };
      // One that another look has closed meanwhile stays closed.
      await table.write({ type: 'add', key, add: { size: -left }, set, when: { atLeast: { joins: 1 } } });
    },
  };
}

export type WaitingList = ReturnType<typeof waitingList>;
