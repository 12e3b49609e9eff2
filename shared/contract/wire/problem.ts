import type * as z from 'zod';
import { Failure, problems, type Fault } from '#domain/error.ts';
import { messageOf } from '#providers/catalog/faults.ts';

/** An error as every route answers it: RFC 9457, `application/problem+json`. */
export interface Problem {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly code: string;
  readonly detail: string;
  readonly requestId: string;
  readonly errors?: readonly Fault[];
}

/** Writes a failure down for the caller. Whatever is not a `Failure` says nothing about our insides. */
export function problemOf(error: unknown, requestId: string): Problem {
  const failure =
    error instanceof Failure ? error : new Failure('internal', 'The error is logged under the request id');
  const { status, title } = problems[failure.code];
  return {
    type: `urn:darkroom:problem:${failure.code}`,
    title,
    status,
    code: failure.code,
    detail: failure.message,
    requestId,
    ...(failure.details.errors === undefined ? {} : { errors: failure.details.errors }),
    ...failure.details.extra,
  };
}

const escapePointer = (part: PropertyKey): string => String(part).replaceAll('~', '~0').replaceAll('/', '~1');
/** A JSON Pointer (RFC 6901) to a place. */
export const pointer = (path: readonly PropertyKey[]): string =>
  path.map((part) => `/${escapePointer(part)}`).join('');

/** Every fault that a schema found, one for each place, with a JSON Pointer to it. The issues have to carry their inputs (`reportInput`). */
export function faultsOf(error: z.ZodError): Fault[] {
  const places = new Set<string>();
  const faults = error.issues.flatMap((issue) =>
    issue.code === 'unrecognized_keys'
      ? issue.keys.map((key) => ({ path: pointer([...issue.path, key]), message: 'Unknown field' }))
      : [{ path: pointer(issue.path), message: messageOf(issue) }],
  );
  return faults.filter(({ path }) => !places.has(path) && places.add(path));
}

/** The value as a schema reads it. Throws `validation_failed` with every fault. */
export function parseOr422<Schema extends z.ZodType>(schema: Schema, value: unknown): z.output<Schema> {
  const parsed = schema.safeParse(value, { reportInput: true });
  if (parsed.success) return parsed.data;
  throw new Failure('validation_failed', 'The request does not fit its description', {
    errors: faultsOf(parsed.error),
  });
}
