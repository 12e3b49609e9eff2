import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AuditListView } from '#contract/audit/answers.ts';
import type { MadeKeyView } from '#contract/keys/answers.ts';
import { routes, type RouteName } from '#contract/routes.ts';
import { type Route } from '#contract/route.ts';
import type { OperatorItem } from '#domain/operators/operator-item.ts';
import { orders } from '../orders.ts';
import { itemsOf } from '../queries.ts';
import { operatorCalls } from '../tasks/operator-calls.ts';
import { World } from '../test-stack.ts';

/** What owners do with their own things day by day: it leaves timelines and rows of its own, and no line. */
const everyday: readonly RouteName[] = [
  'createTask',
  'createImage',
  'createVideo',
  'createAudio',
  'quoteTasks',
  'createBatch',
  'varyTask',
  'cancelTask',
  'retryTask',
  'deleteTask',
  'createUpload',
  'createUploadInParts',
  'completeUpload',
  'uploadFromUrl',
  'uploadBase64',
  'uploadStream',
  'uploadForm',
  'deleteUpload',
  'storeObject',
  'deleteObject',
  'createWebhook',
  'changeWebhook',
  'deleteWebhook',
  'rotateWebhookSecret',
  'rotateDefaultSecret',
  'testWebhook',
  'replayDelivery',
  'replayDeliveries',
];

let world: World;
beforeAll(async () => {
  world = await World.open({ environment: { RESULT_HOSTS: 'files.example.org' } });
  await world.newKey('root', { operator: true });
});
afterAll(() => world.close());

const { lost, itemAbout, decide, externalIdOf } = operatorCalls(() => world);

const lines = async (): Promise<AuditListView['items']> =>
  (await world.request<AuditListView>('GET', '/api/v1/admin/audit?limit=100', { as: 'root' })).body.items;

const send = <Body>(method: string, path: string, body?: unknown) =>
  world.request<Body>(method, path, { as: 'root', ...(body === undefined ? {} : { body }) });
const keyOf = async (owner: string): Promise<MadeKeyView> =>
  (await send<MadeKeyView>('POST', '/api/v1/keys', { owner, scopes: ['tasks:read'] })).body;

/** The item about a result on a host that may not be asked. */
async function missing(prompt: string): Promise<OperatorItem> {
  world.kie.setKnobs({ publicOrigin: 'https://results.example.com' });
  const { id } = await world.run(orders.imagen(prompt));
  world.kie.setKnobs({ publicOrigin: '' });
  const item = (await itemsOf(world)).find(({ taskId }) => taskId === id);
  if (item === undefined) throw new Error('No item was raised');
  return item;
}

interface Act {
  /** What the line has to say of it. */
  readonly action: string;
  readonly perform: () => Promise<{ status: number }>;
}

const reason = 'As was agreed';
const because = { reason };
const acts: Partial<Record<RouteName, Act>> = {
  createKey: {
    action: 'key-made',
    perform: () => send('POST', '/api/v1/keys', { owner: 'ben', scopes: ['tasks:read'], reason }),
  },
  revokeKey: {
    action: 'key-revoked',
    perform: async () => send('DELETE', `/api/v1/keys/${(await keyOf('ben')).id}?reason=leaked`),
  },
  rotateKey: {
    action: 'key-rotated',
    perform: async () => send('POST', `/api/v1/keys/${(await keyOf('ben')).id}/rotate`, because),
  },
  createToken: {
    action: 'token-made',
    perform: () => send('POST', '/api/v1/tokens', { owner: 'ben', scopes: ['tasks:read'] }),
  },
  eraseData: {
    action: 'erasure-requested',
    perform: async () => {
      const { body } = await send<{ confirmationToken: string }>('DELETE', '/api/v1/me/data');
      return send('DELETE', `/api/v1/me/data?confirmationToken=${body.confirmationToken}`);
    },
  },
  decideItems: {
    action: 'item-written-off',
    perform: async () => {
      await lost('all alike', '500');
      const body = { decision: 'write-off', reason, filter: { kind: 'outcome_unknown' } };
      return send('POST', '/api/v1/admin/items/decisions', body);
    },
  },
  adoptItem: {
    action: 'item-adopted',
    perform: async () => {
      const item = await itemAbout((await lost('to adopt', '500-created')).id);
      return decide(item, 'adopt', { externalTaskId: externalIdOf('to adopt'), reason });
    },
  },
  resubmitItem: {
    action: 'item-resubmitted',
    perform: async () => decide(await itemAbout((await lost('anew', '500')).id), 'resubmit', because),
  },
  archiveItemAgain: {
    action: 'item-looked-for',
    perform: async () => decide(await missing('to look for'), 'archive-again', because),
  },
  writeOffItem: {
    action: 'item-written-off',
    perform: async () => decide(await itemAbout((await lost('off', '500')).id), 'write-off', because),
  },
  setAccount: {
    action: 'account-set',
    perform: () => send('PUT', '/api/v1/admin/providers/KIE/accounts/second', { apiKey: 'sim-key', reason }),
  },
  setOwnAccount: {
    action: 'account-set',
    perform: () => send('PUT', '/api/v1/me/providers/KIE', { apiKey: 'sim-key', reason }),
  },
  removeOwnAccount: {
    action: 'account-removed',
    perform: async () => {
      await send('PUT', '/api/v1/me/providers/KIE', { state: 'shut' });
      await world.advance(2 * 60_000);
      return send('DELETE', '/api/v1/me/providers/KIE?reason=sold');
    },
  },
  removeAccount: {
    action: 'account-removed',
    perform: async () => {
      await send('PUT', '/api/v1/admin/providers/KIE/accounts/second', { state: 'shut' });
      await world.advance(2 * 60_000);
      return send('DELETE', '/api/v1/admin/providers/KIE/accounts/second?reason=sold');
    },
  },
  setBudget: {
    action: 'budget-set',
    perform: () => send('PUT', '/api/v1/admin/owners/ben/budget', { monthlyCredits: 10, reason }),
  },
  setLimits: {
    action: 'limits-set',
    perform: () => send('PUT', '/api/v1/admin/owners/ben/limits', { createsPerMinute: 7, reason }),
  },
};

