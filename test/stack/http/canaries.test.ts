import { createHash } from 'node:crypto';
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { callbackOf } from '../queries.ts';
import { orders } from '../orders.ts';
import { World } from '../test-stack.ts';
import { allRows } from '../erasure/scan.ts';
import { withoutTokens } from '../../../local/start/log.ts';
import { aPicture } from '../../sample-media.ts';
import { keyStore } from '#storage/keys/key-store.ts';
import { signingKeysIn } from '#storage/keys/signing-keys.ts';
import { UPLOADS } from '../uploads/upload-calls.ts';

/** Values that stand nowhere else: whoever finds one again knows where it was sent. */
const canaries = new Map<string, string>();
function canary(name: string): string {
  const value = `canary${createHash('sha256').update(name).digest('hex').slice(0, 24)}`;
  canaries.set(name, value);
  return value;
}

const TASKS = '/api/v1/generation/tasks';
const secrets = { webhook: canary('key that callbacks are signed with') };
/** All that the run has written: log lines, metrics, errors, transitions. */
const written: string[] = [];
/** What the API has answered to requests that hold secrets. */
const answers: string[] = [];
let world: World;
let token = '';
let apiKey = '';
let pageToken = '';
let signingSecret = '';

const ask = async (method: string, path: string, init: Parameters<World['request']>[2] = {}) => {
  const { status, headers, body } = await world.request(method, path, init);
  answers.push(JSON.stringify([status, [...headers], body]));
  return body;
};

/** Every header that a client, a browser or a proxy may send. */
const headers = () =>
  Object.fromEntries(
    [
      'cookie',
      'user-agent',
      'referer',
      'x-forwarded-for',
      'x-api-key',
      'x-amzn-trace-id',
      'via',
      'x-token',
    ].map((name) => [name, canary(`header ${name}`)]),
  );

async function creates(): Promise<void> {
  const body = {
    providerParams: orders.imagen(canary('prompt')),
    promptId: canary('promptId'),
    metadata: { [canary('name of metadata')]: canary('metadata'), deep: { list: [canary('deep metadata')] } },
    path: { project: canary('project'), branch: canary('branch') },
  };
  const keyed = { ...headers(), 'idempotency-key': canary('idempotency key') };
  const { id } = (await ask('POST', TASKS, { body, headers: keyed })) as { id: string };
  await ask('POST', TASKS, { body, headers: keyed });
  await world.untilEnded(id);
  await ask('POST', TASKS, {
    body: { providerParams: orders.imagen(`${canary('failing prompt')} [fail:generation]`) },
  });
  await ask('POST', TASKS, { body: { providerParams: orders.imagen(`${canary('refused prompt')} [422]`) } });
  await ask('POST', TASKS, { body: { providerParams: { service: 'KIE', model: canary('model') } } });
  await ask('POST', TASKS, {
    body: { providerParams: { service: canary('service') }, [canary('field')]: canary('value') },
  });
  await ask('POST', TASKS, { raw: `{"${canary('malformed')}` });
  const requests = [{ providerParams: orders.imagen(canary('row')) }, { providerParams: canary('odd row') }];
  await ask('POST', '/api/v1/generation/batches', { body: { requests } });
  await ask('POST', '/api/v1/generation/quotes', { body: { requests } });
  await ask('POST', '/api/v1/generation/image', {
    body: { model_id: 'IMAGEN4', prompt: canary('short prompt') },
  });
  await ask('GET', `${TASKS}?promptId=${canary('filter')}&${canary('parameter')}=${canary('value of it')}`);
  await ask('GET', `${TASKS}?cursor=${canary('cursor')}`);
}

