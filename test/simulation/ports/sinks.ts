import { readShown } from '#actions/tasks/read-shown.ts';
import { isOwner, isTaskId } from '#domain/ids.ts';
import type { Log } from '#domain/ports.ts';
import { viewEvents } from '#domain/tasks/task-events.ts';
import { viewShown, viewTask } from '#contract/tasks/view-task.ts';
import { shownTask, type ShownTask } from '#domain/tasks/shown-task.ts';
import type { TaskSnapshot } from '#domain/tasks/task.ts';
import type { Row } from '#storage/table/table-port.ts';
import { taskStore } from '#storage/tasks/task-store.ts';
import { replayTimeline, replayableFields } from '../../stack/timeline-replay.ts';
import { memoryTable, type MemoryTable } from './memory-table.ts';
import { same } from '../rules/rule-context.ts';
import type { Secrets } from './secrets.ts';
import { MEDIA_URL } from '../engine/uploads.ts';

const silence = (): void => undefined;
/** A log that nobody reads. */
export const silent: Log = { info: silence, warn: silence, count: silence, measure: silence };

interface Parts {
  readonly secrets: Secrets;
  readonly problem: (what: string) => void;
  readonly note: (line: () => string) => void;
}

/** Every output (log, metric, row, view): none may contain a secret. */
export class Sinks {
  readonly #parts: Parts;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  written(where: string, text: string): void {
    const { secrets, problem } = this.#parts;
    if (secrets.areIn(text)) problem(`a secret is in the ${where}: ${text.slice(0, 300)}`);
  }

  log(): Log {
    const line = (message: string, fields?: Readonly<Record<string, unknown>>): void => {
      const text = JSON.stringify([message, fields]);
      this.#parts.note(() => `log ${text}`);
      this.written('log', text);
    };
    const metric = (name: string): void => this.written('metric', name);
    return { info: line, warn: line, count: metric, measure: metric };
  }

  /** Nothing secret is stored, but for the token that an execution waits with, and what an owner's events are signed with. */
  stored(row: Row): void {
    const signs = row.pk.startsWith('webhooks#') ? { secrets: undefined } : {};
    this.written(`row ${row.sk}`, JSON.stringify({ ...row, taskToken: undefined, ...signs }));
  }

  /** A task in a list: as it is when it is read alone, where that is known. */
  list(listed: ShownTask, alone?: TaskSnapshot): void {
    const view = viewShown(listed, addressOf);
    this.written('list', JSON.stringify(view));
    if (alone === undefined || same(view, viewTask(alone, addressOf))) return;
    this.#parts.problem(
      `task ${view.id} is listed as ${JSON.stringify(view)}, and is ${JSON.stringify(shownTask(alone))}`,
    );
  }

  /** A task as its owner sees it; its timeline, replayed, has to give the same view. */
  show(snapshot: TaskSnapshot): void {
    const [view, events] = [viewTask(snapshot, (key) => `${MEDIA_URL}/${key}`), viewEvents(snapshot)];
    this.written('task view', JSON.stringify(view));
    this.written('timeline', JSON.stringify(events));
    const [shown, replayed] = [replayableFields(view), replayTimeline(events)];
    // Of a job whose row cannot be read the timeline tells more than is known otherwise.
    const isUnread = snapshot.jobs.some(({ state }) => state === 'unrecognized');
    if (isUnread || same(replayed, shown)) return;
    this.#parts.problem(
      `task ${view.id} is ${JSON.stringify(shown)}, its timeline ${JSON.stringify(replayed)}`,
    );
  }
}

const addressOf = (key: string): string => `${MEDIA_URL}/${key}`;

/**
 * Renders every task in its final state, as its owner would see it; a list has to show the same, but of one whose removal has
 * begun, which may have lost some of its rows.
 */
export async function showTasks(
  { table, isRemoving }: { readonly table: MemoryTable; readonly isRemoving: (id: string) => boolean },
  sinks: Sinks,
): Promise<void> {
  const tasks = taskStore({
    table: memoryTable(table),
    nonce: () => 'nobody',
    backoff: () => Promise.resolve(),
  });
  const shown = readShown(tasks);
  for (const pk of table.partitions('task#')) {
    const [, owner = '', id = ''] = pk.split('#');
    const snapshot = isOwner(owner) && isTaskId(id) ? await tasks.load(owner, id) : undefined;
    if (snapshot === undefined || !isOwner(owner)) continue;
    sinks.show(snapshot);
    const listed = (await shown(owner, [id], await tasks.heads(owner, [id]))).get(id);
    if (listed !== undefined) sinks.list(listed, isRemoving(id) ? undefined : snapshot);
  }
}
