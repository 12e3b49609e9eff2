import { gzipSync } from 'node:zlib';
import { phaseOf } from './lifecycle.ts';
import { linksOf } from './links.ts';
import { oddCreates, oddRecords, oddRefusals } from './odd-texts.ts';
import type { Reply } from './replies.ts';
import type { Simulation } from './simulation.ts';
import type { Task } from './tasks.ts';

/** Answers as no page describes them. */

/** The word of a group that is among the faults, with its text. */
const asked = (group: Readonly<Record<string, string>>, faults: readonly string[]) =>
  Object.entries(group).find(([word]) => faults.includes(word));

function filled(text: string, { id }: Pick<Task, 'id'>, urls: readonly string[]): string {
  const list = JSON.stringify(urls);
  return text
    .replaceAll('{id}', id)
    .replaceAll('{urls-escaped}', JSON.stringify(list).slice(1, -1))
    .replaceAll('{urls}', list)
    .replaceAll('{url}', urls[0] ?? '');
}

function reply(word: string, text: string): Reply {
  const body = { kind: 'text', status: 200, type: 'application/json' } as const;
  return word.endsWith('-gzip') ? { ...body, text: gzipSync(text), encoding: 'gzip' } : { ...body, text };
}

/** The odd refusal that was asked for: no job is made. */
export function oddRefusal(faults: readonly string[]): Reply | undefined {
  const [word, text] = asked(oddRefusals, faults) ?? [];
  return word === undefined || text === undefined ? undefined : reply(word, text);
}

/** The odd answer to a create call that was asked for by a word, or by the knob `createAnswer`. */
export function oddCreate(sim: Simulation, task: Task): Reply | undefined {
  const [word, text] = asked(oddCreates, task.faults) ?? ['', sim.knobs().createAnswer];
  return text === '' ? undefined : reply(word, filled(text, task, []));
}

/** The odd record that was asked for by a word, or by the knob `recordAnswer`, of a task that has ended. */
export function oddRecord(sim: Simulation, task: Task): Reply | undefined {
  const phase = phaseOf(task, sim.clock.now());
  if (phase !== 'success' && phase !== 'fail') return undefined;
  const [word, text] = asked(oddRecords, task.faults) ?? ['', sim.knobs().recordAnswer];
  return text === '' ? undefined : reply(word, filled(text, task, linksOf(sim, task)));
}
