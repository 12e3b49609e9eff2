import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TaskView } from '#contract/tasks/answers.ts';
import type { UploadView } from '#contract/files/answers.ts';
import { animated, orders } from '../orders.ts';
import { World } from '../test-stack.ts';
import { fetchedObjects } from '../queries.ts';
import { aPicture, aSound } from '../../sample-media.ts';
import { uploaded } from './uploaded.ts';

const UPLOADS = '/api/v1/uploads';
const MINUTE_MS = 60_000;
const HOUR_MS = 3600_000;
let world: World;
beforeAll(async () => {
  world = await World.open();
  await world.newKey('ben');
});
afterAll(() => world.close());

const anUpload = async (as = 'ana'): Promise<UploadView> =>
  uploaded(world, await aPicture('jpeg', { width: 640, height: 360 }), { as, keep: true });

const since = (asked: number, path: RegExp) =>
  world.kie.requests.slice(asked).filter((request) => path.test(request.path));
const copiesSince = (asked: number) => since(asked, /file-\w+-upload/);
const paidSince = (asked: number) => since(asked, /generate|createTask/);

/** What the paid call said of its pictures. */
const sentUrls = (asked: number): string[] => {
  const body = paidSince(asked)[0]?.body as { imageUrls?: string[] } | undefined;
  return body?.imageUrls ?? [];
};

describe('an input that is one of our uploads', () => {
  it.each([
    ['its id', (upload: UploadView) => upload.id],
    ['its url', (upload: UploadView) => upload.url ?? ''],
    ['its downloadUrl', (upload: UploadView) => upload.downloadUrl ?? ''],
  ])('is known by %s, and the provider gets a copy just before the paid call', async (_name, spelled) => {
    const upload = await anUpload();
    const asked = world.kie.requests.length;
    const task = await world.run(animated(spelled(upload)));
    expect(task.status).toBe('SUCCESS');
    expect(copiesSince(asked)).toHaveLength(1);
    const [sent = ''] = sentUrls(asked);
    expect(sent).toContain(`${world.kie.url}/f/u/`);
    expect((await fetch(sent)).status).toBe(200);
    expect(task.providerParams['imageUrls']).toEqual([spelled(upload)]);
  });

  it('is copied once for many tasks, and anew when the copy would not live long enough', async () => {
    const upload = await anUpload();
    const asked = world.kie.requests.length;
    await world.run(animated(upload.id));
    await world.run(animated(upload.id));
    expect(copiesSince(asked)).toHaveLength(1);
    await world.sleep(23 * HOUR_MS);
    const later = world.kie.requests.length;
    expect((await world.run(animated(upload.id))).status).toBe('SUCCESS');
    expect(copiesSince(later)).toHaveLength(1);
  });

  it('cannot be removed while its task is open, and can be afterwards', async () => {
    const upload = await anUpload();
    const { body: task } = await world.create(animated(upload.id));
    const refused = await world.request<{ code: string }>('DELETE', `${UPLOADS}/${upload.id}`);
    expect(refused).toMatchObject({ status: 409, body: { code: 'conflict' } });
    await world.untilEnded(task.id);
    expect((await world.request('DELETE', `${UPLOADS}/${upload.id}`)).status).toBe(204);
  });

  it('is refused where it is not there, not ready or not the caller own', async () => {
    const foreign = await anUpload('ben');
    const { body: pending } = await world.request<{ id: string }>('POST', UPLOADS, {
      body: { fileName: 'a.png', contentType: 'image/png', bytes: 10 },
    });
    for (const input of [
      '0'.repeat(32),
      pending.id,
      foreign.id,
      foreign.url ?? '',
      foreign.downloadUrl ?? '',
    ]) {
      const answer = await world.create(animated(input));
      expect(answer).toMatchObject({
        status: 422,
        body: { code: 'validation_failed', errors: [{ path: '/providerParams/imageUrls/0' }] },
      });
    }
  });

  it('is refused where the model takes no such type', async () => {
    const sound = await uploaded(world, aSound());
    const answer = await world.create(animated(sound.id));
    expect(answer).toMatchObject({
      status: 422,
      body: {
        errors: [
          { path: '/providerParams/imageUrls/0', message: expect.stringContaining('audio/wav') as string },
        ],
      },
    });
  });

  it('fails its task with input_expired when it has vanished in spite of all, and nothing is paid', async () => {
    const upload = await anUpload();
    // The gate is full: the task waits for its turn, and its input is looked for once more then.
    await Promise.all(Array.from({ length: 20 }, (_, n) => world.create(orders.imagen(`filler ${n}`))));
    const body = animated(upload.id);
    const created = await world.create(body, {}, { 'idempotency-key': 'vanishing' });
    await world.settle();
    expect((await world.task(created.body.id)).stage).toBe('held');
    const asked = world.kie.requests.length;
    await world.table.write({ type: 'remove', key: { pk: `upload#ana#${upload.id}`, sk: 'upload' } });
    const task = await world.untilEnded(created.body.id);
    expect(task).toMatchObject({
      status: 'FAILED',
      failCode: 'input_expired',
      failureStage: 'submitting',
      errorClass: 'PERMANENT',
      cost: { actualCredits: 0, final: true },
      attempt: 0,
    });
    expect(since(asked, /veo\/generate/)).toEqual([]);
    const again = await world.create(body, {}, { 'idempotency-key': 'vanishing' });
    expect([again.status, again.body.id]).toEqual([202, task.id]);
  });
});

