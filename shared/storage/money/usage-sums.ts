import * as z from 'zod';
import { dayOf, monthOf } from '#domain/money/budget.ts';
import type { Owner } from '#domain/ids.ts';
import { once } from '#domain/once.ts';
import type { Key, Row, Table, Write } from '../table/table-port.ts';
import {
  isCharge,
  ledgerPartition,
  linesIn,
  sumsOf,
  type LedgerLine,
  type LedgerSum,
} from './ledger-lines.ts';

/**
 * What owners were charged, by day (UTC) and model: added up in the transactions that write the ledger lines, so that
 * usage is read without them. A day is a few rows, each with two members a model, `IMAGEN4#tasks` and `IMAGEN4#amount`.
 */

/**
 * An owner's settlements of a day are spread over so many rows, since transactions on the same one are in each other's way.
 * A read takes all that there are, so another version may have another number.
 */
const SHARDS = 4;

const sumPartition = (owner: Owner): string => `usage#${owner}`;
const shardOf = (taskId: string): number => Number.parseInt(taskId.slice(-2), 16) % SHARDS;

/** True for a charge that no sum holds yet: a version without sums has written it. */
export const isUnsummed = (line: LedgerLine): boolean => isCharge(line) && line.inSums === undefined;

/** What these lines add to the sums; a row is named once, however many of them it is about. */
export function sumWrites(owner: Owner, lines: readonly LedgerLine[]): Write[] {
  const byRow = Map.groupBy(lines.filter(isCharge), ({ at, taskId }) => `${dayOf(at)}#${shardOf(taskId)}`);
  return [...byRow].map(([sk, same]): Write => ({
    type: 'add',
    key: { pk: sumPartition(owner), sk },
    add: Object.fromEntries(
      sumsOf(same).flatMap(({ model, tasks, amount }) => [
        [`${model}#tasks`, tasks],
        [`${model}#amount`, amount],
      ]),
    ),
  }));
}

/** What an owner was charged for one model on one day; '' where the day is not known any more. */
export interface DaySum extends LedgerSum {
  readonly day: string;
}

const dayRow = once(() =>
  z.looseObject({ sk: z.string() }).transform(({ sk, ...members }): DaySum[] => {
    const figure = (name: string): number => {
      const value = members[name];
      return typeof value === 'number' ? value : 0;
    };
    const models = Object.keys(members).flatMap((name) => /^(.+)#amount$/.exec(name)?.[1] ?? []);
    const day = sk.slice(0, sk.indexOf('#'));
    return models.map((model) => ({
      day,
      model,
      tasks: figure(`${model}#tasks`),
      amount: figure(`${model}#amount`),
    }));
  }),
);

/** How far an owner's ledger was looked through for lines that no sum holds. */
export interface SumProgress {
  /** The first month (`2026-11`) whose sums are whole. */
  readonly from: string;
  /** ISO time until which every line is in the sums. */
  readonly at: string;
  /** The sort key up to which the ledger was read. */
  readonly after: string;
}

const progressRow = once(
  () => z.object({ from: z.string(), at: z.string(), after: z.string() }) satisfies z.ZodType<SumProgress>,
);
const progressKey = (owner: Owner): Key => ({ pk: sumPartition(owner), sk: 'progress' });

export async function readProgress(table: Table, owner: Owner): Promise<SumProgress | undefined> {
  const row = await table.get(progressKey(owner));
  return row === undefined ? undefined : progressRow().parse(row);
}

export const progressWrite = (owner: Owner, { from, at, after }: SumProgress): Write => ({
  type: 'add',
  key: progressKey(owner),
  set: { from, at, after },
});

/** Whoever looks through the ledgers comes every quarter of an hour; after so long he counts as not there. */
const LONGEST_SILENCE_MS = 3600_000;
/** So many of the lines that were not looked through yet are, when sums are read. */
const CHECKED_LINES = 200;

const isInStep = ({ from, at }: SumProgress, now: string): boolean =>
  from <= monthOf(now) && Date.parse(now) - Date.parse(at) <= LONGEST_SILENCE_MS;

const hasUnsummed = (rows: readonly Row[]): boolean => linesIn(rows).some(isUnsummed);

/**
 * An owner's sums of the month of `at`; undefined where they may lack something, and the ledger has to be read instead: it
 * was not looked through of late, or another version without sums is at work on it.
 */
export async function sumsInStep(
  table: Table,
  owner: Owner,
  at: string,
): Promise<readonly DaySum[] | undefined> {
  const progress = await readProgress(table, owner);
  if (progress === undefined || !isInStep(progress, at)) return undefined;
  const [rows, newest] = await Promise.all([
    table.partition(sumPartition(owner), monthOf(at)),
    table.page(ledgerPartition(owner), progress.after, CHECKED_LINES),
  ]);
  return hasUnsummed(newest) ? undefined : rows.flatMap((row) => dayRow().parse(row));
}
