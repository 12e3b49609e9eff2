import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { isTaskId, type Owner } from '#domain/ids.ts';
import { isTokenOwner } from '#domain/keys/token-owner.ts';
import { missingScope } from '#domain/keys/scopes.ts';
import { routes, type RouteName } from '#contract/routes.ts';
import { type Route } from '#contract/route.ts';
import { orders } from '../orders.ts';
import type { Answer, World } from '../test-stack.ts';
import { allowed, type Thing } from './allowed.ts';
import { credentialsIn, owners, roles, type Credential } from './credentials.ts';
import { worldWithRoles, type TokenSigner } from './roles.ts';

interface Problem {
  readonly code?: string;
  readonly requestId?: string;
  readonly requiredScope?: string;
}
type Whose = 'own' | 'another’s' | 'absent' | 'absent, below another’s name';
type Kept = Readonly<Record<Thing, string>>;

const hex = '0123456789abcdef0123456789abcdef';
/** What is nobody's, in the form in which things are named. */
const absent: Kept = {
  task: hex,
  upload: hex,
  erasure: hex,
  key: hex.slice(0, 16),
  webhook: `wh_${hex}`,
  object: `uploads/ana/${hex}_${hex}.png`,
};

let world: World;
let credentials: Credential[];
let sign: TokenSigner;
let close: () => Promise<void>;
const things = new Map<string, Kept>();
/** An event of each webhook. */
const events = new Map<string, string>();

/** A pending task, an upload that is awaited, an erasure and a key. */
async function thingsOf(owner: string): Promise<Kept> {
  const as = `maker of ${owner}`;
  const made = world.newKey(owner === owners.signedIn ? 'nobody' : owner, {
    scopes: ['tasks:write', 'uploads:write', 'webhooks', 'keys'],
  });
  world.keys.set(as, owner === owners.signedIn ? await sign('chief', 7200) : await made);
  const post = async (path: string, body: unknown): Promise<{ id: string }> =>
    (await world.request<{ id: string }>('POST', path, { as, body })).body;
  const providerParams = orders.imagen(`of ${owner}`);
  const task = await post('/api/v1/generation/tasks', { providerParams, promptId: `prompt of ${owner}` });
  const key = await post('/api/v1/keys', { scopes: ['keys'] });
  const erase = (query = '') =>
    world.request<{ id: string; confirmationToken: string }>('DELETE', `/api/v1/me/data${query}`, { as });
  const { confirmationToken } = (await erase()).body;
  const erasure = (await erase(`?confirmationToken=${confirmationToken}`)).body;
  // Whoever signs in has no keys.
  const some = { task: task.id, key: key.id ?? absent.key, erasure: erasure.id };
  return { ...some, webhook: await aWebhookOf(owner), ...(await anUploadOf(owner)) };
}

async function aWebhookOf(owner: string): Promise<string> {
  const url = 'https://receiver.example.com/hook';
  const as = `maker of ${owner}`;
  const made = await world.request<{ id: string }>('POST', '/api/v1/webhooks', { as, body: { url } });
  const { id } = made.body;
  events.set(
    id,
    (await world.request<{ id: string }>('POST', `/api/v1/webhooks/${id}/test`, { as })).body.id,
  );
  return id;
}

/** The webhook of an owner, or another where it was removed. */
async function remainingWebhookOf(owner: string, id: string): Promise<string> {
  const { status } = await world.request('GET', `/api/v1/webhooks/${id}`, { as: `maker of ${owner}` });
  if (status !== 404) return id;
  const webhook = await aWebhookOf(owner);
  things.set(owner, { ...(things.get(owner) as Kept), webhook });
  return webhook;
}

async function anUploadOf(owner: string): Promise<{ upload: string; object: string }> {
  const { body } = await world.request<{ id: string; uploadUrl: string }>('POST', '/api/v1/uploads', {
    as: `maker of ${owner}`,
    body: { fileName: 'a.png', contentType: 'image/png', bytes: 100 },
  });
  return { upload: body.id, object: new URL(body.uploadUrl).pathname.split('/pending/')[1] ?? '' };
}

beforeAll(async () => {
  ({ world, sign, close } = await worldWithRoles(roles));
  for (const owner of Object.values(owners)) things.set(owner, await thingsOf(owner));
  credentials = await credentialsIn(world, { task: things.get(owners.own)?.task ?? '', sign });
});
afterAll(() => close());

/** The thing that an address is to name. What may be removed is made anew for each request. */
async function nameOf(thing: Thing, whose: Whose, owner: string): Promise<string> {
  const other = owner === owners.another ? owners.own : owners.another;
  if (whose === 'absent') return absent[thing].replace('/ana/', `/${owner}/`);
  if (whose === 'absent, below another’s name') return absent[thing].replace('/ana/', `/${other}/`);
  const holder = whose === 'own' ? owner : other;
  const kept = things.get(holder);
  if (kept === undefined) throw new Error(`Nothing is ${holder}'s`);
  if (thing === 'webhook') return remainingWebhookOf(holder, kept.webhook);
  if (thing !== 'upload' && thing !== 'object') return kept[thing];
  return (await anUploadOf(holder))[thing];
}

const fixed: Readonly<Record<string, string>> = {
  '{id}': 'outcome_unknown:0:1',
  '{id+}': 'IMAGEN4',
  '{key+}': `images/generated/ana/${hex}.png`,
  '{owner}': 'ana',
  '{service}': 'KIE',
  '{account}': 'default',
};