describe('a retry', () => {
  const retry = (id: string) =>
    world.request<TaskView & { code?: string }>('POST', `/api/v1/generation/tasks/${id}/retry`);
  const failing = (id: string) => ({ ...animated(id), prompt: 'no luck [fail:generation]' });

  it('gives the provider a fresh copy where the one before has expired', async () => {
    const upload = await anUpload();
    const failed = await world.run(failing(upload.id));
    await world.sleep(80 * HOUR_MS);
    const asked = world.kie.requests.length;
    const { status, body } = await retry(failed.id);
    expect(status).toBe(202);
    await world.untilEnded(body.id);
    expect(copiesSince(asked)).toHaveLength(1);
    expect(paidSince(asked)).toHaveLength(1);
  });

  it('is 409 where an upload is gone for good', async () => {
    const upload = await anUpload();
    const failed = await world.run(failing(upload.id));
    expect((await world.request('DELETE', `${UPLOADS}/${upload.id}`)).status).toBe(204);
    const answer = await retry(failed.id);
    expect(answer).toMatchObject({ status: 409, body: { code: 'not_retryable' } });
  });
});

describe('an input from elsewhere', () => {
  it('is copied into the bucket first, so that a vanished source does not matter', async () => {
    const source = (await world.run(orders.imagen('a source'))).assets[0]?.sourceUrl ?? '';
    const asked = world.kie.requests.length;
    const task = await world.run(animated(source));
    expect(task.status).toBe('SUCCESS');
    expect(sentUrls(asked)[0]).toContain('/f/u/');
    expect(sentUrls(asked)[0]).not.toBe(source);
    // Where it arrived nothing is left of it.
    expect(await fetchedObjects(world)).toEqual([]);
  });

  it('is fetched once, by the function that can do nothing else', async () => {
    const source = (await world.run(orders.imagen('another source'))).assets[0]?.sourceUrl ?? '';
    const calls = (): number => {
      const called = Object.entries(world.cloud.meter.counts().invocations);
      return called.reduce((sum, [name, count]) => sum + (/FetchFile/i.test(name) ? count : 0), 0);
    };
    const before = calls();
    await world.run(animated(source));
    expect(calls() - before).toBe(1);
  });

  /** A task whose input answers so from now on. */
  async function outOfReach(fileFault: 'file-500' | 'file-truncate' = 'file-500'): Promise<string> {
    const source = (await world.run(orders.imagen('a source out of reach'))).assets[0]?.sourceUrl ?? '';
    world.kie.setKnobs({ fileFault });
    const { body } = await world.create(animated(source));
    await world.settle();
    expect(await world.task(body.id)).toMatchObject({ status: 'PENDING', stage: 'held' });
    return body.id;
  }

  it('is tried for ten minutes where it is out of reach, and then fails the task in words', async () => {
    const paid = world.kie.ledger.length + 1;
    const id = await outOfReach();
    const task = await world.untilEnded(id);
    world.kie.setKnobs({ fileFault: 'ok' });
    expect(task).toMatchObject({
      status: 'FAILED',
      failCode: 'input_expired',
      failMsg: expect.stringContaining('out of reach for ten minutes') as string,
      cost: { actualCredits: 0, final: true },
    });
    const waited = Date.parse(task.completedAt ?? '') - Date.parse(task.createdAt);
    expect(waited).toBeGreaterThanOrEqual(10 * MINUTE_MS);
    expect(waited).toBeLessThan(13 * MINUTE_MS);
    expect(world.kie.ledger).toHaveLength(paid);
  });

  it.each(['file-500', 'file-truncate'] as const)(
    'is used where it comes back from %s within that time',
    async (fault) => {
      const id = await outOfReach(fault);
      await world.advance(4 * MINUTE_MS);
      world.kie.setKnobs({ fileFault: 'ok' });
      expect((await world.untilEnded(id)).status).toBe('SUCCESS');
    },
  );

  it('may be an output of ours', async () => {
    const made = (await world.run(orders.imagen('a start'))).assets[0]?.url ?? '';
    const asked = world.kie.requests.length;
    expect((await world.run(animated(made))).status).toBe('SUCCESS');
    expect(copiesSince(asked)).toHaveLength(1);
  });

  it.each([
    ['is gone', '/f/no-such-file.png', 'ok'],
    ['is no medium', '/__sim/ledger', 'ok'],
    ['leads where nobody may ask', undefined, 'file-redirect'],
  ])('fails the task with input_expired where it %s, and nothing is paid', async (_name, path, fileFault) => {
    const made = (await world.run(orders.imagen('elsewhere'))).assets[0]?.sourceUrl ?? '';
    const paid = world.kie.ledger.length;
    world.kie.setKnobs({ fileFault });
    const task = await world.run(animated(path === undefined ? made : `${world.kie.url}${path}`));
    world.kie.setKnobs({ fileFault: 'ok' });
    expect(task).toMatchObject({
      status: 'FAILED',
      failCode: 'input_expired',
      cost: { actualCredits: 0, final: true },
      attempt: 0,
    });
    expect(world.kie.ledger.length).toBe(paid);
  });
});

describe('where the function that fetches cannot be called', () => {
  it('a task with an input from elsewhere waits, and nothing is paid; others are not concerned', async () => {
    const source = (await world.run(orders.imagen('a source'))).assets[0]?.sourceUrl ?? '';
    const gone = await World.open({
      environment: { FETCH_FILE_FUNCTION: 'gone', LOCAL_SOURCES: 'loopback' },
    });
    try {
      const { body } = await gone.create(animated(source));
      await gone.settle();
      await gone.advance(5 * MINUTE_MS);
      expect(await gone.task(body.id)).toMatchObject({ status: 'PENDING', attempt: 0 });
      expect((await gone.run(orders.imagen('without inputs'))).status).toBe('SUCCESS');
      expect(gone.kie.ledger).toHaveLength(1);
    } finally {
      await gone.close();
    }
  });
});
