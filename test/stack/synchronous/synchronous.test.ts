import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { TaskView } from '#contract/tasks/answers.ts';
import { KEEP_SECONDS } from '#domain/tasks/limits.ts';
import { troubledTable, type TroubledTable } from '../faulty-table.ts';
import type { Template } from '../infra/assembly.ts';
import { eventsOf, ledgerOf, objectsOf, rowsOf, TASKS } from '../queries.ts';
import { synthesizeSharing } from '../shared-libraries.ts';
import { World } from '../test-stack.ts';
import { lumen } from './lumen.ts';
import { lumenSecret, startLumen, type LumenServer } from './lumen-server.ts';

const build = join(import.meta.dirname, '..', '..', '..', '.build');
const assembly = join(build, 'test-assembly-synchronous');

let server: LumenServer;
let trouble: TroubledTable;
let world: World;
beforeAll(async () => {
  await synthesizeSharing({
    outDir: assembly,
    buildDir: join(build, 'functions-synchronous'),
    services: join(import.meta.dirname, 'services.ts'),
  });
  server = await startLumen();
  trouble = await troubledTable();
  world = await World.open({
    services: { assembly, secrets: { Lumen: lumenSecret } },
    environment: { LUMEN_BASE_URL: server.url, LOCAL_SOURCES: server.url },
    cloud: { dynamodbUrl: trouble.url },
  });
});
afterAll(async () => {
  await world.close();
  await trouble.stop();
  await server.stop();
});
afterEach(() => {
  trouble.fate = () => 'pass';
  server.onTaken = () => undefined;
});

const one = (prompt: string) => ({ service: 'LUMEN', model: 'lumen/one', input: { prompt } });
const many = (prompt: string) => ({ service: 'LUMEN', model: 'lumen/many', input: { prompt } });
const takenFor = (prompt: string): number => server.taken.filter((taken) => taken === prompt).length;
const typesOf = async (id: string): Promise<string[]> => (await eventsOf(world, id)).map(({ type }) => type);

async function download(url: string): Promise<Buffer> {
  const response = await fetch(url);
  expect(response.status).toBe(200);
  return Buffer.from(await response.arrayBuffer());
}

/** The assets are exactly these bytes, as their checksums say. */
async function expectKept({ assets }: TaskView, pictures: readonly Buffer[]): Promise<void> {
  expect(assets).toHaveLength(pictures.length);
  for (const [i, asset] of assets.entries()) {
    const bytes = await download(asset.url);
    expect(bytes.equals(pictures[i] ?? Buffer.alloc(0))).toBe(true);
    expect(createHash('sha256').update(bytes).digest('hex')).toBe(asset.sha256);
    expect(asset.bytes).toBe(bytes.length);
  }
}

describe('a service that answers with the result itself', () => {
  it('answers with bytes, which are in the archive when the task says SUCCESS', async () => {
    world.cloud.meter.reset();
    const task = await world.run(one('a lamp'));
    // Submit and Finalize; create, Submit, Finalize and the thumbnails.
    expect(world.counts()).toEqual({ transitions: 2, invocations: 4 });
    expect(task).toMatchObject({
      status: 'SUCCESS',
      service: 'LUMEN',
      attempt: 1,
      cost: { estimatedCredits: 4, actualCredits: 4, final: false },
      assets: [{ type: 'image', contentType: 'image/png', width: 640, height: 480, sourceUrl: '' }],
    });
    expect(task.externalTaskId).toBeUndefined();
    // Nobody can be asked later what was taken.
    expect((await rowsOf(world, task.id)).find(({ sk }) => sk === 'task')).not.toHaveProperty('dueAt');
    await expectKept(task, server.pictures.slice(0, 1));
    expect((await download(task.assets[0]?.thumbnailUrl ?? '')).length).toBeGreaterThan(0);
    expect(await typesOf(task.id)).toEqual([
      'task-created',
      'job-claimed',
      'job-answered',
      'output-archived',
      'task-ended',
    ]);
    expect(await ledgerOf(world, task.id)).toHaveLength(1);
  });

  it('answers with several files in JSON, and says what they cost', async () => {
    const task = await world.run(many('two lamps'));
    expect(task).toMatchObject({
      status: 'SUCCESS',
      externalTaskId: 'lum-1',
      cost: { actualCredits: 2.5, final: true },
    });
    await expectKept(task, server.pictures);
  });

  it('answers with bytes and with an address', async () => {
    const task = await world.run(many('one lamp here [url]'));
    expect(task.assets.map(({ sourceUrl }) => sourceUrl)).toEqual(['', `${server.url}/file`]);
    await expectKept(task, server.pictures);
  });

  it('is paid nothing where it refuses', async () => {
    const task = await world.run(one('[refused]'));
    expect(task).toMatchObject({
      status: 'FAILED',
      failCode: 'content_blocked',
      failMsg: 'not such a picture',
      cost: { actualCredits: 0, final: true },
    });
  });

  it('has made nothing where its answer has no file, or one that is no picture', async () => {
    const empty = await world.run(many('[empty]'));
    expect(empty).toMatchObject({ failCode: 'empty_result', cost: { actualCredits: 2.5, final: true } });
    const odd = await world.run(one('[odd]'));
    expect(odd).toMatchObject({ failCode: 'output_rejected', assets: [], cost: { actualCredits: 4 } });
    expect(await objectsOf(world, odd.id)).toEqual([]);
  });

  it('keeps nothing for a task that was canceled during the call', async () => {
    let outcome: string | undefined;
    server.onTaken = async () => {
      const { body } = await world.get<{ items: TaskView[] }>(`${TASKS}?promptId=canceled`);
      const path = `${TASKS}/${body.items[0]?.id ?? ''}/cancel`;
      outcome = (await world.request<{ outcome: string }>('POST', path)).body.outcome;
    };
    const task = await world.run(one('canceled on the way'), { promptId: 'canceled' });
    await world.settle();
    expect(outcome).toBe('detached');
    expect(await world.task(task.id)).toMatchObject({
      status: 'CANCELED',
      assets: [],
      cost: { actualCredits: 4, final: false },
    });
    expect(await objectsOf(world, task.id)).toEqual([]);
  });
});

