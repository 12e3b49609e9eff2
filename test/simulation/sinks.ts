import type { Log } from '#domain/ports.ts';
import { viewEvents } from '#domain/tasks/task-events.ts';
import { viewTask } from '#contract/tasks/view-task.ts';
import type { TaskSnapshot } from '#domain/tasks/task.ts';
import type { Row } from '#storage/table/table-port.ts';
import { rebuilt, told } from '../stack/timeline-replay.ts';
import { same } from './rule-context.ts';
import type { Secrets } from './secrets.ts';
import { MEDIA_URL } from './uploads.ts';

interface Parts {
  readonly secrets: Secrets;
  readonly problem: (what: string) => void;
  readonly note: (line: () => string) => void;
}

/** Everywhere that something is written down or shown: nothing secret may ever come by here. */
export class Sinks {
  readonly #parts: Parts;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  told(where: string, text: string): void {
    const { secrets, problem } = this.#parts;
    if (secrets.areIn(text)) problem(`a secret is in the ${where}: ${text.slice(0, 300)}`);
  }

  log(): Log {
    const line = (message: string, fields?: Readonly<Record<string, unknown>>): void => {
      const text = JSON.stringify([message, fields]);
      this.#parts.note(() => `log ${text}`);
      this.told('log', text);
    };
    return { info: line, warn: line, count: (metric) => this.told('metric', metric) };
  }

  /** Nothing secret is stored, but for the token that an execution waits with. */
  stored(row: Row): void {
    this.told(`row ${row.sk}`, JSON.stringify({ ...row, taskToken: undefined }));
  }

  /** A task as its owner sees it. Its timeline has to tell that very task. */
  show(snapshot: TaskSnapshot): void {
    const [view, events] = [viewTask(snapshot, MEDIA_URL), viewEvents(snapshot)];
    this.told('task view', JSON.stringify(view));
    this.told('timeline', JSON.stringify(events));
    const [shown, retold] = [told(view), rebuilt(events)];
    if (same(retold, shown)) return;
    this.#parts.problem(
      `task ${view.id} is ${JSON.stringify(shown)}, its timeline ${JSON.stringify(retold)}`,
    );
  }
}
