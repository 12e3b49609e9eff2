import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Note } from '#domain/tasks/timeline.ts';
import { orders } from '../orders.ts';
import { World } from '../test-stack.ts';

const four = Object.entries(orders).map(([name, order]) => [name, order] as const);

describe('when callbacks get lost', () => {
  let world: World;
  beforeAll(async () => {
    world = await World.open({ knobs: { callbackLostShare: 1, latencyMinMs: 20_000, latencyMaxMs: 30_000 } });
  });
  afterAll(() => world.close());

  it.each(four)('%s ends by asking instead', async (_name, order) => {
    const task = await world.run(order('asked for'));
    expect(task.status).toBe('SUCCESS');
    expect(task.assets.length).toBeGreaterThan(0);
  });
});

describe('when no callback can reach us', () => {
  let world: World;
  beforeAll(async () => {
    world = await World.open({ callbacks: false, knobs: { latencyMinMs: 5_000, latencyMaxMs: 9_000 } });
  });
  afterAll(() => world.close());

  it.each(four)('%s is polled from the start', async (_name, order) => {
    const asked = world.kie.requests.length;
    const task = await world.run(order('polled'));
    expect(task.status).toBe('SUCCESS');
    const creates = world.kie.requests.slice(asked).filter(({ method }) => method === 'POST');
    expect(JSON.stringify(creates)).not.toContain('callBackUrl');
  });
});

