import * as z from 'zod';
import {
  budgetAt,
  dayOf,
  isStill,
  monthOf,
  reserving,
  settling,
  type Budget,
  type BudgetShift,
  type Spent,
} from '#domain/money/budget.ts';
import type { Owner } from '#domain/ids.ts';
import { ledgerLines, type Hold } from '#domain/money/settlement.ts';
import type { Task } from '#domain/tasks/task.ts';
import { entryKey, isCharge, sumsOf, type LedgerLine, type LedgerSum } from './ledger-lines.ts';
import { readMonth } from './ledger-sums.ts';
import { sumsInStep, sumWrites, type DaySum } from './usage-sums.ts';
import { rewrittenRow } from '../table/rewritten-row.ts';
import type { Key, Row, Table, Write } from '../table/table-port.ts';
import { writeTogether } from '../table/write-together.ts';
import { Contention } from '../unavailable.ts';

const figures = {
  month: z.string(),
  day: z.string(),
  monthLimit: z.int(),
  monthReserved: z.int(),
  monthSpent: z.int(),
  monthFree: z.int(),
  dayLimit: z.int(),
  dayReserved: z.int(),
  daySpent: z.int(),
  dayFree: z.int(),
};
const budgetRow = z.object({ ...figures, rev: z.int() });
type BudgetRow = z.output<typeof budgetRow>;

const keyOf = (owner: Owner): Key => ({ pk: `budget#${owner}`, sk: 'budget' });

const budgetOf = (row: BudgetRow): Budget => ({
  month: row.month,
  day: row.day,
  monthly: {
    limit: row.monthLimit,
    reserved: row.monthReserved,
    spent: row.monthSpent,
    free: row.monthFree,
  },
  daily: { limit: row.dayLimit, reserved: row.dayReserved, spent: row.daySpent, free: row.dayFree },
});

const rowOf = (owner: Owner, { month, day, monthly, daily }: Budget, rev: number): Row => ({
  ...keyOf(owner),
  rev,
  month,
  day,
  monthLimit: monthly.limit,
  monthReserved: monthly.reserved,
  monthSpent: monthly.spent,
  monthFree: monthly.free,
  dayLimit: daily.limit,
  dayReserved: daily.reserved,
  daySpent: daily.spent,
  dayFree: daily.free,
});

/** What was held for a task, as members of the first line of its settlement: one row tells both. */
const heldFor = ({ hold, createdAt }: Task): Pick<LedgerLine, 'held' | 'heldAt'> =>
  hold === undefined ? {} : { held: hold.amount, heldAt: createdAt };

const entryWrite = (owner: Owner, entry: LedgerLine): Write => ({
  type: 'put',
  row: { ...entryKey(owner, entry), ...entry, ...(isCharge(entry) ? { inSums: 1 } : {}) },
});

/** A change of a budget, and the version of its row that it makes. */
export interface Amended {
  readonly next: Budget;
  readonly before: Budget | undefined;
  readonly rev: number;
}

const MOST_RACES = 20;

/** The figures move and the version rises; both hold only for the periods that were read, and while so much is free. */
const shiftWrite = (
  owner: Owner,
  moved: BudgetShift,
  { now, free }: { now: Budget; free: number },
): Write => ({
  type: 'add',
  key: keyOf(owner),
  add: { ...moved, rev: 1 },
  when: {
    equals: { month: now.month, day: now.day },
    ...(free > 0 ? { atLeast: { monthFree: free, dayFree: free } } : {}),
  },
});

const stored = async (table: Table, owner: Owner): Promise<Row | undefined> => table.get(keyOf(owner));

async function read(table: Table, owner: Owner): Promise<BudgetRow | undefined> {
  const row = await stored(table, owner);
  return row === undefined ? undefined : budgetRow.parse(row);
}

/** A budget as it was read, and the row that it was read from. */
interface SeenBudget {
  readonly owner: Owner;
  readonly row: BudgetRow | undefined;
  readonly kept: Row | undefined;
}

const replacing = ({ owner, row, kept }: SeenBudget, next: Row): Row =>
  row === undefined || kept === undefined
    ? next
    : rewrittenRow(kept, rowOf(owner, budgetOf(row), row.rev), next);

