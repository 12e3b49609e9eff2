import { createHash } from 'node:crypto';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod';
import type { LogEntry } from '@darkroom/local-cloud/log';
import type { TaskView } from '#contract/tasks/answers.ts';
import { orders } from '../orders.ts';
import { World } from '../test-stack.ts';

/** One line of a function's log, as far as the tests look into it. */
const line = z.looseObject({
  message: z.string().optional(),
  taskId: z.string().optional(),
  callbackId: z.string().optional(),
});

/** What all functions have written since the world began. */
const written: z.infer<typeof line>[] = [];
const log = (entry: LogEntry): void => {
  if (entry.type !== 'output') return;
  const lines = entry.text.split('\n').filter((text) => text.startsWith('{'));
  written.push(...lines.map((text) => line.parse(JSON.parse(text))));
};

let world: World;
beforeAll(async () => {
  // Whoever is kept waiting keeps an instance.
  world = await World.open({ webhookKey: 'whk_test', cloud: { log, mostInstances: 10 } });
});
afterAll(() => world.close());

/** Follows the redirect of an asset url, as a browser does. */
async function download(url: string): Promise<Buffer> {
  const response = await fetch(url);
  expect(response.status).toBe(200);
  return Buffer.from(await response.arrayBuffer());
}

async function expectArchived(task: TaskView): Promise<void> {
  for (const asset of task.assets) {
    expect(asset.url).toMatch(
      /^http:\/\/127\.0\.0\.1:\d+\/media\/(?:project_\S+\/)?(images|videos|audio)\/generated\/ana\//,
    );
    const bytes = await download(asset.url);
    expect(bytes.length).toBe(asset.bytes);
    expect(createHash('sha256').update(bytes).digest('hex')).toBe(asset.sha256);
    expect(bytes.equals(await download(asset.sourceUrl ?? ''))).toBe(true);
  }
}

describe('a task ends with its outputs in the archive, woken by the callback', () => {
  it('IMAGEN4 gives one picture of the asked shape', async () => {
    const created = await world.create(orders.imagen(), { promptId: 'p-1', metadata: { scene: 4 } });
    expect(created.status).toBe(202);
    expect(created.headers.get('location')).toBe(`/api/v1/generation/tasks/${created.body.id}`);
    expect(created.headers.get('idempotency-key')).toBeTruthy();
    expect(created.body).toMatchObject({ status: 'PENDING', stage: 'queued', attempt: 0, promptId: 'p-1' });

    const task = await world.untilEnded(created.body.id);
    expect(task).toMatchObject({
      status: 'SUCCESS',
      stage: 'done',
      service: 'KIE',
      model: 'IMAGEN4',
      attempt: 1,
      metadata: { scene: 4 },
      cost: { estimatedCredits: 4, actualCredits: 4, final: true },
    });
    expect(task.assets).toHaveLength(1);
    const [asset] = task.assets;
    expect(asset?.type).toBe('image');
    expect((asset?.width ?? 0) / (asset?.height ?? 1)).toBeCloseTo(16 / 9, 1);
    expect(JSON.parse(task.resultJson ?? '')).toEqual({ resultUrls: [asset?.url] });
    await expectArchived(task);
    const picture = await sharp(await download(asset?.url ?? '')).metadata();
    expect({ width: picture.width, height: picture.height }).toEqual({
      width: asset?.width,
      height: asset?.height,
    });
  });

  it('IMAGEN4 with num_images 3 makes three paid calls and keeps three different pictures', async () => {
    const before = world.kie.ledger.length;
    const task = await world.run(orders.imagen('three sails', { num_images: '3' }));
    expect(task.status).toBe('SUCCESS');
    expect(world.kie.ledger.length - before).toBe(3);
    expect(task.assets.map((asset) => asset.url.split('/').at(-1))).toEqual([
      expect.stringMatching(/^[0-9a-f]{32}_[0-9a-f]{32}\.\w+$/),
      expect.stringMatching(/^[0-9a-f]{32}_[0-9a-f]{32}-2\.\w+$/),
      expect.stringMatching(/^[0-9a-f]{32}_[0-9a-f]{32}-3\.\w+$/),
    ]);
    expect(task.cost).toEqual({ estimatedCredits: 12, actualCredits: 12, final: true });
    await expectArchived(task);
  });

  it('VEO3 gives a film with its length', async () => {
    const task = await world.run(orders.veo());
    expect(task).toMatchObject({ status: 'SUCCESS', cost: { estimatedCredits: 60, actualCredits: 60 } });
    expect(task.assets).toHaveLength(1);
    expect(task.assets[0]).toMatchObject({ type: 'video', contentType: 'video/mp4' });
    expect(task.assets[0]?.durationSeconds).toBeGreaterThan(1);
    expect(task.assets[0]?.width).toBeGreaterThan(task.assets[0]?.height ?? Infinity);
    await expectArchived(task);
  });

  it('a voice gives a sound with its length', async () => {
    const input = { text: 'The lamp of the lighthouse turns all night.' };
    const model = 'elevenlabs/text-to-speech-turbo-2-5';
    const task = await world.run({ service: 'KIE', model, input });
    expect(task).toMatchObject({ status: 'SUCCESS', assets: [{ type: 'audio' }] });
    expect(task.assets[0]?.durationSeconds).toBeGreaterThan(0.5);
    await expectArchived(task);
  });

  it('MIDJOURNEY gives four pictures', async () => {
    const task = await world.run(orders.midjourney());
    expect(task.status).toBe('SUCCESS');
    expect(task.assets).toHaveLength(4);
    expect(new Set(task.assets.map((asset) => asset.sha256)).size).toBe(4);
    await expectArchived(task);
  });

  it('SORA2 gives a film', async () => {
    const task = await world.run(orders.sora());
    expect(task).toMatchObject({ status: 'SUCCESS', cost: { estimatedCredits: 20 } });
    expect(task.assets[0]).toMatchObject({ type: 'video', contentType: 'video/mp4' });
    await expectArchived(task);
  });
});