describe('the time that its call may take', () => {
  const template = (): string => readFileSync(join(assembly, 'Darkroom-test-Service.template.json'), 'utf8');

  it('is given to the function that makes it, and to the state that waits for it', () => {
    const { Resources } = JSON.parse(template()) as Template;
    const submit = Object.values(Resources).find(
      ({ Properties }) => Properties['Description'] === 'Darkroom: submit-generation',
    );
    const seconds = lumen.access.callSeconds + KEEP_SECONDS;
    expect(submit?.Properties['Timeout']).toBe(seconds);
    expect(template()).toContain(`firstLookSeconds, ${String(seconds + 10)}])`);
  });
});

describe('a call that was cut off', () => {
  it('ends as unknown at once, is not sent again, and cannot be adopted', async () => {
    const startedAt = world.clock.now();
    const task = await world.run(one('[cut]'));
    expect(task).toMatchObject({ status: 'FAILED', failCode: 'outcome_unknown', cost: { final: false } });
    expect(world.clock.now() - startedAt).toBeLessThan(60_000);
    expect(takenFor('[cut]')).toBe(1);
    await world.newKey('opal', { operator: true });
    const { body } = await world.request<{ items: { id: string; taskId: string }[] }>(
      'GET',
      '/api/v1/admin/items',
      { as: 'opal' },
    );
    const item = body.items.find(({ taskId }) => taskId === task.id);
    const decided = await world.request('POST', `/api/v1/admin/items/${item?.id ?? ''}/adopt`, {
      as: 'opal',
      body: { externalTaskId: 'lum-9', reason: 'it looks like ours' },
    });
    expect(decided).toMatchObject({ status: 409, body: { code: 'conflict' } });
  });
});

/** Where Submit dies: the table fails it for good from its `deadly`-th put after the paid call on. */
function dieAt(deadly: number, isAlsoReading: boolean): void {
  let isPaid = false;
  let puts = 0;
  server.onTaken = () => {
    isPaid = true;
  };
  trouble.fate = (operation, caller) => {
    if (!isPaid || !caller.includes('SubmitGeneration')) return 'pass';
    if (operation === 'PutItem') puts += 1;
    const isReading = operation === 'Query' || operation === 'GetItem';
    if (isReading && isAlsoReading && puts >= deadly - 1 && puts > 0) return 'down';
    return puts >= deadly ? 'down' : 'pass';
  };
}

describe('a death of Submit', () => {
  it('between the paid call and its record leaves an unknown outcome, and no second call', async () => {
    dieAt(1, false);
    const task = await world.run(one('dies before the record'));
    expect(task).toMatchObject({ status: 'FAILED', failCode: 'outcome_unknown', attempt: 1 });
    expect(takenFor('dies before the record')).toBe(1);
  });

  it('between the record and the bytes loses the bytes, which it says, and makes no second call', async () => {
    dieAt(2, true);
    const task = await world.run(one('dies before the bytes'));
    expect(task).toMatchObject({
      status: 'FAILED',
      failCode: 'archive_failed',
      cost: { actualCredits: 4, final: false },
    });
    expect(await objectsOf(world, task.id)).toEqual([]);
    expect(takenFor('dies before the bytes')).toBe(1);
  });

  it('between the bytes and their record loses nothing', async () => {
    dieAt(2, false);
    const task = await world.run(one('dies before the second record'));
    expect(task).toMatchObject({ status: 'SUCCESS', attempt: 1 });
    await expectKept(task, server.pictures.slice(0, 1));
    expect(takenFor('dies before the second record')).toBe(1);
  });
});