async function uploads(): Promise<void> {
  const base64Data = (await aPicture()).toString('base64');
  await ask('POST', `${UPLOADS}/base64`, {
    body: { base64Data, fileName: `${canary('file name')}.png`, uploadPath: canary('uploadPath') },
  });
  await ask('POST', `${UPLOADS}/base64`, {
    body: { base64Data: Buffer.from(canary('bytes')).toString('base64') },
  });
  await ask('POST', UPLOADS, {
    body: { fileName: canary('sent name'), contentType: canary('content type'), bytes: 100 },
  });
  const url = `https://${canary('host')}.invalid/${canary('address')}?token=${canary('address token')}`;
  await ask('POST', `${UPLOADS}/from-url`, { body: { url, fileName: canary('fetched name') } });
  await ask('POST', TASKS, {
    body: { providerParams: orders.midjourney(canary('picture prompt'), { fileUrls: [url] }) },
  });
  await ask('GET', `/api/v1/storage/presigned-url?key=${canary('storage key')}`);
}

/** What anybody does with the address of a file. */
async function readers(): Promise<void> {
  const { assets } = await world.run(orders.imagen('to be looked at'));
  const base64Data = (await aPicture()).toString('base64');
  const upload = (await ask('POST', `${UPLOADS}/base64`, { body: { base64Data } })) as { url: string };
  for (const address of [...assets.flatMap(({ url, thumbnailUrl = '' }) => [url, thumbnailUrl]), upload.url])
    expect((await fetch(address)).status).toBe(200);
}

async function strangers(): Promise<void> {
  for (const authorization of [
    `Bearer ${canary('unknown key')}`,
    `Bearer dk_live_${canary('key of the usual form')}`,
    `Basic ${canary('basic credentials')}`,
    `Bearer eyJhbGciOiJIUzI1NiJ9.${canary('claims')}.${canary('signature')}`,
    canary('bare credentials'),
  ])
    await ask('GET', '/api/v1/me', { as: null, headers: { authorization } });
  const [address = ''] = [callbackOf(world, canaries.get('prompt') ?? '')];
  const path = new URL(address).pathname;
  token = path.split('/').at(-1) ?? '';
  const body = {
    code: 200,
    msg: canary('callback message'),
    data: { taskId: canary('callback task'), info: canary('callback data') },
  };
  const signed = {
    'x-webhook-signature': canary('callback signature'),
    'x-webhook-timestamp': canary('callback time'),
  };
  await ask('POST', path, { as: null, body, headers: signed });
  await ask('POST', path.replace(token, `1.ana.${canary('callback token')}`), { as: null, body });
}

/** A token for pages: used well, on what it does not open, and mistyped. */
async function pages(): Promise<void> {
  const body = { prompt: canary('prompt of a token'), scopes: ['tasks:read'] };
  const made = await world.request<{ token: string }>('POST', '/api/v1/tokens', { body });
  pageToken = made.body.token;
  signingSecret = signingKeysIn(await keyStore(world.table).signingKeysRow())[0]?.secret ?? '';
  for (const token of [pageToken, `${pageToken}${canary('end of a token')}`]) {
    const headers = { authorization: `Bearer ${token}` };
    await ask('GET', TASKS, { as: null, headers });
    await ask('GET', '/api/v1/usage', { as: null, headers });
  }
}

async function accounts(): Promise<void> {
  const account = '/api/v1/admin/providers/KIE/accounts/second';
  const own = '/api/v1/me/providers/KIE';
  const apiKey = canary('key of an account');
  const webhookKeys = [canary('key that callbacks of an account are signed with')];
  const given = { apiKey, webhookKeys, reason: canary('reason of an account') };
  const refused = { apiKey: `${canary('refused key of an account')} ` };
  for (const path of [account, own])
    for (const body of [given, given, { ...given, apiKey: canary('next key of an account') }, refused])
      await ask('PUT', path, { as: 'root', body });
  await ask('GET', own, { as: 'root' });
  await ask('POST', TASKS, { as: 'root', body: { providerParams: orders.imagen('with one’s own key') } });
  await ask('PUT', account, { as: 'root', raw: `{"apiKey":"${canary('malformed key of an account')}` });
  await ask('GET', '/api/v1/admin/providers/KIE/accounts', { as: 'root' });
  // Its calls are refused with the key that was sent.
  await ask('PUT', '/api/v1/admin/providers/KIE/accounts/default', { as: 'root', body: { state: 'shut' } });
  await world.advance(60_000);
  await world.run(orders.imagen('with a key of nobody'));
  await ask('PUT', account, { as: 'root', body: { state: 'shut' } });
  for (const path of [account, own]) await ask('DELETE', path, { as: 'root' });
  await ask('GET', '/api/v1/admin/audit?limit=100', { as: 'root' });
}