describe('when the provider fails', () => {
  let world: World;
  beforeAll(async () => {
    world = await World.open();
  });
  afterAll(() => world.close());

  /** Those lines of a task's timeline that are of these types. */
  const noted = async (id: string, ...types: readonly string[]): Promise<readonly Note[]> => {
    const { body } = await world.get<{ items: readonly Note[] }>(`/api/v1/generation/tasks/${id}/events`);
    return body.items.filter(({ type }) => types.includes(type));
  };

  it.each(four)('%s ends FAILED with the reason, and costs nothing', async (_name, order) => {
    const task = await world.run(order('doomed [fail:generation]'));
    expect(task).toMatchObject({
      status: 'FAILED',
      failCode: 'generation_failed',
      failureStage: 'generating',
      errorClass: 'TEMPORARY',
      assets: [],
    });
    expect(task.failMsg).toBeTruthy();
    expect(task.cost.actualCredits).toBe(0);
    expect(task.resultJson).toBeUndefined();
  });

  it.each(four)('%s ends FAILED timeout at its deadline when nothing ever comes', async (_name, order) => {
    const task = await world.run(order('for ever [stuck]'));
    expect(task).toMatchObject({ status: 'FAILED', failCode: 'timeout', errorClass: 'TEMPORARY' });
    const age = Date.parse(task.completedAt ?? '') - Date.parse(task.createdAt);
    const deadline = order === orders.imagen || order === orders.midjourney ? 30 * 60_000 : 2 * 3600_000;
    expect(age).toBeGreaterThanOrEqual(deadline);
    expect(age).toBeLessThan(deadline + 2 * 60_000);
  });

  it.each([
    ['[402]', 'insufficient_provider_credit', 'AUTH_ERROR'],
    ['[422]', 'provider_rejected_input', 'PERMANENT'],
    ['[param]', 'provider_rejected_input', 'PERMANENT'],
    ['[401]', 'provider_auth', 'AUTH_ERROR'],
    ['[505]', 'provider_unavailable', 'TEMPORARY'],
  ])('an answer %s to the create call is %s, and nothing is charged', async (word, failCode, errorClass) => {
    const balance = world.kie.ledger.length;
    const task = await world.run(orders.imagen(`refused ${word}`));
    expect(task).toMatchObject({ status: 'FAILED', failCode, errorClass, failureStage: 'submitting' });
    expect(task.cost.actualCredits).toBe(0);
    expect(world.kie.ledger.length).toBe(balance);
  });

  it('429 is tried again later and then succeeds, with one charge', async () => {
    const before = world.kie.ledger.length;
    world.kie.setKnobs({ failNext: ['429'] });
    const { body } = await world.create(orders.imagen('busy once'));
    const held = await world.until(body.id, (task) => task.stage === 'held');
    expect(Date.parse(held.startsAt ?? '')).toBeGreaterThan(world.clock.now());
    const task = await world.untilEnded(body.id);
    expect(task).toMatchObject({ status: 'SUCCESS', attempt: 2 });
    expect(world.kie.ledger.length - before).toBe(1);
  });

  it.each([
    ['an error 500 after the task was made', '500-created'],
    ['a connection cut after the task was made', 'no-answer-created'],
  ])('%s is never sent again; the callback brings it home', async (_name, fault) => {
    const before = world.kie.ledger.length;
    world.kie.setKnobs({ failNext: [fault] });
    const task = await world.run(orders.imagen(`ambiguous ${fault}`));
    expect(task).toMatchObject({ status: 'SUCCESS', attempt: 1 });
    expect(world.kie.ledger.length - before).toBe(1);
  });

  it('an ambiguous answer without any callback ends outcome_unknown, never sent twice', async () => {
    const before = world.kie.ledger.length;
    world.kie.setKnobs({ failNext: ['500'] });
    const { body } = await world.create(orders.imagen('who knows'));
    await world.until(body.id, (task) => task.stage === 'outcome_unknown');
    const task = await world.untilEnded(body.id);
    expect(task).toMatchObject({
      status: 'FAILED',
      failCode: 'outcome_unknown',
      errorClass: 'UNKNOWN',
      attempt: 1,
    });
    expect(task.cost).toMatchObject({ actualCredits: 4, final: false });
    expect(world.kie.ledger.length).toBe(before);
  });

  it('a success without output is asked about for five minutes, and is a failure then', async () => {
    const task = await world.run(orders.imagen('nothing [empty]'));
    expect(task).toMatchObject({ status: 'FAILED', failCode: 'empty_result' });
    const [first, ended] = await noted(task.id, 'result-empty', 'task-ended');
    const minutes = (Date.parse(ended?.at ?? '') - Date.parse(first?.at ?? '')) / 60_000;
    expect([minutes >= 5, minutes < 6]).toEqual([true, true]);
  });

  it('a success that names its files a minute later is a success', async () => {
    const task = await world.run(orders.imagen('soon [late-files]'));
    expect(task).toMatchObject({ status: 'SUCCESS', cost: { actualCredits: 4, final: true } });
    expect(task.assets).toHaveLength(1);
    expect(await noted(task.id, 'result-empty')).toHaveLength(1);
  });

  it('an output that is a web page is rejected and nothing of it is kept', async () => {
    const task = await world.run(orders.imagen('a page [file-html]'));
    expect(task).toMatchObject({
      status: 'FAILED',
      failCode: 'output_rejected',
      failureStage: 'archiving',
      assets: [],
    });
  });

  it('an output whose bytes stop short is fetched again, and given up at the deadline', async () => {
    const task = await world.run(orders.imagen('cut [file-truncate]'));
    expect(task).toMatchObject({ status: 'FAILED', failCode: 'archive_failed', assets: [] });
  });

  it('an output whose link is dead is asked for anew once, and given up after ten minutes', async () => {
    const asked = world.kie.requests.length;
    const { body } = await world.create(orders.imagen('gone [file-404]'));
    const task = await world.untilEnded(body.id);
    expect(task).toMatchObject({ status: 'FAILED', failCode: 'archive_failed', assets: [] });
    expect(task.cost).toMatchObject({ actualCredits: 4, final: true });
    const requests = world.kie.requests.slice(asked);
    expect(requests.filter(({ path }) => path.includes('recordInfo'))).toHaveLength(2);
    const tries = requests.filter(({ path }) => path.startsWith('/f/'));
    expect(tries.length).toBeGreaterThanOrEqual(5);
    const minutes = (Date.parse(task.completedAt ?? '') - Date.parse(task.createdAt)) / 60_000;
    expect(minutes).toBeGreaterThan(10);
    expect(minutes).toBeLessThan(15);
    expect(await noted(task.id, 'result-refreshed')).toHaveLength(1);
  });

  it('an output of unknown length is archived all the same', async () => {
    const task = await world.run(orders.imagen('no length [file-no-length]'));
    expect(task.status).toBe('SUCCESS');
    expect(task.assets[0]?.bytes).toBeGreaterThan(0);
  });

  it('an output that is packed on its way, or is only said to be, is archived as what it is', async () => {
    const ways = ['encoding-empty', 'encoding-false', 'gzip', 'deflate', 'br', 'zstd'];
    const tasks = await Promise.all(ways.map((way) => world.run(orders.imagen(`packed [file-${way}]`))));
    for (const task of tasks)
      expect(task).toMatchObject({ status: 'SUCCESS', assets: [{ contentType: 'image/png', width: 320 }] });
  });

  it('a query that answers 500 for a while is asked again', async () => {
    const task = await world.run(orders.imagen('patience [query-500]'));
    expect(task.status).toBe('SUCCESS');
  });
});

