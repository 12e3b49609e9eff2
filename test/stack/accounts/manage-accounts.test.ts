import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { AuditListView } from '#contract/audit/answers.ts';
import type { AccountListView, SetAccountView } from '#contract/providers/answers.ts';
import { orders } from '../orders.ts';
import { operatorCalls } from '../tasks/operator-calls.ts';
import { KIE_KEY } from '../stack-parts.ts';
import { World } from '../test-stack.ts';

const MINUTE_MS = 60_000;
const ACCOUNTS = '/api/v1/admin/providers/KIE/accounts';
const KEYS = { second: 'sim-kie-key-0002', third: 'sim-kie-key-0003' } as const;

let world: World;
beforeAll(async () => {
  world = await World.open();
  await world.newKey('root', { operator: true });
});
afterAll(() => world.close());

interface Problem {
  readonly code: string;
  readonly detail: string;
}
const send = <Body = Problem>(method: string, path = '', body?: unknown) =>
  world.request<Body>(method, `${ACCOUNTS}${path}`, { as: 'root', ...(body === undefined ? {} : { body }) });
const put = (account: string, body: unknown) => send<SetAccountView>('PUT', `/${account}`, body);
const list = async (): Promise<AccountListView> => (await send<AccountListView>('GET')).body;
const lines = async (): Promise<AuditListView['items']> =>
  (await world.request<AuditListView>('GET', '/api/v1/admin/audit?limit=100', { as: 'root' })).body.items;

/** The account that the calls of a task were made with. */
async function accountOf(id: string): Promise<unknown> {
  const jobs = await world.table.partition(`task#ana#${id}`, 'job#');
  return jobs.map(({ claim }) => (claim as { account?: string }).account ?? 'default');
}

beforeEach(async () => {
  world.kie.setKeys([KIE_KEY, ...Object.values(KEYS)]);
  await world.advance(MINUTE_MS);
});

describe('an account that an operator adds', () => {
  it('is made with one request, takes calls, and is brought to its end when it is drained', async () => {
    expect(await list()).toMatchObject({
      items: [{ account: 'default', state: 'open', secret: 'readable', waiting: 0, refused: [] }],
    });
    const added = await put('second', { apiKey: KEYS.second, reason: 'More at once' });
    expect(added.body).toMatchObject({
      account: { account: 'second', state: 'open', secret: 'readable', reason: 'More at once' },
    });
    expect((await put('default', { state: 'draining' })).body).not.toHaveProperty('warning');
    expect((await lines()).find(({ subject }) => subject === 'KIE/default')).toMatchObject({
      before: { state: 'open' },
      after: { state: 'draining' },
    });
    await world.advance(MINUTE_MS);
    const { id, status } = await world.run(orders.imagen('by the second account'));
    expect([status, await accountOf(id)]).toEqual(['SUCCESS', ['second']]);
    await put('default', { state: 'open' });
    await put('second', { state: 'draining', reason: 'Its month is over' });
    expect((await list()).items).toMatchObject([
      { account: 'default', state: 'open' },
      { account: 'second', state: 'draining', reason: 'Its month is over', secret: 'readable' },
    ]);
  });

  it('is told of in the audit, who, why, before and after, with nothing of its key', async () => {
    const count = (await lines()).length;
    await put('third', { apiKey: KEYS.third, webhookKeys: ['a-key-of-callbacks'], reason: 'Agreed' });
    await put('third', { state: 'shut', reason: 'Not paid' });
    const told = (await lines()).slice(count);
    const about = { actor: 'root', owner: 'deployment', subject: 'KIE/third' };
    expect(told).toMatchObject([
      { ...about, action: 'account-secret-setting', reason: 'Agreed' },
      { ...about, action: 'account-set', after: { state: 'open', secret: 'written' }, reason: 'Agreed' },
      {
        ...about,
        action: 'account-set',
        before: { state: 'open' },
        after: { state: 'shut' },
        reason: 'Not paid',
      },
    ]);
    expect(JSON.stringify(told)).not.toMatch(/sim-kie-key|a-key-of-callbacks/);
  });

  it('is set again as it is without a trace, and keeps what is left out', async () => {
    const order = { apiKey: KEYS.third, state: 'shut' };
    await put('third', order);
    const count = (await lines()).length;
    expect((await put('third', order)).body).toEqual((await put('third', {})).body);
    expect(await lines()).toHaveLength(count);
    expect((await list()).items[2]).toMatchObject({ account: 'third', state: 'shut', reason: 'Not paid' });
  });

  it('gets another key while it works, which functions read when the old one is refused', async () => {
    await put('second', { state: 'open' });
    await put('default', { state: 'draining' });
    await world.advance(MINUTE_MS);
    await world.run(orders.imagen('with the key of before'));
    await put('second', { apiKey: KEYS.third });
    world.kie.setKeys([KEYS.third]);
    const { id, status } = await world.run(orders.imagen('with the next key'));
    expect([status, await accountOf(id)]).toEqual(['SUCCESS', ['second']]);
    await put('second', { apiKey: KEYS.second });
    await put('default', { state: 'open' });
  });
});

