import { readFileSync } from 'node:fs';
import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { World } from '../stack/test-stack.ts';
import type { JsonObject } from './document.ts';
import { Fuzzer } from './drive.ts';
import { scopesOfOwners } from './target.ts';

const description = JSON.parse(
  readFileSync(join(import.meta.dirname, '../../docs/openapi.json'), 'utf8'),
) as JsonObject;

describe('the API, asked 10,000 things that its description made up', () => {
  let world: World;
  beforeAll(async () => {
    world = await World.open({ environment: { ALLOW_RETIRED_MODELS: 'false' } });
  });
  afterAll(() => world.close());

  it('answers each as described, takes all that is allowed, and refuses all that is forbidden', async () => {
    const keys = {
      owner: await world.newKey('fuzz', { scopes: scopesOfOwners }),
      other: await world.newKey('fuzz-b', { scopes: scopesOfOwners }),
      operator: await world.newKey('fuzz-o', { operator: true }),
    };
    const target = { url: world.cloud.apiUrl, keys, rest: () => world.settle() };
    const fuzzer = new Fuzzer(target, description);
    expect(await fuzzer.driveAll(10_000, 1)).toEqual([]);
    const { requests, allowed, forbidden, statuses } = fuzzer.counts;
    expect(requests).toBe(10_000);
    // Neither all refused nor all taken: both halves of the promise were tried.
    expect(allowed).toBeGreaterThan(3_000);
    expect(forbidden).toBeGreaterThan(1_000);
    expect(statuses.get(401)).toBeLessThan(1_500);
    expect([...statuses.keys()]).toEqual(
      expect.arrayContaining([200, 201, 202, 204, 400, 401, 403, 404, 422]),
    );
  }, 600_000);
});

/** One route, that takes a list of small numbers. */
const small: JsonObject = {
  paths: {
    '/sums': {
      post: {
        operationId: 'sum',
        parameters: [{ in: 'query', name: 'limit', schema: { type: 'integer', minimum: 1, maximum: 9 } }],
        requestBody: {
          required: true,
          content: {
            'application/json': {
              schema: {
                type: 'object',
                properties: { of: { type: 'array', items: { type: 'integer', minimum: 0, maximum: 9 } } },
                required: ['of'],
                additionalProperties: false,
              },
            },
          },
        },
        responses: {
          200: {
            content: {
              'application/json': {
                schema: { type: 'object', properties: { sum: { type: 'integer' } }, required: ['sum'] },
              },
            },
          },
          422: { content: { 'application/problem+json': { schema: { type: 'object' } } } },
        },
      },
    },
  },
};

const servers: Server[] = [];
afterAll(() => servers.forEach((server) => server.close()));

const answer = (response: ServerResponse, status: number, body: unknown): void => {
  const type = status < 300 ? 'application/json' : 'application/problem+json';
  response.writeHead(status, { 'content-type': type }).end(JSON.stringify(body));
};

/** What a fuzzer finds of a server that answers so. */
async function findingsAbout(reply: (response: ServerResponse, body: string) => void): Promise<string[]> {
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => reply(response, Buffer.concat(chunks).toString()));
  });
  servers.push(server);
  await new Promise<void>((done) => void server.listen(0, '127.0.0.1', done));
  const { port } = server.address() as AddressInfo;
  const url = `http://127.0.0.1:${port}`;
  const fuzzer = new Fuzzer({ url, keys: { owner: 'a', other: 'b', operator: 'c' } }, small);
  return (await fuzzer.driveAll(200, 1)).map(({ what }) => what);
}

describe('a server that breaks its word', () => {
  it('is found where it takes what is forbidden', async () => {
    const found = await findingsAbout((response) => answer(response, 200, { sum: 0 }));
    expect(found).toEqual(['200 to what the description forbids']);
  });

  it('is found where it refuses what is allowed', async () => {
    const refusal = { code: 'validation_failed', errors: [{ path: '/of', message: 'is not to my taste' }] };
    const found = await findingsAbout((response) => answer(response, 422, refusal));
    expect(found).toEqual(['refused what the description allows: /of: is not to my taste']);
  });

  it('is found where it answers in another form, with another status, or not at all', async () => {
    expect(await findingsAbout((response) => answer(response, 200, { total: 1 }))).toEqual([
      expect.stringContaining("must have required property 'sum'"),
    ]);
    expect(await findingsAbout((response) => answer(response, 418, {}))).toEqual(['418 is not described']);
    expect(await findingsAbout((response) => answer(response, 500, {}))).toEqual(['500 is not described']);
  });
});
