import type { Mutant } from './mutant.ts';

const ledger = 'shared/storage/money/ledger-store.ts';
const sums = 'shared/storage/money/usage-sums.ts';
const end = 'shared/domain/tasks/job-end.ts';
const budget = 'shared/domain/money/budget.ts';
const figures = 'shared/actions/workflow/look-up-figures.ts';

/** Defects in what is held, spent and written down. */
export const accountingMutants: readonly Mutant[] = [
  {
    name: 'every settlement is a first settlement',
    patches: [
      {
        file: ledger,
        find: 'ledgerLines(before.settlement, settlement, about)',
        replace: 'ledgerLines(undefined, settlement, about)',
      },
    ],
    hint: { scenario: 'a job that comes very late' },
  },
  {
    name: 'a second settlement frees the hold once more',
    patches: [
      {
        file: budget,
        find: 'const reserved = before === undefined ? -hold.amount : 0;',
        replace: 'const reserved = -hold.amount;',
      },
    ],
    hint: { scenario: 'an operator who finds a lost call' },
  },
  {
    name: 'a hold is never freed',
    patches: [
      {
        file: budget,
        find: 'const reserved = before === undefined ? -hold.amount : 0;',
        replace: 'const reserved = 0;',
      },
    ],
    hint: { scenario: 'canceled while it runs, outputs kept' },
  },
  {
    name: 'the budget is not asked',
    patches: [
      {
        file: ledger,
        find: '...(free > 0 ? { atLeast: { monthFree: free, dayFree: free } } : {}),',
        replace: '',
      },
    ],
    hint: { scenario: 'three equal requests at once, under a budget' },
  },
  {
    name: 'the settlement goes without its ledger lines',
    patches: [
      {
        file: 'shared/storage/table/versioned-row.ts',
        find: 'const extra = (await parts.extraWrites?.(next, value, versionAfter(stored, by))) ?? [];',
        replace: 'const extra: readonly Write[] = parts.read === undefined ? [] : [];',
      },
    ],
    hint: { scenario: 'a picture by callback' },
  },
  {
    name: 'a later settlement is summed once more as a whole',
    patches: [
      {
        file: ledger,
        find: '...sumWrites(next.owner, entries),',
        replace: '...sumWrites(next.owner, ledgerLines(undefined, settlement, about)),',
      },
    ],
    hint: { scenario: 'a figure that comes only after hours' },
  },
  {
    name: 'the sums leave adjustments out',
    patches: [
      {
        file: sums,
        find: 'lines.filter(isCharge),',
        replace: `lines.filter((line) => isCharge(line) && line.type === 'settle'),`,
      },
    ],
    hint: { scenario: 'a figure that comes only after hours' },
  },
  {
    name: 'a charge is summed on the day on which its task was made',
    patches: [
      {
        file: ledger,
        find: '...sumWrites(next.owner, entries),',
        replace: '...sumWrites(next.owner, entries.map((entry) => ({ ...entry, at: next.createdAt }))),',
      },
    ],
    hint: { scenario: 'a job that comes very late' },
  },
  {
    name: 'the sum is written before the settlement, by itself',
    patches: [
      {
        file: ledger,
        find: '...sumWrites(next.owner, entries),',
        replace: `...(await Promise.all(sumWrites(next.owner, entries).map((one) => table.write(one)))).flatMap(() => []),`,
      },
    ],
    hint: { scenario: 'a picture by callback', at: 'table.write#usage' },
  },
  {
    name: 'a charge has no sum',
    patches: [{ file: ledger, find: '...sumWrites(next.owner, entries),', replace: '' }],
    hint: { scenario: 'a picture by callback' },
  },
  {
    name: 'the provider’s own figure is ignored',
    patches: [{ file: end, find: 'if (end.credits !== undefined) return end.credits;', replace: '' }],
    hint: { scenario: 'a picture by callback' },
  },
  {
    name: 'a failed job is paid for',
    patches: [
      {
        file: end,
        find: `return isOpen(end) || isEstimated(end) ? estimateOfOne : 0;`,
        replace: 'return isOpen(end) ? 0 : estimateOfOne;',
      },
    ],
    hint: { scenario: 'a job that fails' },
  },
  {
    name: 'an estimate is called final',
    patches: [
      {
        file: end,
        find: '  ...estimatedAs(ends.flatMap((end, i) => (isEstimated(end) ? [i + 1] : []))),',
        replace: '',
      },
    ],
    hint: { scenario: 'one figure that comes after hours, and one that never comes' },
  },
  {
    name: 'the late price is booked twice',
    patches: [
      {
        file: figures,
        find: '(next, before) => ledger.settleWrites(next, before, at)',
        replace: `(next, { settlement, ...before }) => ledger.settleWrites(next, before, at)`,
      },
    ],
    hint: { scenario: 'a figure that comes only after hours' },
  },
  {
    name: 'a price is not asked for where outputs had kept the task from being settled',
    patches: [
      {
        file: 'shared/domain/tasks/late-looks.ts',
        find: 'const isOutstanding = ending.openOutputs !== undefined || isEstimated(task);',
        replace: 'const isOutstanding = ending.openOutputs !== undefined;',
      },
      {
        file: 'shared/domain/tasks/late-looks.ts',
        find: 'task.settlement?.estimated?.includes(job) === true && sinceEnd(task, now) >= FIGURE_LOOK_MS;',
        replace: 'task.settlement?.estimated?.includes(job) === true && sinceEnd(task, now) < 0;',
      },
    ],
    hint: {
      scenario: 'a figure that comes after hours, beside a picture that is given up only then',
      seeds: 12,
    },
  },
  {
    name: 'the late price is not booked',
    patches: [
      {
        file: figures,
        find: '(next, before) => ledger.settleWrites(next, before, at)',
        replace: '(next) => ledger.settleWrites(next, next, at)',
      },
    ],
    hint: { scenario: 'a figure that comes only after hours' },
  },
  {
    name: 'who could not be asked for a price is not asked again',
    patches: [
      {
        file: 'shared/domain/tasks/figure-look.ts',
        find: 'return isUnasked ? withNextLook(now, occasion.at) : withComingLook(now, occasion.at);',
        replace: 'return isUnasked ? withComingLook(now, occasion.at) : withComingLook(now, occasion.at);',
      },
    ],
    hint: { scenario: 'a figure that comes only after hours', at: 'provider.query@finalize-task' },
  },
  {
    name: 'a repeated finalization looks for the price at once, and never again',
    patches: [
      {
        file: 'shared/domain/tasks/late-looks.ts',
        find: 'const isTime = ended >= FIGURE_LOOK_MS && ended < LAST_LOOK_MS;',
        replace: 'const isTime = ended < LAST_LOOK_MS;',
      },
      {
        file: 'shared/domain/tasks/figure-look.ts',
        find: 'import { isFigureDue, withComingLook, withNextLook }',
        replace: 'import { isFigureDue, withoutLook, withNextLook }',
      },
      {
        file: 'shared/domain/tasks/figure-look.ts',
        find: 'withComingLook(now, occasion.at);',
        replace: 'withoutLook(now);',
      },
    ],
    hint: { scenario: 'a figure that comes only after hours', at: 'lambda.invoke@finalize-task' },
  },
  {
    name: 'a look at thumbnails takes the place of the look at the price',
    patches: [
      {
        file: 'shared/domain/tasks/late-looks.ts',
        find: 'isEstimated(task) && task.ending !== undefined ? [later(task.ending.at, FIGURE_LOOK_MS)] : [];',
        replace: '[task.ending?.at ?? ""];',
      },
    ],
    hint: { scenario: 'a figure that comes only after hours', at: 'media.write@make-thumbnails' },
  },
];