const mutating = Object.entries<Route>(routes)
  .filter(([, { method }]) => method !== 'GET' && method !== 'HEAD')
  .map(([name]) => name);

describe('every route that changes something', () => {
  it('is either everyday or leaves a line, by decision', () => {
    expect([...everyday, ...Object.keys(acts)].sort()).toEqual(mutating.sort());
  });

  it('leaves a line wherever operators or keys are what it asks for', () => {
    const forOperators = Object.entries<Route>(routes).filter(
      ([name, { access, scopes }]) =>
        mutating.includes(name) && (access === 'operator' || scopes.includes('keys')),
    );
    for (const [name] of forOperators) expect(everyday).not.toContain(name);
  });

  it.each(Object.entries(acts))('%s says who did what, and why where that was said', async (_name, act) => {
    await world.advance(1000);
    const before = await lines();
    expect((await act.perform()).status).toBeLessThan(300);
    const told = (await lines()).slice(before.length).filter(({ action }) => action === act.action);
    expect(told).toHaveLength(1);
    expect(told).toMatchObject([{ actor: 'root', owner: expect.any(String) as string }]);
  });
});

describe('what is told of keys', () => {
  const lastOf = async (action: string) => (await lines()).findLast((line) => line.action === action);

  it('says which, of whom, and what they may do, and nothing that opens anything', async () => {
    await world.advance(1000);
    const made = await send<MadeKeyView>('POST', '/api/v1/keys', {
      owner: 'cara',
      name: 'shop',
      scopes: ['tasks:write', 'tasks:read'],
      expiresAt: '2030-01-01T00:00:00Z',
      reason,
    });
    const { id, key } = made.body;
    const line = await lastOf('key-made');
    expect(line).toEqual({
      at: new Date(world.clock.now()).toISOString(),
      actor: 'root',
      action: 'key-made',
      owner: 'cara',
      subject: id,
      after: { scopes: 'tasks:read,tasks:write', name: 'shop', expiresAt: '2030-01-01T00:00:00.000Z' },
      reason,
    });
    expect(JSON.stringify(line)).not.toContain(key);
    await world.advance(1000);
    const next = (await send<MadeKeyView>('POST', `/api/v1/keys/${id}/rotate`, { overlapSeconds: 60 })).body;
    expect(await lastOf('key-rotated')).toMatchObject({
      owner: 'cara',
      subject: id,
      before: { expiresAt: '2030-01-01T00:00:00.000Z' },
      after: { replacedBy: next.id, expiresAt: new Date(world.clock.now() + 60_000).toISOString() },
    });
    await send('DELETE', `/api/v1/keys/${next.id}?reason=leaked`);
    await send('DELETE', `/api/v1/keys/${next.id}`);
    const revoked = (await lines()).filter(
      ({ action, subject }) => action === 'key-revoked' && subject === next.id,
    );
    expect(revoked).toMatchObject([{ owner: 'cara', after: { status: 'revoked' }, reason: 'leaked' }]);
  });

  it('says what a token for another owner opens, and is silent about tokens for one’s own', async () => {
    await world.advance(1000);
    const count = (await lines()).length;
    await send('POST', '/api/v1/tokens', { owner: 'root', scopes: ['tasks:read'] });
    expect(await lines()).toHaveLength(count);
    const order = { owner: 'cara', scopes: ['tasks:read'], ttlSeconds: 60 };
    const { body } = await send<{ expiresAt: string }>('POST', '/api/v1/tokens', order);
    expect(await lastOf('token-made')).toMatchObject({
      actor: 'root',
      owner: 'cara',
      after: { scopes: 'tasks:read', expiresAt: body.expiresAt },
    });
  });
});
