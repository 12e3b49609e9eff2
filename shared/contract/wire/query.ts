import type * as z from 'zod';
import { Failure } from '#domain/error.ts';
import { nearestNames } from '#providers/catalog/nearest.ts';

function messageFor(name: string, known: readonly string[]): string {
  const [nearest] = nearestNames(name, known, 1);
  if (nearest === undefined) return 'Unknown parameter: this address takes none';
  const all = known.length === 1 ? '' : ` It takes ${known.join(', ')}.`;
  return `Unknown parameter; did you mean ${nearest}?${all}`;
}

/**
 * Throws `validation_failed` for a query string that says what an address does not know, with the nearest name that it does, or
 * that says something twice. `names` are all that it says, in turn.
 */
export function refuseUnknown(names: readonly string[], schema: z.ZodObject | undefined): void {
  const known = Object.keys(schema?.shape ?? {});
  const given = [...new Set(names)];
  const unknown = given.filter((name) => !known.includes(name));
  if (unknown.length === 0 && given.length === names.length) return;
  const repeated = given.filter((name) => names.indexOf(name) < names.lastIndexOf(name));
  const suggestions = [...new Set(unknown.flatMap((name) => nearestNames(name, known, 1)))];
  throw new Failure('validation_failed', 'The address does not take these parameters', {
    errors: [
      ...unknown.map((name) => ({ path: `/${name}`, message: messageFor(name, known) })),
      ...repeated.map((name) => ({ path: `/${name}`, message: 'is said twice' })),
    ],
    ...(suggestions.length === 0 ? {} : { extra: { suggestions } }),
  });
}
