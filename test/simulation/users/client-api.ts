import type { UploadApi } from './upload-client.ts';
import type { EventHeap } from '../engine/event-heap.ts';
import type { Invocation } from '../engine/invocation.ts';
import type { MemoryMedia } from '../ports/media.ts';
import type { MemoryTable } from '../ports/memory-table.ts';
import type { Ports } from '../ports/ports.ts';
import type { Chance } from '../engine/random.ts';
import type { Runtime } from '../engine/runtime.ts';
import type { Sinks } from '../ports/sinks.ts';
import { keyOfLink } from '../ports/upload-ports.ts';
import type { Watch } from '../rules/watch.ts';

interface Parts {
  readonly heap: EventHeap;
  readonly table: MemoryTable;
  readonly media: MemoryMedia;
  readonly chance: Chance;
  readonly runtime: Runtime;
  readonly watch: Watch;
  readonly sinks: Sinks | undefined;
  readonly seconds: (action: string) => number;
  readonly portsFor: (own: Invocation) => Ports;
}

/** The simulation as clients see it: the API, presigned URLs and a clock. Records what clients are promised. */
export function clientApi({
  heap,
  table,
  media,
  chance,
  runtime,
  watch,
  sinks,
  seconds,
  portsFor,
}: Parts): UploadApi {
  const { asked, promised, removing, discarding } = watch;
  const taskOf = (owner: string, id: string) => table.get({ pk: `task#${owner}#${id}`, sk: 'task' });
  return {
    chance,
    now: () => heap.now,
    after: (milliseconds, run) => void heap.after(milliseconds, run),
    request: ({ action, about, run }, done) => {
      const body = (own: Invocation): ReturnType<typeof run> => run(portsFor(own));
      runtime.invoke({ action, about, seconds: seconds(action), body }, (outcome) => {
        if (outcome.type === 'threw') sinks?.written('refusal', JSON.stringify(outcome.error));
        done(outcome);
      });
    },
    asked: ({ prompt }) => void asked.set(prompt, (asked.get(prompt) ?? 0) + 1),
    acknowledged: ({ task }) => {
      promised.add(task.id);
      const removedAt = removing.get(task.id) ?? Infinity;
      if (Date.parse(task.createdAt) > removedAt) removing.delete(task.id);
      if (taskOf(task.owner, task.id) === undefined)
        watch.problem(`task ${task.id} was promised and does not exist`);
    },
    seen: (snapshot) => sinks?.show(snapshot),
    listed: (task) => sinks?.list(task),
    removing: (id) => void removing.set(id, removing.get(id) ?? heap.now),
    removed: (id) => watch.wasRemoved(id),
    put: (url, content) => media.putOnce(keyOfLink(url), content),
    shown: (upload) => watch.wasShown(upload),
    discarding: ({ id }) => void discarding.add(id),
    discarded: (upload) => watch.wasDiscarded(upload),
    complain: (problem) => watch.problem(problem),
  };
}
