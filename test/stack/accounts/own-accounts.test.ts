import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { AuditListView } from '#contract/audit/answers.ts';
import type { ErasureView } from '#contract/erasure/answers.ts';
import type { AccountListView, OwnAccountView } from '#contract/providers/answers.ts';
import type { TaskView } from '#contract/tasks/answers.ts';
import { orders } from '../orders.ts';
import { KIE_KEY } from '../stack-parts.ts';
import { World } from '../test-stack.ts';

const MINUTE_MS = 60_000;
const OWN = '/api/v1/me/providers/KIE';
const KEYS = { ana: 'sim-kie-key-0002', next: 'sim-kie-key-0003' } as const;

let world: World;
beforeAll(async () => {
  world = await World.open();
  await world.newKey('root', { operator: true });
  await world.newKey('ben', { scopes: ['tasks:read', 'tasks:write', 'providers'] });
  await world.newKey('cara');
});
afterAll(() => world.close());

interface Problem {
  readonly code: string;
  readonly detail: string;
}
const send = <Body = OwnAccountView & Problem>(as: string, method: string, body?: unknown, query = '') =>
  world.request<Body>(method, `${OWN}${query}`, { as, ...(body === undefined ? {} : { body }) });

/** Which accounts the calls of a task were made with. */
async function accountsOf(owner: string, id: string): Promise<unknown> {
  const jobs = await world.table.partition(`task#${owner}#${id}`, 'job#');
  return jobs.map(({ claim }) => (claim as { account?: string }).account ?? 'default');
}

const TASKS = '/api/v1/generation/tasks';
const create = async (as: string, prompt: string): Promise<TaskView> => {
  const body = { providerParams: orders.imagen(prompt) };
  return (await world.request<TaskView>('POST', TASKS, { as, body })).body;
};
const statusOf = async (as: string, id: string): Promise<TaskView['status']> =>
  (await world.request<TaskView>('GET', `${TASKS}/${id}`, { as })).body.status;

/** What a task ends with, within an hour. */
async function endOf(as: string, id: string): Promise<TaskView['status']> {
  for (let minutes = 0; minutes < 60; minutes += 1) {
    const status = await statusOf(as, id);
    if (status !== 'PENDING') return status;
    await world.advance(MINUTE_MS);
  }
  return 'PENDING';
}

/** Has a task made for an owner, and tells with which account. */
async function made(as: string, prompt: string) {
  const { id } = await create(as, prompt);
  return [await endOf(as, id), await accountsOf(as, id)];
}

beforeEach(async () => {
  world.kie.setKeys([KIE_KEY, ...Object.values(KEYS)]);
  await world.advance(MINUTE_MS);
});