describe('when the provider cannot be reached at all', () => {
  it('the task ends FAILED provider_unavailable by its deadline, and a later one works again', async () => {
    const world = await World.open();
    await world.kie.stop();
    const { body } = await world.create(orders.imagen('nobody home'));
    const task = await world.untilEnded(body.id);
    expect(task).toMatchObject({
      status: 'FAILED',
      failCode: 'provider_unavailable',
      failureStage: 'submitting',
    });
    expect(Date.parse(task.completedAt ?? '') - Date.parse(task.createdAt)).toBeLessThan(32 * 60_000);
    await world.restartKie();
    expect((await world.run(orders.imagen('back again'))).status).toBe('SUCCESS');
    await world.close();
  });
});

describe('when the stack is stopped in the middle', () => {
  it('an execution that waits for its callback finishes after the restart', async () => {
    const world = await World.open({ knobs: { latencyMinMs: 30_000, latencyMaxMs: 30_000 } });
    const { body } = await world.create(orders.veo('interrupted'));
    await world.until(body.id, (task) => task.stage === 'generating');
    await world.restartCloud();
    const task = await world.untilEnded(body.id);
    expect(task.status).toBe('SUCCESS');
    await world.close();
  });

  it('a callback that arrives while nothing listens is made up for by asking', async () => {
    const world = await World.open({
      knobs: { latencyMinMs: 30_000, latencyMaxMs: 30_000, callbackRetryMs: [] },
    });
    const { body } = await world.create(orders.imagen('missed'));
    await world.until(body.id, (task) => task.stage === 'generating');
    await world.cloud.stop();
    await world.clock.advance(40_000, () => world.kie.idle());
    await world.openCloudAgain();
    const task = await world.untilEnded(body.id);
    expect(task.status).toBe('SUCCESS');
    await world.close();
  });
});

describe('when more is asked than the provider takes', () => {
  it('never sends more than 20 creates in any 10 seconds, and every task ends well', async () => {
    const world = await World.open();
    const created = await Promise.all(
      Array.from({ length: 45 }, (_, i) => world.create(orders.imagen(`crowd ${i}`))),
    );
    for (const { body } of created) expect((await world.untilEnded(body.id)).status).toBe('SUCCESS');
    const times = world.kie.ledger.map((entry) => entry.createdAt).sort((left, right) => left - right);
    expect(times).toHaveLength(45);
    for (const [i, time] of times.entries()) {
      const later = times[i + 20];
      if (later !== undefined) expect(later - time).toBeGreaterThanOrEqual(10_000);
    }
    const refused = world.kie.requests.filter(({ code }) => code === 429);
    expect(refused).toHaveLength(0);
    await world.close();
  });
});
