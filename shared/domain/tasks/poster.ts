import { isResult, type StoredOutput } from './output.ts';
import type { OutputRole } from './output-role.ts';

/** What shows a film, best first. */
const posterRoles: readonly OutputRole[] = ['first_frame', 'cover'];

/** Outputs of one job, in the provider's order. */
const ofJob = (outputs: readonly StoredOutput[], job: number): StoredOutput[] =>
  outputs.filter((output) => output.job === job).sort((left, right) => left.index - right.index);

/** The provider's own picture of a film: the one in the film's place, else the first of its job; undefined where there is none. */
export function posterOf(film: StoredOutput, outputs: readonly StoredOutput[]): StoredOutput | undefined {
  const own = ofJob(outputs, film.job);
  const place = own.filter(isResult).findIndex(({ n }) => n === film.n);
  for (const role of posterRoles) {
    const pictures = own.filter((output) => output.role === role);
    const picture = pictures[place] ?? pictures[0];
    if (picture !== undefined) return picture;
  }
  return undefined;
}
