import { expect, it } from 'vitest';
import { listQuery } from '#contract/tasks/list-requests.ts';
import { nextPage } from '../../../functions/http/task-responses.ts';

it('an answer without a place for a cursor leads to the list that goes on', () => {
  const { link = '' } = nextPage('höhle "1"&limit=1', 'WyIyMDI2');
  const [, address = ''] = /^<([^>]+)>; rel="next"$/.exec(link) ?? [];
  const { pathname, searchParams } = new URL(address, 'https://api.example.test');
  expect(pathname).toBe('/api/v1/generation/tasks');
  expect(listQuery.parse(Object.fromEntries(searchParams))).toEqual({
    promptId: 'höhle "1"&limit=1',
    limit: 100,
    cursor: 'WyIyMDI2',
  });
});

it('the last page leads nowhere', () => {
  expect(nextPage('p', undefined)).toEqual({});
});
