import { expect, it } from 'vitest';
import { readCursor } from '#contract/tasks/list-cursor.ts';
import { viewTaskList } from '#contract/tasks/view-lists.ts';
import { isTaskId } from '#domain/ids.ts';
import { shownTask, type ShownTask } from '#domain/tasks/shown-task.ts';
import { at, sampleTask } from '../domain/samples.ts';

const LAMBDA_ANSWER_BYTES = 6 * 1024 * 1024;

function shownOf(n: number, prompt: string): ShownTask {
  const id = n.toString(16).padStart(32, '0');
  if (!isTaskId(id)) throw new Error('Not an id');
  const input = { prompt };
  const providerParams = { service: 'KIE', model: 'IMAGEN4', input };
  const task = sampleTask({ id, createdAt: at(-n) });
  return shownTask({ task, request: { providerParams, input }, jobs: [], outputs: [] });
}

/** What Lambda sends: the body is a text within JSON. */
const sentBytes = (body: unknown): number =>
  Buffer.byteLength(JSON.stringify({ statusCode: 200, body: JSON.stringify(body) }));

it.each([
  ['of many bytes a character', '字'.repeat(80_000)],
  ['of characters that are escaped twice', '"'.repeat(120_000)],
])(
  'a page of tasks with prompts %s is cut where it would not fit into an answer, and goes on there',
  (_, prompt) => {
    const items = Array.from({ length: 100 }, (_unused, n) => shownOf(n, prompt));
    const seen: string[] = [];
    let rest = items;
    let pages = 0;
    while (rest.length > 0) {
      const page = viewTaskList({ items: rest }, (key) => `https://media.example.test/${key}`);
      expect(sentBytes(page)).toBeLessThan(LAMBDA_ANSWER_BYTES);
      expect(page.items.length).toBeGreaterThan(0);
      pages += 1;
      seen.push(...page.items.map(({ id }) => id));
      const last = page.nextCursor === undefined ? undefined : readCursor(page.nextCursor);
      rest = last === undefined ? [] : items.slice(items.findIndex(({ task }) => task.id === last.id) + 1);
    }
    expect(seen).toEqual(items.map(({ task }) => task.id));
    expect(pages).toBeGreaterThan(3);
  },
);

it('a page that fits is shown whole, and goes on where it was read up to', () => {
  const items = [shownOf(1, 'a'), shownOf(2, 'b')];
  const next = { createdAt: at(-2), id: items[1]?.task.id ?? '' };
  const page = viewTaskList({ items, next }, (key) => `https://media.example.test/${key}`);
  expect(page.items).toHaveLength(2);
  expect(readCursor(page.nextCursor ?? '')).toEqual(next);
});