describe('what is refused', () => {
  it.each([
    ['a new account without a key', 'PUT', '/fourth', { state: 'open' }, 409, 'send its apiKey'],
    ['a key for the first account', 'PUT', '/default', { apiKey: 'x' }, 409, 'deployment’s own'],
    ['a name that none can have', 'PUT', '/Second%231', { apiKey: 'x' }, 404, 'such a name'],
    ['a key with a blank in it', 'PUT', '/second', { apiKey: 'a b' }, 422, 'does not fit'],
    ['a state that is none', 'PUT', '/second', { state: 'closed' }, 422, 'does not fit'],
    ['to remove the first account', 'DELETE', '/default', undefined, 409, 'first account'],
    ['to remove one that is not there', 'DELETE', '/nobody', undefined, 404, 'no account nobody'],
    ['to remove one that takes calls', 'DELETE', '/second', undefined, 409, 'drained first'],
  ] as const)('%s', async (_what, method, path, body, status, detail) => {
    const answer = await send(method, path, body);
    expect([answer.status, answer.body.detail]).toEqual([status, expect.stringContaining(detail)]);
  });

  it('a provider that is not called', async () => {
    for (const name of ['GOOGLE', 'nobody', 'kie'])
      expect(
        (await world.request('GET', `/api/v1/admin/providers/${name}/accounts`, { as: 'root' })).status,
      ).toBe(404);
  });

  it('to open an account whose secret is gone', async () => {
    await world.table.write({
      type: 'put',
      row: {
        pk: 'accounts#KIE',
        sk: 'account#odd',
        state: 'shut',
        secretArn: 'arn:aws:secretsmanager:us-east-1:000000000000:secret:darkroom-test/accounts/odd-AbCdEf',
      },
    });
    expect((await list()).items.find(({ account }) => account === 'odd')).toMatchObject({
      secret: 'unreadable',
    });
    expect(await put('odd', { state: 'open' })).toMatchObject({ status: 409 });
    expect((await send('DELETE', '/odd')).status).toBe(204);
  });

  it('nothing, though a warning is given, where the last open account is shut', async () => {
    await put('second', { state: 'draining' });
    const { status, body } = await put('default', { state: 'shut' });
    expect([status, body.warning]).toEqual([200, expect.stringContaining('No account of KIE takes calls')]);
    expect((await list()).warning).toBe(body.warning);
    await put('default', { state: 'open' });
    await put('second', { state: 'open' });
  });
});

describe('an account that is removed', () => {
  const { lost } = operatorCalls(() => world);

  it('stays while it may be at work, and while tasks are under way with it', async () => {
    await put('default', { state: 'draining' });
    await world.advance(MINUTE_MS);
    world.kie.setKnobs({ latencyMinMs: 300_000, latencyMaxMs: 300_000 });
    const { body: task } = await world.create(orders.imagen('a long one'));
    await world.until(task.id, ({ stage }) => stage === 'generating');
    await put('default', { state: 'open' });
    await put('second', { state: 'draining' });
    const early = await send('DELETE', '/second');
    expect([early.status, early.headers.get('retry-after')]).toEqual([409, '90']);
    await world.advance(90_000);
    const busy = await send('DELETE', '/second');
    expect([busy.status, busy.body.detail]).toEqual([409, expect.stringContaining('1 task under way')]);
    expect((await world.untilEnded(task.id)).status).toBe('SUCCESS');
    world.kie.reset();
  });

  it('is gone with its secret once nothing is under way, and can be added again under its name', async () => {
    await world.advance(MINUTE_MS);
    const count = (await lines()).length;
    expect((await send('DELETE', '/second?reason=sold')).status).toBe(204);
    expect((await lines()).slice(count)).toMatchObject([
      { action: 'account-removed', subject: 'KIE/second', before: { state: 'draining' }, reason: 'sold' },
    ]);
    expect((await list()).items.map(({ account }) => account)).toEqual(['default', 'third']);
    expect((await send('DELETE', '/second')).status).toBe(404);
    // Its secret is about to be deleted: it is restored, with the new value.
    expect(await put('second', { state: 'open' })).toMatchObject({ status: 409 });
    expect((await put('second', { apiKey: KEYS.second })).body.account).toMatchObject({
      state: 'open',
      secret: 'readable',
    });
  });

  it('stays while an operator has to decide about a call of it', async () => {
    world.kie.setKeys([KIE_KEY, ...Object.values(KEYS)]);
    await put('second', { state: 'open' });
    await put('default', { state: 'draining' });
    await world.advance(MINUTE_MS);
    const { id } = await lost('nobody knows', '500');
    await put('default', { state: 'open' });
    await put('second', { state: 'draining' });
    await world.advance(2 * MINUTE_MS);
    const asked = await send('DELETE', '/second');
    expect([asked.status, asked.body.detail]).toEqual([409, expect.stringContaining('1 item')]);
    const item = encodeURIComponent(`outcome_unknown:${id}:1`);
    const body = { reason: 'It was not taken' };
    await world.request('POST', `/api/v1/admin/items/${item}/write-off`, { as: 'root', body });
  });
});