it('needs two state transitions, four Lambda calls with one for thumbnails, and one query on the callback path', async () => {
  world.cloud.meter.reset();
  const asked = world.kie.requests.length;
  const created = await world.create(orders.imagen('counted'));
  await world.untilEnded(created.body.id);
  const { transitions, invocations } = world.counts();
  expect(transitions).toBe(2);
  expect(invocations).toBe(4 + 1);
  const queries = world.kie.requests.slice(asked).filter(({ path }) => path.includes('recordInfo'));
  expect(queries).toHaveLength(1);
});

it('never shows a provider address as the result', async () => {
  const task = await world.run(orders.imagen('no stranger'));
  expect(task.resultJson).not.toContain(world.kie.url);
  expect(task.assets[0]?.url).not.toContain(world.kie.url);
  expect(task.assets[0]?.sourceUrl).toContain(world.kie.url);
});

it('waits for the end when the caller prefers that', async () => {
  const pending = world.request<TaskView>('POST', '/api/v1/generation/tasks', {
    body: { providerParams: orders.imagen('waited for') },
    headers: { prefer: 'wait=20' },
  });
  const limit = Date.now() + 15_000;
  let answer: Awaited<typeof pending> | undefined;
  void pending.then((value) => (answer = value));
  while (answer === undefined && Date.now() < limit) {
    await new Promise((done) => void setTimeout(done, 20));
    await world.kickClock(200);
  }
  expect(answer?.status).toBe(200);
  expect(answer?.body.status).toBe('SUCCESS');
});

it('answers at once whom it cannot keep waiting, and keeps no more waiting than it may', async () => {
  const MOST_WAITERS = 5;
  const answers: Awaited<ReturnType<typeof world.request<TaskView>>>[] = [];
  const pending = Array.from({ length: MOST_WAITERS + 2 }, async (_, n) => {
    const answer = await world.request<TaskView>('POST', '/api/v1/generation/tasks', {
      body: { providerParams: orders.imagen(`one of a crowd ${n} [latency:5]`) },
      headers: { prefer: 'wait=20' },
    });
    answers.push(answer);
  });
  const limit = Date.now() + 30_000;
  const until = async (count: number, pass: () => Promise<void>): Promise<void> => {
    while (answers.length < count && Date.now() < limit) {
      await new Promise((done) => void setTimeout(done, 20));
      await pass();
    }
  };
  await until(2, async () => undefined);
  expect(answers.map(({ status, headers }) => [status, headers.get('preference-applied')])).toEqual([
    [202, null],
    [202, null],
  ]);
  await until(pending.length, () => world.kickClock(200));
  await Promise.all(pending);
  const waited = answers.slice(2);
  expect(waited).toHaveLength(MOST_WAITERS);
  for (const { headers } of waited) expect(headers.get('preference-applied')).toBe('wait=20');
});

it('ties request, task, execution, provider job and callback together in one line of the log', async () => {
  const prompt = 'followed through the log';
  const { body, headers } = await world.create(orders.imagen(prompt));
  const task = await world.untilEnded(body.id);
  const lines = written.filter(({ taskId }) => taskId === task.id);
  const submitted = lines.find(({ message }) => message === 'submitted');
  expect(submitted).toMatchObject({
    requestId: headers.get('x-request-id'),
    execution: expect.stringMatching(new RegExp(`^${task.id}-[0-9a-z]+-1$`)) as string,
    externalId: task.externalTaskId,
    callbackId: expect.stringMatching(/^[0-9a-f]{16}$/) as string,
  });
  const called = lines.find(({ message }) => message === 'callback');
  expect(called).toMatchObject({ externalId: task.externalTaskId, callbackId: submitted?.callbackId });
});

it('puts outputs below the path context that the caller gave', async () => {
  const path = { project: 'film', branch: 'main', scene: '12', shot: '3', role: 'start_frame' };
  const { body } = await world.create(orders.imagen('placed'), { path });
  const task = await world.untilEnded(body.id);
  expect(task.assets[0]?.url).toContain(
    `/media/project_film/branch_main/scene_12/shot_3/images/generated/ana/start_frame_${task.id}_`,
  );
  await expectArchived(task);
});
