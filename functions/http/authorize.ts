import type { Access, Route } from '#contract/route.ts';
import { Failure } from '#domain/error.ts';
import { missingScope, type Scope } from '#domain/keys/scopes.ts';
import type { Middleware } from './api-call.ts';
import type { Caller } from './caller.ts';

/** The kinds of routes that a caller may use; of those for keys a token for browsers opens single ones only. */
export function accessOf({ scopes, reach }: Caller): Access[] {
  if (reach !== undefined) return ['open'];
  return scopes.includes('operator') ? ['open', 'key', 'operator'] : ['open', 'key'];
}

const wordsFor = (scope: Scope): string =>
  scope === 'operator'
    ? 'Only a key created with --operator may do that'
    : `This key lacks the scope ${scope}`;

/** Throws `forbidden`, with the scope that is missing where that is it, where a caller may not use a route. */
function refuse({ access, scopes, tokens = [] }: Route, caller: Caller | undefined): void {
  if (access === 'open') return;
  const missing = missingScope(scopes, caller?.scopes ?? []);
  if (missing !== undefined)
    throw new Failure('forbidden', wordsFor(missing), { extra: { requiredScope: missing } });
  if (caller === undefined) throw new Failure('unauthorized', 'Nobody knows who is asking');
  if (caller.reach !== undefined && !tokens.includes(caller.reach.type))
    throw new Failure('forbidden', 'A token for browsers does not open that');
}

/** Refuses a caller who may not do what the route asks for, before its handler runs. Throws `forbidden`. */
export const authorize: Middleware = {
  before: ({ event: { operation, caller } }) => refuse(operation.route, caller),
};
