import type { Row, Write } from '#storage/table/table-port.ts';
import type { Chance } from '../engine/random.ts';

/** Rows that versions rewrite; a request never changes, and what it asks for is sent as it stands. */
const rewritten = /^(?:task#\S+ (?:task|job#|output#)|upload#\S+ upload|budget#\S+ budget|erasure#)/;

/** What a later version writes into such rows beside what this one does. */
const ADDED: Readonly<Record<string, unknown>> = { schema: 99, laterMember: { kept: true } };

const isRewritten = ({ pk, sk }: Row): boolean => rewritten.test(`${pk} ${sk}`);

function asLater(write: Write): Write {
  if (write.type !== 'put' || !isRewritten(write.row)) return write;
  // A word that this version has no name for.
  const words = write.row['polls'] === 'quick' ? { polls: 'gentle' } : {};
  return { ...write, row: { ...write.row, ...ADDED, ...words } };
}

const asThis = (write: Write): Write => write;

/**
 * Two versions of the code at once, as during a deployment or after a rollback: half of all invocations are of a later one,
 * which knows members and words that this one does not. Gives for each invocation how its writes are stored.
 */
export const twoVersions = (chance: Chance) => (): ((write: Write) => Write) =>
  chance.happens(0.5) ? asLater : asThis;

/** Every invocation is of this version. */
export const oneVersion = (): ((write: Write) => Write) => asThis;

/** What a change of a row has taken away that a later version had written. */
export function lostOfLater(before: Row | undefined, after: Row | undefined): readonly string[] {
  if (before === undefined || after === undefined || before['laterMember'] === undefined) return [];
  // What was written for another task with the same id is no row of this one.
  if (before['incarnation'] !== after['incarnation']) return [];
  const isKept = (name: string): boolean => after[name] !== undefined;
  const lost = Object.keys(ADDED).filter((name) => !isKept(name));
  const isWordLost = before['polls'] === 'gentle' && after['polls'] !== 'gentle';
  return [...lost, ...(isWordLost ? ['polls'] : [])];
}
