import { Failure } from '#domain/error.ts';
import type { Outcome } from '../engine/runtime.ts';

/** What a client makes of an outcome: an answer, a refusal, or something that it may try again. */
export type Answer<T> =
  | { readonly type: 'ok'; readonly value: T }
  | { readonly type: 'refused'; readonly code: string }
  | { readonly type: 'again' };

export function read<T>(outcome: Outcome<T>): Answer<T> {
  if (outcome.type === 'returned') return { type: 'ok', value: outcome.value };
  if (outcome.type === 'died') return { type: 'again' };
  const { error } = outcome;
  if (!(error instanceof Failure)) return { type: 'again' };
  return error.code === 'busy' || error.code === 'internal'
    ? { type: 'again' }
    : { type: 'refused', code: error.code };
}
