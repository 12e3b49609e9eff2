import { createHmac } from 'node:crypto';
import type { Simulation } from './simulation.ts';
import type { Task } from './tasks.ts';

/** The address of a generated file. */
export const linkTo = (sim: Simulation, name: string): string => `${sim.origin()}/f/${name}`;

/** The addresses of all outputs of a task. */
export const linksOf = (sim: Simulation, task: Task): string[] =>
  task.outputs.map(({ name }) => linkTo(sim, name));

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
