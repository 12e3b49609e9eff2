import { expect, it } from 'vitest';
import { measureBundles } from '../../../bench/bundles.ts';

/**
 * What bundles may weigh, in bytes: what has been reached and a little room, so that nobody brings a large package in
 * unseen. The goal for create-task is 500 KB (docs/numbers.md).
 */
const budgets: Readonly<Record<string, number>> = {
  // Scopes, the form of keys, whether there is an issuer of tokens and what callers may ask for in a minute are looked at by
  // whatever asks who is calling.
  'create-task': 500_000,
  'read-tasks': 421_000,
  'provider-callback': 453_000,
  // Whoever sends, asks or sweeps knows of accounts that owners have brought.
  'submit-generation': 768_000,
  'query-generation': 475_000,
  'sweep-tasks': 494_000,
  'finalize-task': 877_000,
  'not-found': 160_000,
  'serve-mcp': 757_000,
};

it('keeps every bundle within its budget', async () => {
  const sizes = new Map((await measureBundles()).map(({ name, bytes }) => [name, bytes]));
  for (const [name, budget] of Object.entries(budgets))
    expect(sizes.get(name), name).toBeLessThanOrEqual(budget);
});
