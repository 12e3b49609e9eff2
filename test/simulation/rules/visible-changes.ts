import { stageOf } from '#domain/tasks/task-progress.ts';
import { readSnapshot } from '#storage/tasks/task-rows.ts';
import type { Row } from '#storage/table/table-port.ts';
import { asTask, type RuleContext } from './rule-context.ts';

/** What must be told: at which version of a task's row, and as what. */
export interface VisibleChange {
  readonly pk: string;
  readonly sequence: number;
  readonly type: string;
  readonly incarnation?: string;
  readonly callbackUrl?: string;
  readonly promptId?: string;
}

const revOf = (row: Row): number => Number(row['rev']);
const endedAs: Readonly<Record<string, string>> = {
  SUCCESS: 'task.succeeded',
  FAILED: 'task.failed',
  CANCELED: 'task.canceled',
};

const isPriced = (row: Row): boolean => {
  const { settlement } = asTask(row);
  return settlement?.final === true && settlement.estimated === undefined;
};

/** How a task has ended, as far as that may change afterwards. */
const endOf = (row: Row): string => {
  const { status, ending } = asTask(row);
  return JSON.stringify([status, ending?.failure?.code, ending?.openOutputs]);
};

/** What the change of a task's row is to be told as, but for its stage. */
function typeOf(before: Row | undefined, after: Row): string | undefined {
  if (before === undefined) return 'task.created';
  const [was, is] = [asTask(before).status, asTask(after).status];
  if (is === 'PENDING') return undefined;
  if (was === 'PENDING') return endedAs[is];
  if (endOf(before) !== endOf(after)) return 'task.late_result';
  return !isPriced(before) && isPriced(after) ? 'task.cost_final' : undefined;
}

function changeOf(row: Row, type: string): VisibleChange {
  const { incarnation, callbackUrl, promptId } = asTask(row);
  return {
    ...{ pk: row.pk, type, sequence: revOf(row) },
    ...(incarnation === undefined ? {} : { incarnation }),
    ...(callbackUrl === undefined ? {} : { callbackUrl }),
    ...(promptId === undefined ? {} : { promptId }),
  };
}

/** Finds out by the rows themselves what the owners of tasks could see change. */
export class VisibleChanges {
  readonly #found: VisibleChange[] = [];
  readonly #touched = new Set<string>();
  readonly #stages = new Map<string, string>();

  taskChanged(before: Row | undefined, after: Row | undefined): void {
    const pk = (after ?? before)?.pk ?? '';
    this.#touched.add(pk);
    if (after === undefined) return void this.#stages.delete(pk);
    const type = typeOf(before, after);
    if (type !== undefined) this.#found.push(changeOf(after, type));
  }

  jobChanged(row: Row | undefined): void {
    if (row !== undefined) this.#touched.add(row.pk);
  }

  /** Those since the last time; to be called when nothing is half written. */
  take(context: RuleContext): VisibleChange[] {
    for (const pk of this.#touched) this.#stageChanged(context, pk);
    this.#touched.clear();
    return this.#found.splice(0);
  }

  #stageChanged({ table }: RuleContext, pk: string): void {
    const snapshot = readSnapshot(table.partition(pk));
    const row = table.get({ pk, sk: 'task' });
    if (snapshot === undefined || row === undefined) return;
    const [was, is] = [this.#stages.get(pk), stageOf(snapshot)];
    this.#stages.set(pk, is);
    if (was === undefined || was === is || is === 'done') return;
    this.#found.push(changeOf(row, 'task.stage_changed'));
  }
}
