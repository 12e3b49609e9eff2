import type { Row } from '#storage/table/table-port.ts';
import type { RuleContext } from './rule-context.ts';

/** The rules for the row of a budget: the amounts add up, and none is negative. */
export function checkBudget(context: RuleContext, row: Row): void {
  for (const period of ['month', 'day']) {
    const figure = (name: string): number => Number(row[`${period}${name}`]);
    const [limit, reserved, spent, free] = [
      figure('Limit'),
      figure('Reserved'),
      figure('Spent'),
      figure('Free'),
    ];
    if (reserved + spent + free !== limit) context.problem(`${row.pk}: the ${period} does not add up`);
    if (Math.min(reserved, spent, free) < 0) context.problem(`${row.pk}: the ${period} is negative`);
  }
}

/** The rules for the ledger: lines are only added, a hold once a task, a settlement once a job. */
export class LedgerRules {
  readonly #written = new Set<string>();

  /** A task has been removed: another may have its id, and lines of its own. */
  forget(taskId: string): void {
    for (const name of this.#written) if (name.includes(`of ${taskId}/`)) this.#written.delete(name);
  }

  check(context: RuleContext, before: Row | undefined, after: Row | undefined): void {
    if (before !== undefined) return context.problem('a line of the ledger changed');
    if (after === undefined || after['type'] === 'adjust') return;
    const { taskId, job, held } = after;
    this.#write(context, `settlement of ${String(taskId)}/${Number(job)}`);
    if (held !== undefined) this.#write(context, `hold of ${String(taskId)}/0`);
  }

  #write(context: RuleContext, name: string): void {
    if (this.#written.has(name)) context.problem(`a second ${name}`);
    this.#written.add(name);
  }
}
