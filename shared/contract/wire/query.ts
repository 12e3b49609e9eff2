import type * as z from 'zod';
import { Failure } from '#domain/error.ts';
import { nearestNames } from '#providers/catalog/nearest.ts';

type Query = Readonly<Record<string, string>>;

function messageFor(name: string, known: readonly string[]): string {
  const [nearest] = nearestNames(name, known, 1);
  if (nearest === undefined) return 'Unknown parameter: this address takes none';
  const all = known.length === 1 ? '' : ` It takes ${known.join(', ')}.`;
  return `Unknown parameter; did you mean ${nearest}?${all}`;
}

/** Throws `validation_failed` for a query string that says what an address does not know, with the nearest name that it does. */
export function refuseUnknown(query: Query, schema: z.ZodObject | undefined): void {
  const known = Object.keys(schema?.shape ?? {});
  const unknown = Object.keys(query).filter((name) => !known.includes(name));
  if (unknown.length === 0) return;
  const suggestions = [...new Set(unknown.flatMap((name) => nearestNames(name, known, 1)))];
  throw new Failure('validation_failed', 'The address does not take these parameters', {
    errors: unknown.map((name) => ({ path: `/${name}`, message: messageFor(name, known) })),
    ...(suggestions.length === 0 ? {} : { extra: { suggestions } }),
  });
}
