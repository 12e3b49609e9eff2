import { archiveKey, type ArchiveType } from '#domain/files/archive-key.ts';
import { isoTime } from '#domain/ports.ts';
import type { Fate } from '#domain/tasks/archive-patience.ts';
import type { WantedOutput } from '#domain/tasks/finalization.ts';
import type { Output } from '#domain/tasks/output.ts';
import type { TaskSnapshot } from '#domain/tasks/task.ts';
import type { Kept } from '#storage/objects/media-store.ts';
import type { Dependencies } from '../dependencies.ts';

/** Where an output of a task is kept, by its type. */
export const keyFor =
  ({ task, request }: TaskSnapshot, n: number) =>
  (type: ArchiveType): string =>
    archiveKey(
      { owner: task.owner, taskId: task.id, keyPart: request.keyPart, n, context: request.path },
      type,
    );

/** Records what became of an output. Answers with what is stored in the end, ours or that of somebody faster. */
export const outputRecorder =
  ({ tasks, clock }: Pick<Dependencies, 'tasks' | 'clock'>) =>
  ({ task }: TaskSnapshot, wanted: WantedOutput, fate: Fate): Promise<Output> => {
    const { n, job, index, role, late, source } = wanted;
    const from = 'url' in source ? { sourceUrl: source.url } : {};
    const at = isoTime(clock.now());
    return tasks.saveOutput(task, { n, job, index, role, ...from, late, at, ...fate });
  };

/** What keeping an output makes of it; what is odd about it is counted. */
export function fateOf(
  kept: Kept,
  { taskId, n }: { readonly taskId: string; readonly n: number },
  log: Dependencies['log'],
): Fate {
  if (kept.type === 'rejected') return { state: 'lost', code: 'output_rejected', reason: kept.reason };
  if (kept.type === 'exists') {
    log.info('adopted an archived object', { taskId, output: n });
    if (kept.differs === true) log.count('ArchiveMismatch');
  }
  return { state: 'stored', file: kept.file };
}
