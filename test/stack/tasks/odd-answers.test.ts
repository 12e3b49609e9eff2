import { afterAll, beforeAll, expect, it } from 'vitest';
import type { TaskView } from '#contract/tasks/answers.ts';
import { orders } from '../orders.ts';
import { itemsOf } from '../queries.ts';
import { World } from '../test-stack.ts';

let world: World;
beforeAll(async () => {
  world = await World.open({ knobs: { latencyMinMs: 3_000, latencyMaxMs: 5_000 } });
  await world.newKey('root', { operator: true });
});
afterAll(() => world.close());

/** Orders a picture for each word, and tells what became of them all. */
async function endsOf(words: readonly string[]): Promise<ReadonlyMap<string, TaskView>> {
  const made = new Map<string, string>();
  for (const word of words) made.set(word, (await world.create(orders.imagen(`odd [${word}]`))).body.id);
  const ends = new Map<string, TaskView>();
  for (const [word, id] of made) ends.set(word, await world.untilEnded(id));
  return ends;
}

it('a job is followed under whatever name its id came', async () => {
  const before = world.kie.ledger.length;
  const words = ['create-task-id', 'create-msg-object', 'create-text', 'create-flat', 'create-gzip'];
  const ends = await endsOf(words);
  for (const [word, task] of ends) expect(task, word).toMatchObject({ status: 'SUCCESS', attempt: 1 });
  expect(world.kie.ledger.length - before).toBe(words.length);
});

it('an answer that says no and names a job is not sent again, and the job is found under that id', async () => {
  const before = world.kie.ledger.length;
  world.kie.setKnobs({ callbackLostShare: 1 });
  const words = ['create-429-naming', 'create-500-naming', 'create-cut', 'create-msg-naming'];
  const ends = await endsOf(words);
  world.kie.setKnobs({ callbackLostShare: 0 });
  for (const [word, task] of ends) expect(task, word).toMatchObject({ status: 'SUCCESS', attempt: 1 });
  expect(world.kie.ledger.length - before).toBe(words.length);
});

it('a refusal of any spelling ends the task at once, and costs nothing', async () => {
  const ends = await endsOf(['refused-run-together', 'refused-chinese', 'refused-in-200']);
  for (const [word, task] of ends) {
    expect(task, word).toMatchObject({
      status: 'FAILED',
      failCode: 'content_blocked',
      errorClass: 'PERMANENT',
      cost: { actualCredits: 0, final: true },
    });
  }
});

it('the end of a job is known in whatever words it is told', async () => {
  const ends = await endsOf([
    ...['record-failed', 'record-code-only', 'record-emoji', 'record-half-character'],
    ...['record-run-together', 'record-422', 'record-451', 'record-completed', 'record-images'],
    ...['record-double', 'record-gzip', 'file-empty-at-first', 'file-html-at-first'],
  ]);
  expect(
    Object.fromEntries([...ends].map(([word, { failCode, status }]) => [word, failCode ?? status])),
  ).toEqual({
    'record-failed': 'generation_failed',
    'record-code-only': 'provider_rejected_input',
    'record-emoji': 'generation_failed',
    'record-half-character': 'generation_failed',
    'record-run-together': 'content_blocked',
    'record-422': 'content_blocked',
    'record-451': 'provider_rejected_input',
    'record-completed': 'SUCCESS',
    'record-images': 'SUCCESS',
    'record-double': 'SUCCESS',
    'record-gzip': 'SUCCESS',
    'file-empty-at-first': 'SUCCESS',
    'file-html-at-first': 'SUCCESS',
  });
  expect(ends.get('record-emoji')?.failMsg?.endsWith('x🦊')).toBe(true);
});

it('where nobody can say what became of a call, the item tells what was answered and which ids stood in it', async () => {
  world.kie.setKnobs({
    createAnswer: '{"code":500,"msg":"try later","data":{"ref":"0123456789abcdef0123"}}',
  });
  world.kie.setKnobs({ callbackLostShare: 1 });
  const { body } = await world.create(orders.imagen('who knows'));
  const task = await world.untilEnded(body.id);
  world.kie.setKnobs({ createAnswer: '', callbackLostShare: 0 });
  expect(task).toMatchObject({ failCode: 'outcome_unknown' });
  const item = (await itemsOf(world)).find(({ taskId }) => taskId === body.id);
  expect(item).toMatchObject({ kind: 'outcome_unknown', candidateIds: ['0123456789abcdef0123'] });
  expect(item?.cause).toContain('"ref":"0123456789abcdef0123"');
});