describe('an account that an owner brings', () => {
  it('takes that owner’s tasks and nobody else’s, and nobody sees its key again', async () => {
    expect(await send('root', 'GET')).toMatchObject({ status: 404, body: { code: 'not_found' } });
    expect((await send('root', 'PUT', {})).body.detail).toContain('send its apiKey');
    const brought = await send('root', 'PUT', { apiKey: KEYS.ana, reason: 'We pay ourselves' });
    expect([brought.status, brought.body]).toMatchObject([
      200,
      { service: 'KIE', state: 'open', secret: 'readable', refused: [], waiting: 0 },
    ]);
    expect((await send('root', 'GET')).body).toEqual(brought.body);
    expect(JSON.stringify(brought.body)).not.toMatch(/sim-kie-key|arn:|own\./);
    await world.advance(MINUTE_MS);
    // Whatever the provider is asked with our key is refused: each task came with the key of its owner.
    world.kie.setKeys([KEYS.ana]);
    expect(await made('root', 'with my own')).toEqual(['SUCCESS', ['own.root']]);
    world.kie.setKeys([KIE_KEY]);
    expect(await made('ben', 'with everybody’s')).toEqual(['SUCCESS', ['default']]);
    expect(await send('ben', 'GET')).toMatchObject({ status: 404 });
  });

  it('is none of those that operators see', async () => {
    const list = await world.request<AccountListView>('GET', '/api/v1/admin/providers/KIE/accounts', {
      as: 'root',
    });
    expect(list.body.items.map(({ account }) => account)).toEqual(['default']);
    const admin = '/api/v1/admin/providers/KIE/accounts/own.root';
    expect((await world.request('PUT', admin, { as: 'root', body: {} })).status).toBe(404);
  });

  it('sends nothing elsewhere while its key is refused, and all of it once the key is another', async () => {
    world.kie.setKeys([KIE_KEY]);
    const { id } = await create('root', 'kept');
    await world.advance(2 * MINUTE_MS);
    expect(await statusOf('root', id)).not.toBe('SUCCESS');
    expect((await send('root', 'GET')).body.refused).toEqual(['key']);
    expect(await made('ben', 'goes on')).toEqual(['SUCCESS', ['default']]);
    const later = await create('root', 'kept, too');
    await send('root', 'PUT', { apiKey: KEYS.next });
    world.kie.setKeys([KIE_KEY, KEYS.next]);
    expect(await endOf('root', later.id)).toBe('SUCCESS');
    expect(await accountsOf('root', later.id)).toEqual(['own.root']);
  });

  it('is told of in the audit as a thing of its owner', async () => {
    const { body } = await world.request<AuditListView>('GET', '/api/v1/admin/audit?limit=100', {
      as: 'root',
    });
    expect(body.items.filter(({ subject }) => subject === 'KIE/own.root')).toMatchObject([
      { action: 'account-secret-setting', actor: 'root', owner: 'root' },
      { action: 'account-set', actor: 'root', owner: 'root', after: { state: 'open', secret: 'written' } },
      { action: 'account-secret-setting' },
      { action: 'account-set' },
    ]);
    expect(JSON.stringify(body)).not.toContain('sim-kie-key');
  });

  it('goes once it is drained and nothing is under way, and the tasks go with everybody’s again', async () => {
    expect(await send('root', 'DELETE')).toMatchObject({ status: 409 });
    await send('root', 'PUT', { state: 'draining' });
    await world.advance(MINUTE_MS / 2);
    expect(await made('root', 'with everybody’s again')).toEqual(['SUCCESS', ['default']]);
    await world.advance(2 * MINUTE_MS);
    expect((await send('root', 'DELETE', undefined, '?reason=sold')).status).toBe(204);
    expect([(await send('root', 'GET')).status, (await send('root', 'DELETE')).status]).toEqual([404, 404]);
  });
});

describe('who may bring one', () => {
  it('needs the scope, which no key has that does not name it', async () => {
    expect(await send('cara', 'PUT', { apiKey: KEYS.ana })).toMatchObject({
      status: 403,
      body: { requiredScope: 'providers' },
    });
  });

  it('names a provider that is called', async () => {
    const { status } = await world.request('GET', '/api/v1/me/providers/NOBODY', { as: 'ben' });
    expect(status).toBe(404);
  });
});

it('the erasure of an owner takes the account with its key, and counts it', async () => {
  await world.newKey('dora', { scopes: ['tasks:read', 'tasks:write', 'uploads:write', 'providers'] });
  await send('dora', 'PUT', { apiKey: KEYS.ana });
  const asked = await world.request<{ confirmationToken: string }>('DELETE', '/api/v1/me/data', {
    as: 'dora',
  });
  const path = `/api/v1/me/data?confirmationToken=${asked.body.confirmationToken}`;
  const { body } = await world.request<ErasureView>('DELETE', path, { as: 'dora' });
  await world.advance(20 * MINUTE_MS);
  const receipt = await world.request<ErasureView>('GET', body.links.self, { as: 'dora' });
  expect(receipt.body).toMatchObject({ status: 'done', erased: { accounts: 1 } });
  expect(await send('dora', 'GET')).toMatchObject({ status: 404 });
  // The secret is gone for good: another key can be brought at once.
  expect(await send('dora', 'PUT', { apiKey: KEYS.next })).toMatchObject({
    status: 200,
    body: { state: 'open' },
  });
});
