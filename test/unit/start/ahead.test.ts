import { expect, it } from 'vitest';
import { comeFirst, recentCalls } from '../../../local/start/ahead.ts';

const functions = ['create', 'list', 'submit', 'query', 'finalize', 'callback', 'models', 'sweep'].map(
  (name) => ({ name, isAsynchronous: name === 'sweep' }),
);

it('what was called last comes first, then what somebody waits for, and of all that only a handful', () => {
  expect(comeFirst(functions, ['models', 'sweep', 'gone', 'list'])).toEqual([
    'models',
    'list',
    'create',
    'submit',
  ]);
});

it('remembers the newest call of each function', () => {
  const calls = recentCalls();
  for (const id of ['a', 'b', undefined, 'a', 'c']) calls.note(id);
  expect(calls.newestFirst()).toEqual(['c', 'a', 'b']);
});
