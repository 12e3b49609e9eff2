import { PutSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { TaskView } from '#contract/tasks/answers.ts';
import type { LogEntry } from '@darkroom/local-cloud/log';
import { accountKey } from '#storage/tasks/account-rows.ts';
import { orders } from '../orders.ts';
import { eventsOf } from '../queries.ts';
import { KIE_KEY } from '../stack-parts.ts';
import { World } from '../test-stack.ts';

const MINUTE_MS = 60_000;
const NEXT_KEY = 'sim-kie-key-0002';

let world: World;
/** The functions that have counted something for the alarm on the account. */
const rung: string[] = [];

beforeAll(async () => {
  const log = (entry: LogEntry): void => {
    if (entry.type === 'output' && entry.text.includes('"ProviderAccount"')) rung.push(entry.function);
  };
  world = await World.open({ cloud: { log } });
});
afterAll(() => world.close());

/** Puts another key into the secret that the functions read. */
async function putKey(apiKey: string): Promise<void> {
  const { secretsUrl, credentials, outputs } = world.cloud;
  const client = new SecretsManagerClient({ endpoint: secretsUrl, region: credentials.region, credentials });
  const SecretString = JSON.stringify({ apiKey, webhookKeys: [] });
  await client.send(new PutSecretValueCommand({ SecretId: outputs['KieSecret'] ?? '', SecretString }));
  client.destroy();
}

// The account is in order again, and what a test before has shut is open.
beforeEach(async () => {
  await putKey(KIE_KEY);
  world.kie.reset();
  await world.advance(6 * MINUTE_MS);
  rung.length = 0;
});

const creates = (): number =>
  world.kie.requests.filter(({ method, path }) => method === 'POST' && path.includes('createTask')).length;

async function several(count: number, prompt: string): Promise<string[]> {
  const created = await Promise.all(
    Array.from({ length: count }, (_, i) => world.create(orders.imagen(`${prompt} ${i}`))),
  );
  return created.map(({ body }) => body.id);
}

async function expectHeld(ids: readonly string[], reason: string): Promise<void> {
  for (const id of ids) {
    expect(await world.task(id)).toMatchObject({ status: 'PENDING', stage: 'held', attempt: 0 });
    const held = (await eventsOf(world, id)).filter(({ type }) => type === 'job-held');
    expect(held.at(-1)?.reason).toBe(reason);
  }
}

const endsOf = (ids: readonly string[]): Promise<TaskView[]> =>
  ids.reduce<Promise<TaskView[]>>(
    async (before, id) => [...(await before), await world.untilEnded(id)],
    Promise.resolve([]),
  );

const EMPTY = 'the account at the provider has too few credits';

describe('an account without credits', () => {
  it.each([
    ['in the body', false],
    ['in the HTTP status as well', true],
  ])(
    'told by a 402 %s: one task is told, the rest is held until it is filled',
    async (_where, mirrorStatus) => {
      world.kie.setCredits(6);
      world.kie.setKnobs({ mirrorStatus });
      expect((await world.run(orders.imagen('the last that is paid for'))).status).toBe('SUCCESS');
      const told = await world.run(orders.imagen('one too many'));
      expect(told).toMatchObject({
        status: 'FAILED',
        failCode: 'insufficient_provider_credit',
        errorClass: 'AUTH_ERROR',
        cost: { actualCredits: 0, final: true },
      });
      expect(rung).toHaveLength(1);
      const sent = creates();
      const waiting = await several(3, 'waits for money');
      await world.advance(5 * MINUTE_MS);
      await expectHeld(waiting, EMPTY);
      expect(creates()).toBe(sent);
      world.kie.setCredits(100);
      for (const { status } of await endsOf(waiting)) expect(status).toBe('SUCCESS');
      expect(creates() - sent).toBe(3);
    },
  );

  it('holds what is queued until its deadline, and no longer', async () => {
    world.kie.setCredits(1);
    expect((await world.run(orders.imagen('nothing left'))).failCode).toBe('insufficient_provider_credit');
    const sent = creates();
    const [id = ''] = await several(1, 'waits in vain');
    const task = await world.untilEnded(id);
    expect(task).toMatchObject({
      status: 'FAILED',
      failCode: 'provider_unavailable',
      cost: { actualCredits: 0 },
    });
    const minutes = (Date.parse(task.completedAt ?? '') - Date.parse(task.createdAt)) / MINUTE_MS;
    expect(minutes).toBeGreaterThanOrEqual(30);
    expect(minutes).toBeLessThan(33);
    expect(creates()).toBe(sent);
  });

  it('still pays for what costs less than what it could not pay for', async () => {
    world.kie.setCredits(50);
    expect((await world.run(orders.veo('too dear'))).failCode).toBe('insufficient_provider_credit');
    expect((await world.run(orders.imagen('cheap enough'))).status).toBe('SUCCESS');
    const { body } = await world.create(orders.veo('as dear as before'));
    await world.advance(3 * MINUTE_MS);
    await expectHeld([body.id], EMPTY);
  });
});

it('a second account makes the calls while the first is drained, and is asked and called back about them', async () => {
  const rows = [
    { ...accountKey('KIE', 'second'), state: 'open', secretArn: world.cloud.outputs['KieSecret'] },
    { ...accountKey('KIE', 'default'), state: 'draining' },
  ];
  for (const row of rows) await world.table.write({ type: 'put', row });
  await world.advance(MINUTE_MS);
  const { id, status } = await world.run(orders.imagen('by the second account'));
  expect(status).toBe('SUCCESS');
  const jobs = await world.table.partition(`task#ana#${id}`, 'job#');
  expect(jobs).toMatchObject([{ claim: { account: 'second' } }]);
  for (const { pk, sk } of rows) await world.table.write({ type: 'remove', key: { pk, sk } });
  await world.advance(MINUTE_MS);
});

describe('a key that was replaced', () => {
  it('is read at once by whoever still has the old one: no task is told, nothing is held, nobody is called', async () => {
    world.kie.setKnobs({ latencyMinMs: 60_000, latencyMaxMs: 60_000 });
    const { body: before } = await world.create(orders.imagen('under way while it changes [callback-lost]'));
    await world.until(before.id, ({ stage }) => stage === 'generating');
    await putKey(NEXT_KEY);
    world.kie.setKeys([NEXT_KEY]);
    const waiting = await several(3, 'with the next key');
    for (const task of await endsOf([before.id, ...waiting])) expect(task.status).toBe('SUCCESS');
    expect(rung).toEqual([]);
    for (const id of waiting) {
      const types = (await eventsOf(world, id)).map(({ type }) => type);
      expect(types).not.toContain('job-held');
    }
  });

  it('is taken by the probe although a function remembers the old one', async () => {
    world.kie.setKeys([NEXT_KEY]);
    expect((await world.run(orders.imagen('the first is told'))).failCode).toBe('provider_auth');
    const [id = ''] = await several(1, 'waits for the key');
    await world.advance(MINUTE_MS);
    await expectHeld([id], 'the provider refuses our key');
    await putKey(NEXT_KEY);
    const from = world.clock.now();
    expect((await world.untilEnded(id)).status).toBe('SUCCESS');
    expect(world.clock.now() - from).toBeLessThan(4 * MINUTE_MS);
  });
});

describe('a refusal by the firewall in front of the provider', () => {
  it('of one prompt is the refusal of that prompt: nobody else waits', async () => {
    const task = await world.run(orders.imagen('a word too many [403-html]'));
    expect(task).toMatchObject({
      status: 'FAILED',
      failCode: 'provider_rejected_input',
      errorClass: 'PERMANENT',
      failureStage: 'submitting',
      cost: { actualCredits: 0, final: true },
    });
    const [id = ''] = await several(1, 'right after it');
    const next = await world.untilEnded(id);
    expect(next).toMatchObject({ status: 'SUCCESS', attempt: 1 });
    expect((await eventsOf(world, id)).map(({ type }) => type)).not.toContain('job-held');
    expect(rung).toEqual([]);
  });

  it('of everything shuts the gate, until it lets us through again', async () => {
    world.kie.setKnobs({ edgeBlocked: true });
    expect((await world.run(orders.imagen('the first is told'))).failCode).toBe('provider_auth');
    expect(rung).toHaveLength(1);
    const sent = creates();
    const waiting = await several(2, 'waits behind the wall');
    await world.advance(3 * MINUTE_MS);
    await expectHeld(waiting, 'the provider refuses our key');
    expect(creates()).toBe(sent);
    world.kie.setKnobs({ edgeBlocked: false });
    for (const { status } of await endsOf(waiting)) expect(status).toBe('SUCCESS');
  });
});

describe('a refused key, and a good one', () => {
  it.each(['[401]', '[403]'])(
    'a %s for one prompt shuts no gate while the free call goes through',
    async (word) => {
      const told = await world.run(orders.imagen(`only this one ${word}`));
      expect(told).toMatchObject({ status: 'FAILED', failCode: 'provider_auth' });
      const [id = ''] = await several(1, 'right after it');
      expect(await world.untilEnded(id)).toMatchObject({ status: 'SUCCESS', attempt: 1 });
      expect((await eventsOf(world, id)).map(({ type }) => type)).not.toContain('job-held');
    },
  );
});
