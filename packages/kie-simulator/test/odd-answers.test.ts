import { describe, expect, it } from 'vitest';
import { oddCreates, oddRecords, oddRefusals } from '../odd-texts.ts';
import { aKie } from './simulator.ts';

const imagen = 'google/imagen4-fast';

/** What is answered to a call, as text. */
async function ask(kie: { url: string; apiKey: string }, path: string, body?: unknown): Promise<string> {
  const headers = { authorization: `Bearer ${kie.apiKey}` };
  const init = body === undefined ? { headers } : { headers, method: 'POST', body: JSON.stringify(body) };
  return (await fetch(`${kie.url}${path}`, init)).text();
}

const create = (kie: { url: string; apiKey: string }, prompt: string): Promise<string> =>
  ask(kie, '/api/v1/jobs/createTask', { model: imagen, input: { prompt } });

describe('an odd answer', () => {
  it.each(Object.keys(oddCreates))('[%s] makes a job, and names it', async (word) => {
    const { kie } = await aKie();
    const text = await create(kie, `a lighthouse [${word}]`);
    expect(kie.ledger).toHaveLength(1);
    expect(text).toContain(kie.ledger[0]?.taskId);
  });

  it.each(Object.keys(oddRefusals))('[%s] makes no job', async (word) => {
    const { kie } = await aKie();
    expect(await create(kie, `a lighthouse [${word}]`)).toBe(oddRefusals[word as keyof typeof oddRefusals]);
    expect(kie.ledger).toHaveLength(0);
  });

  it.each(Object.keys(oddRecords))('[%s] is what the record says once its job has ended', async (word) => {
    const { kie, order, advance } = await aKie();
    const { data } = await order(imagen, { prompt: `a lighthouse [${word}]` });
    const { taskId } = data as { taskId: string };
    const path = `/api/v1/jobs/recordInfo?taskId=${taskId}`;
    await advance(900);
    const running = await ask(kie, path);
    await advance(5_000);
    const ended = await ask(kie, path);
    expect(ended).not.toBe(running);
    expect(ended).not.toMatch(/\{(?:id|urls?|urls-escaped)\}/);
    expect(() => JSON.parse(ended.replace(/^\uFEFF/, '')) as unknown).not.toThrow();
  });

  it('is any text that a knob gives', async () => {
    const { kie } = await aKie();
    kie.setKnobs({ createAnswer: '{"so":"{id}"}' });
    expect(JSON.parse(await create(kie, 'a lighthouse'))).toEqual({ so: kie.ledger[0]?.taskId });
  });
});

it('a fault of files that passes strikes the first downloads only', async () => {
  const { kie, order, advance } = await aKie();
  const { data } = await order(imagen, { prompt: 'a lighthouse [file-empty-at-first]' });
  await advance(10_000);
  const { taskId } = data as { taskId: string };
  const text = await ask(kie, `/api/v1/jobs/recordInfo?taskId=${taskId}`);
  const url = /http:[^"\\]+\.png/.exec(text)?.[0] ?? '';
  const sizes: number[] = [];
  for (let i = 0; i < 3; i += 1) sizes.push((await (await fetch(url)).arrayBuffer()).byteLength);
  expect(sizes.map((size) => size > 0)).toEqual([false, false, true]);
});
