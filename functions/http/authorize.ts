import type { Access } from '#contract/routes.ts';
import { Failure } from '#domain/error.ts';
import { namesOf } from '#domain/names.ts';
import type { Middleware } from './api-call.ts';
import type { Caller } from './caller.ts';

const allows: Readonly<Record<Access, (caller: Caller | undefined) => boolean>> = {
  open: () => true,
  key: (caller) => caller !== undefined,
  operator: (caller) => caller?.operator === true,
};

/** The kinds of routes that a caller may use. */
export const accessOf = (caller: Caller): Access[] =>
  namesOf(allows).filter((access) => allows[access](caller));

/** Refuses a caller who is not what the route asks for, before its handler runs. Throws `forbidden`. */
export const authorize: Middleware = {
  before: ({ event: { operation, caller } }) => {
    if (allows[operation.route.access](caller)) return;
    throw new Failure('forbidden', 'Only a key created with --operator may do that');
  },
};
