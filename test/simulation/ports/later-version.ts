import type { Row, Write } from '#storage/table/table-port.ts';
import type { Chance } from '../engine/random.ts';
import type { SimulationOptions } from '../scenarios/simulation-options.ts';

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

type Versioned = (writes: readonly Write[]) => readonly Write[];

const asThis: Versioned = (writes) => writes;

const isOfPlaces = (write: Write): boolean => {
  const { pk, sk } = write.type === 'put' ? write.row : write.key;
  return pk.startsWith('open#') || (pk.startsWith('limits#') && sk === 'open');
};

/** A version that knows of no places: a task that it ends keeps its own. */
function asEarlier(writes: readonly Write[]): readonly Write[] {
  const givesBack = writes.some((write) => write.type === 'remove' && isOfPlaces(write));
  if (!givesBack || !writes.some((write) => write.type === 'put' && write.row.sk === 'task')) return writes;
  return writes
    .filter((write) => !isOfPlaces(write))
    .map((write) =>
      write.type === 'put' && write.row.sk === 'task'
        ? { ...write, row: { ...write.row, placed: true } }
        : write,
    );
}

/**
 * Two versions of the code at once, as during a deployment or after a rollback: half of all invocations are of a later one,
 * which knows members and words that this one does not. Gives for each invocation how its writes are stored.
 */
const twoVersions = (chance: Chance) => (): Versioned =>
  chance.happens(0.5) ? (writes) => writes.map(asLater) : asThis;

/** The same with an earlier version. */
const besideEarlier = (chance: Chance) => (): Versioned => (chance.happens(0.5) ? asEarlier : asThis);

/** Every invocation is of this version. */
const oneVersion = (): Versioned => asThis;

/** The versions that are at work. */
export function versionsOf(
  { versions, earlier }: Pick<SimulationOptions, 'versions' | 'earlier'>,
  chance: Chance,
): () => Versioned {
  if (earlier === true) return besideEarlier(chance);
  return versions === true ? twoVersions(chance) : oneVersion;
}

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
