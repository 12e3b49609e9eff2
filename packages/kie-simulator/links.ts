import { createHmac } from 'node:crypto';
import { formats } from './media/spec.ts';
import type { Simulation } from './simulation.ts';
import type { Task } from './tasks.ts';

/** The address of a generated file. */
export const linkTo = (sim: Simulation, name: string): string => `${sim.origin()}/f/${name}`;

/** The addresses of all outputs of a task. */
export const linksOf = (sim: Simulation, task: Task): string[] =>
  task.outputs.map(({ name }) => linkTo(sim, name));

/** What is served beside an output: stills of it, the output as it was first made, and the piece that an extension added. */
export type Beside = 'first' | 'last' | 'cover' | 'origin' | 'piece';

/** The endings of all that plays. */
const movingEndings = [
  ...new Set(Object.values(formats).flatMap(({ kind, ending }) => (kind === 'image' ? [] : [ending]))),
];
const isStill = (what: string): boolean => what !== 'origin' && what !== 'piece';

/** The addresses of what stands beside the outputs of a task: a still is a PNG, all else is of the output's kind. */
export const besidesOf = (sim: Simulation, { outputs }: Task, what: Beside): string[] =>
  outputs.map(({ name }) =>
    linkTo(
      sim,
      name.replace(/\.(\w+)$/, (_, ending: string) => `-${what}.${isStill(what) ? 'png' : ending}`),
    ),
  );

/** The outputs that a name may stand beside, and whether it is a still; nothing for the name of an output. */
export function readBeside(name: string): { outputs: string[]; isStill: boolean } | undefined {
  const [, base = '', what, ending = ''] = /^(.*)-(first|last|cover|origin|piece)\.(\w+)$/.exec(name) ?? [];
  if (what === undefined) return undefined;
  const endings = isStill(what) ? movingEndings : [ending];
  return { outputs: endings.map((one) => `${base}.${one}`), isStill: isStill(what) };
}

// The signature only keeps made-up links out; anyone may read the key here.
const sign = (name: string, until: string): string =>
  createHmac('sha256', 'simulated download links').update(`${until}/${name}`).digest('hex').slice(0, 24);

/** A link that lives until `until` (epoch milliseconds), whatever becomes of the ordinary one. */
export const downloadLink = (sim: Simulation, name: string, until: number): string =>
  `${sim.origin()}/f/d/${until}-${sign(name, String(until))}/${name}`;

/** The file and the deadline of a download link's path; nothing for a forged one. */
export function readDownloadPath(path: string): { name: string; until: number } | undefined {
  const [, until = '', signature, name = ''] = /^d\/(\d+)-([0-9a-f]+)\/(.+)$/.exec(path) ?? [];
  return signature === sign(name, until) ? { name, until: Number(until) } : undefined;
}