/** Changes the whole budget row through `decide`, with extra writes, beginning anew when somebody was faster. */
const amending =
  (table: Table) =>
  async (
    owner: Owner,
    decide: (budget: Budget | undefined) => Budget,
    extraWrites: (amended: Amended) => readonly Write[] = () => [],
  ): Promise<Budget> => {
    for (let race = 0; race < MOST_RACES; race += 1) {
      const kept = await stored(table, owner);
      const row = kept === undefined ? undefined : budgetRow.parse(kept);
      const before = row === undefined ? undefined : budgetOf(row);
      const next = decide(before);
      if (next === before) return next;
      const when = row === undefined ? ({ absent: true } as const) : { equals: { rev: row.rev } };
      const rev = (row?.rev ?? 0) + 1;
      const write: Write = {
        type: 'put',
        row: replacing({ owner, row, kept }, rowOf(owner, next, rev)),
        when,
      };
      const result = await writeTogether(table, [write, ...extraWrites({ next, before, rev })]);
      if (result.type === 'done') return next;
    }
    throw new Contention(`Gave up after ${MOST_RACES} lost races for a budget`);
  };

/** Budgets, and what moves them. Every figure moves in the transaction that causes it. */
const budgets = (table: Table) => {
  const amend = amending(table);
  return {
    amend,

    /** The owner's budget for the periods of `at`; undefined where no limit is set. A new period is begun here. */
    async budget(owner: Owner, at: string): Promise<Budget | undefined> {
      const row = await read(table, owner);
      if (row === undefined) return undefined;
      const budget = budgetOf(row);
      if (budgetAt(budget, at) === budget) return budget;
      return amend(owner, (current) => budgetAt(current ?? budget, at));
    },

    /** What goes with the creation of a task that holds so much of a budget. */
    holdWrite: (owner: Owner, { amount }: Hold, budget: Budget): Write =>
      shiftWrite(owner, reserving(amount), { now: budget, free: amount }),

    /** What goes with a settlement: ledger lines, their sums, and the owner's figures where something was held. */
    async settleWrites(next: Task, before: Task, at: string): Promise<readonly Write[]> {
      const { settlement, hold } = next;
      if (settlement === undefined || settlement === before.settlement) return [];
      const about = { at, taskId: next.id, model: next.model };
      const entries = ledgerLines(before.settlement, settlement, about);
      const held = before.settlement === undefined ? heldFor(next) : {};
      const lines = [
        ...entries.map((entry, i) => entryWrite(next.owner, i === 0 ? { ...entry, ...held } : entry)),
        ...sumWrites(next.owner, entries),
      ];
      const row = hold === undefined ? undefined : await read(table, next.owner);
      if (hold === undefined || row === undefined) return lines;
      const now = budgetOf(row);
      const moved = settling(hold, { before: before.settlement, after: settlement }, now);
      return isStill(moved) ? lines : [...lines, shiftWrite(next.owner, moved, { now, free: 0 })];
    },
  };
};

/** What an owner was charged in the month of `at` so far, from sums where these are whole, else from the ledger itself. */
async function chargedIn(table: Table, owner: Owner, at: string): Promise<readonly DaySum[]> {
  const known = await sumsInStep(table, owner, at);
  if (known !== undefined) return known;
  const { lines, sums } = await readMonth(table, owner, monthOf(at));
  const byDay = [...Map.groupBy(lines, (line) => dayOf(line.at))];
  return [
    ...sums.map((sum) => ({ ...sum, day: '' })),
    ...byDay.flatMap(([day, same]) => sumsOf(same).map((sum) => ({ ...sum, day }))),
  ];
}

/** Sums over an owner's ledger. */
const sums = (table: Table) => ({
  /** What has been settled in the periods of `at` so far; a month that only took money back counts as nothing. */
  async spent(owner: Owner, at: string): Promise<Spent> {
    const month = await chargedIn(table, owner, at);
    const total = (parts: readonly LedgerSum[]): number =>
      Math.max(
        0,
        parts.reduce((sum, { amount }) => sum + amount, 0),
      );
    return { month: total(month), day: total(month.filter(({ day }) => day === dayOf(at))) };
  },

  /** What each model has cost in the month of `at` so far, and for how many tasks. */
  async sums(owner: Owner, at: string): Promise<readonly LedgerSum[]> {
    const all = Map.groupBy(await chargedIn(table, owner, at), ({ model }) => model);
    return [...all].map(([model, parts]) => ({
      model,
      tasks: parts.reduce((sum, { tasks }) => sum + tasks, 0),
      amount: parts.reduce((sum, { amount }) => sum + amount, 0),
    }));
  },
});

/** Keeps what owners may spend and have spent. */
export const ledgerStore = (table: Table) => ({ ...budgets(table), ...sums(table) });

export type LedgerStore = ReturnType<typeof ledgerStore>;
