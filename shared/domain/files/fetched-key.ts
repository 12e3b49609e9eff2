import type { Owner } from '../ids.ts';

/** Below this arrives what was fetched from strangers' addresses, in the stack's own bucket: nothing there is ever shown. */
export const FETCHED = 'fetched/';

/** Below this lies what was fetched for an owner, until whoever asked for it has taken it. */
export const ownFetched = (owner: Owner): string => `${FETCHED}${owner}/`;
