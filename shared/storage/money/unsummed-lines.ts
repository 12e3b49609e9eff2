import type { Owner } from '#domain/ids.ts';
import { monthOf } from '#domain/money/budget.ts';
import { isoTime } from '#domain/ports.ts';
import type { Row, Table, Write } from '../table/table-port.ts';
import { entryKey, ledgerPartition, linesIn, type LedgerLine } from './ledger-lines.ts';
import { isUnsummed, progressWrite, readProgress, sumWrites, type SumProgress } from './usage-sums.ts';

/** Lines are written at most so long after the time that they name. */
const LONGEST_DELAY_MS = 15 * 60_000;
/** Lines that are read at a time … */
const PAGE = 500;
/** … and how often, in one call. */
const MOST_PAGES = 400;
/** Lines that are added in one transaction: each may be of another day and shard. */
const AT_ONCE = 45;
/** Transactions in one call. */
const MOST_PARTS = 500;

const settlementOf = ({ at, taskId }: LedgerLine): string => `${at}#${taskId}`;

/** Charges that no sum holds, in parts that fit into a transaction, no settlement in two of them. */
function partsOf(rows: readonly Row[]): LedgerLine[][] {
  const parts: LedgerLine[][] = [];
  for (const same of Map.groupBy(linesIn(rows).filter(isUnsummed), settlementOf).values()) {
    const last = parts.at(-1);
    if (last !== undefined && last.length + same.length <= AT_ONCE) last.push(...same);
    else parts.push([...same]);
  }
  return parts;
}

/** Adds lines to the sums and marks them, or nothing where one of them has been since. */
const addition = (owner: Owner, lines: readonly LedgerLine[]): Write[] => [
  ...lines.map((line): Write => ({
    type: 'add',
    key: entryKey(owner, line),
    set: { inSums: 1 },
    when: { equals: { taskId: line.taskId }, belowOrMissing: { inSums: 1 } },
  })),
  ...sumWrites(owner, lines),
];

/**
 * Where the looking through begins: with the month, or with the next one where lines of this one have gone into sums of the
 * month already, of which no day is known.
 */
async function beginning(table: Table, owner: Owner, at: string): Promise<SumProgress> {
  const month = monthOf(at);
  const condensed = await table.page(ledgerPartition(owner), `${month}~`, 1);
  if (condensed[0]?.sk.startsWith(`${month}~`) !== true)
    return { from: month, at: `${month}-01`, after: month };
  const next = new Date(`${month}-01`);
  next.setUTCMonth(next.getUTCMonth() + 1);
  const from = monthOf(isoTime(next.getTime()));
  return { from, at: `${from}-01`, after: from };
}

/** A page without the settlement that may go on behind it; a page holds many. */
function withoutLast(rows: readonly Row[]): readonly Row[] {
  const begin = rows.at(-1)?.sk.split('#', 2).join('#') ?? '';
  return rows.filter(({ sk }) => !sk.startsWith(begin));
}

/** What one page of a ledger is: the rows to look at, and how far that leads. */
function portionOf(rows: readonly Row[], progress: SumProgress, until: string) {
  const old = rows.filter(({ sk }) => sk < `${until}#`);
  const isLast = old.length < rows.length || rows.length < PAGE;
  if (isLast) return { whole: old, isLast, next: { ...progress, at: until, after: `${until}$` } };
  const whole = withoutLast(old);
  const after = whole.at(-1)?.sk ?? progress.after;
  return { whole, isLast, next: { ...progress, at: after.split('#', 1)[0] ?? progress.at, after } };
}

/**
 * Adds to an owner's sums the charges that versions without sums have written, each exactly once, and remembers how far
 * the ledger was looked through. What is left when it took too long, or somebody was in the way, the next call finds. Gives
 * the number of lines that were added.
 */
export const addUnsummed =
  (table: Table) =>
  async (owner: Owner, now: number): Promise<number> => {
    const until = isoTime(now - LONGEST_DELAY_MS);
    let progress = (await readProgress(table, owner)) ?? (await beginning(table, owner, until));
    let added = 0;
    let parts = 0;
    for (let pages = 0; pages < MOST_PAGES && parts < MOST_PARTS; pages += 1) {
      if (progress.after >= `${until}$`) return added;
      const rows = await table.page(ledgerPartition(owner), progress.after, PAGE);
      const { whole, isLast, next } = portionOf(rows, progress, until);
      for (const part of partsOf(whole)) {
        if ((await table.transact(addition(owner, part))).type !== 'done') return added;
        added += part.length;
        parts += 1;
      }
      progress = next;
      await table.write(progressWrite(owner, progress));
      if (isLast) return added;
    }
    return added;
  };