async function operators(): Promise<void> {
  await ask('PUT', '/api/v1/admin/owners/ana/budget', {
    as: 'root',
    body: { monthlyCredits: 10, reason: canary('reason') },
  });
  await ask('POST', `/api/v1/admin/items/${canary('item')}/adopt`, {
    as: 'root',
    body: { externalTaskId: canary('external id'), reason: canary('reason of a decision') },
  });
  await ask('DELETE', `/api/v1/me/data?confirmationToken=${canary('confirmation')}`);
}

beforeAll(async () => {
  world = await World.open({
    webhookKey: secrets.webhook,
    environment: { LOG_LEVEL: 'DEBUG' },
    cloud: { log: (entry) => written.push(JSON.stringify(withoutTokens(entry))) },
  });
  await world.newKey('root', { operator: true });
  apiKey = world.keys.get('ana') ?? '';
  await creates();
  await uploads();
  await readers();
  await strangers();
  await accounts();
  await operators();
  await pages();
  await world.advance(3 * 60_000);
  await world.restartCloud(); // with it all that was said is written
  for (const file of globSync('**/*.log', { cwd: join(world.dataDir, 'cloud', 'logs') }))
    written.push(readFileSync(join(world.dataDir, 'cloud', 'logs', file), 'utf8'));
});
afterAll(() => world.close());

const foundIn = (texts: readonly string[], values: Iterable<[string, string]>): string[] =>
  [...values].flatMap(([name, value]) =>
    texts.filter((text) => text.includes(value)).map((text) => `${name}: ${text.slice(0, 400)}`),
  );

/** What stands in a path is in the laptop's log of requests: no field of these is a secret. */
const inPaths = new Set(['item']);

describe('of fifty values that were sent through every field, header, key and token', () => {
  it('none stands in what the run has written', () => {
    expect(canaries.size).toBeGreaterThanOrEqual(50);
    expect(written.length).toBeGreaterThan(100);
    const secret = [...canaries].filter(([name]) => !inPaths.has(name));
    expect(foundIn(written, secret)).toEqual([]);
  });

  it('what is secret of the address of a file stands in rows, and neither in what is written nor in callbacks', async () => {
    const rows = (await allRows(world)).map((row) => JSON.stringify(row));
    const parts = new Set(
      rows
        .flatMap((row) => [...row.matchAll(/[0-9a-f]{32}_([0-9a-f]{32})|"keyPart":"([0-9a-f]{32})"/g)])
        .map(([, inKey, inRow]) => inKey ?? inRow ?? ''),
    );
    expect(parts.size).toBeGreaterThan(5);
    const told = [...written, ...world.kie.ledger.map(({ callbackUrl }) => callbackUrl ?? '')];
    expect(
      foundIn(
        told,
        [...parts].map((part) => ['a part of a key', part]),
      ),
    ).toEqual([]);
  });

  it('no key and no token stands in a log line, an answer or a row', async () => {
    const rows = (await allRows(world)).map((row) => JSON.stringify(row));
    expect(rows.length).toBeGreaterThan(20);
    const keys: [string, string][] = [
      ['an API key', apiKey],
      ['a token for pages', pageToken],
      ['the token of a callback', token],
      ['the key of callbacks', secrets.webhook],
      ['the provider’s key', 'sim-kie-key-0001'],
      ...[...canaries].filter(([name]) => name.includes('of an account') && !name.startsWith('reason')),
    ];
    expect([token, pageToken, signingSecret]).not.toContain('');
    expect(foundIn([...written, ...answers], [['what tokens are signed with', signingSecret]])).toEqual([]);
    expect(foundIn([...written, ...answers, ...rows], keys)).toEqual([]);
  });
});