/** The address of a route about a thing; one about a webhook may name an event of it as well. */
function addressWith(path: string, thing: string | undefined): string {
  const event = events.get(thing ?? '') ?? `evt_${'0'.repeat(28)}`;
  return path.replace(/\{\w+\+?\}/g, (part) => (part === '{event}' ? event : (thing ?? fixed[part] ?? part)));
}

const takesBody: readonly string[] = ['POST', 'PUT', 'PATCH'];

async function ask(name: RouteName, credential: Credential, whose: Whose): Promise<Answer<Problem>> {
  const { token, holder } = credential;
  const { path, method }: Route = routes[name];
  const { names, body = '{' } = allowed[name];
  const madeByIt = whose === 'own' && names === 'upload' ? credential.upload : undefined;
  const thing = names && (madeByIt ?? (await nameOf(names, whose, holder?.owner ?? owners.own)));
  const address = addressWith(path, thing);
  return world.request<Problem>(method, address, {
    as: null,
    ...(takesBody.includes(method) ? { raw: body === '{' ? '{' : JSON.stringify(body) } : {}),
    ...(token === undefined ? {} : { headers: { authorization: `Bearer ${token}` } }),
  });
}

const cases = Object.entries(allowed) as [RouteName, (typeof allowed)[RouteName]][];
const whoseOf = (name: RouteName): Whose[] =>
  allowed[name].names === undefined ? ['own'] : ['own', 'another’s', 'absent'];

/** What stands in the answer of a refusal, but for what tells requests apart. */
const ofEachRequest = new Set([
  ...['x-request-id', 'apigw-requestid', 'date', 'content-length'],
  // Tells how often the caller himself has asked.
  'ratelimit',
]);

const shapeOf = ({ status, headers, body }: Answer<Problem>): unknown => ({
  status,
  headers: Object.fromEntries([...headers].filter(([header]) => !ofEachRequest.has(header))),
  body: { ...body, requestId: undefined },
});

/** What the table says of a credential at a route. */
function verdict(
  name: RouteName,
  { holder, pages }: Credential,
): 'open' | 'unauthorized' | 'allowed' | { missing: string | undefined } {
  const { needs, pages: forPages = [] } = allowed[name];
  if (needs === 'nobody asks') return 'open';
  if (holder === undefined) return 'unauthorized';
  const missing = missingScope(needs, holder.scopes);
  const isOpen = pages === undefined || forPages.includes(pages);
  return missing === undefined && isOpen ? 'allowed' : { missing };
}

/** An object's address says whose it would be: below another's name all are refused, whether or not they are there. */
const isBelowAnother = (name: RouteName, whose: Whose): boolean =>
  allowed[name].names === 'object' && whose === 'another’s';

describe('the table of who may do what', () => {
  it('has a line for every route, and says of each what the routes say', () => {
    expect(Object.keys(allowed).toSorted()).toEqual(Object.keys(routes).toSorted());
    for (const [name, { needs, pages = [] }] of cases) {
      const { access, scopes, tokens = [] }: Route = routes[name];
      expect([name, access === 'open' ? 'nobody asks' : scopes, tokens]).toEqual([name, needs, pages]);
    }
  });

  it.each(cases)('holds for every kind of credential, whosever the thing is: %s', async (name) => {
    for (const credential of credentials) {
      for (const whose of whoseOf(name)) {
        const { status, body } = await ask(name, credential, whose);
        const said = { by: credential.what, whose, status, code: body.code, missing: body.requiredScope };
        const right = verdict(name, credential);
        if (right === 'open') expect([401, 403], JSON.stringify(said)).not.toContain(status);
        else if (right === 'unauthorized') expect(said).toMatchObject({ status: 401, code: 'unauthorized' });
        else if (right !== 'allowed')
          expect(said).toMatchObject({ status: 403, code: 'forbidden', missing: right.missing });
        else if (isBelowAnother(name, whose))
          expect(said).toMatchObject({ status: 403, code: 'forbidden', missing: undefined });
        else expect([401, 403], JSON.stringify(said)).not.toContain(status);
        expect(status, JSON.stringify(said)).toBeLessThan(500);
      }
    }
  });
});

/** Keys are the one thing of others that operators have a say in. */
const seesAll = (name: RouteName, { holder }: Credential): boolean =>
  allowed[name].names === 'key' && holder?.scopes.includes('operator') === true;

const hasOwn = (name: RouteName, { holder }: Credential): boolean =>
  allowed[name].names !== 'key' || holder === undefined || !isTokenOwner(holder.owner as Owner);

describe('what belongs to another owner', () => {
  it.each(cases.filter(([, { names }]) => names !== undefined))(
    'is answered like what never was, but for the request id, and one’s own is found: %s',
    async (name) => {
      for (const credential of credentials.filter((one) => verdict(name, one) === 'allowed')) {
        const [never, own] = [await ask(name, credential, 'absent'), await ask(name, credential, 'own')];
        expect([credential.what, never.status]).toEqual([credential.what, 404]);
        if (hasOwn(name, credential))
          expect([credential.what, own.status]).not.toEqual([credential.what, 404]);
        if (seesAll(name, credential)) continue;
        const like = isBelowAnother(name, 'another’s')
          ? await ask(name, credential, 'absent, below another’s name')
          : never;
        expect(shapeOf(await ask(name, credential, 'another’s'))).toEqual(shapeOf(like));
      }
    },
  );

  it('is named by ids that others could have', () => {
    for (const kept of things.values()) {
      expect(isTaskId(kept.task)).toBe(true);
      for (const [thing, id] of Object.entries(kept)) {
        expect(id).toHaveLength(
          absent[thing as Thing].replace('/ana/', `/${id.split('/')[1] ?? ''}/`).length,
        );
      }
    }
  });
});
