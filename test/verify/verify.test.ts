import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer as bytesOf } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { World } from '../stack/test-stack.ts';
import { differences } from './compare.ts';
import { uncovered } from './coverage.ts';
import { runRows, type Report } from './run-rows.ts';
import { allRows } from './rows.ts';
import type { Target } from './target.ts';

const OWNER = 'verify-0123456789';

async function targetOf(world: World): Promise<Target> {
  return {
    name: 'laptop',
    url: world.cloud.apiUrl,
    owner: OWNER,
    keys: {
      owner: await world.newKey(OWNER),
      other: await world.newKey(`${OWNER}-b`),
      operator: await world.newKey(`${OWNER}-o`, { operator: true }),
    },
    sleep: (ms) => world.advance(ms),
  };
}

const worlds: World[] = [];
const targets: Target[] = [];
let reports: Report[];
beforeAll(async () => {
  for (let count = 0; count < 2; count += 1) {
    const world = await World.open({ environment: { ALLOW_RETIRED_MODELS: 'false' } });
    worlds.push(world);
    targets.push(await targetOf(world));
  }
  reports = await Promise.all(targets.map((target) => runRows(target, allRows)));
});
afterAll(async () => {
  await Promise.all(worlds.map((world) => world.close()));
});

describe('two deployments of the same code', () => {
  it('answer every row as is promised, and alike', () => {
    const [laptop, other] = reports;
    expect(differences(allRows, laptop ?? new Map(), other ?? new Map())).toEqual([]);
  });

  it('are asked for every documented route and refusal', () => {
    expect(uncovered(allRows)).toEqual({ routes: [], refusals: [] });
  });
});

describe('a deployment that answers otherwise', () => {
  /** Stands in front of a deployment, asks 3 credits for every thing that costs 4, and forgets a header. */
  const asks = createServer((request, response) => {
    void (async () => {
      const upstream = targets[1]?.url ?? '';
      const body = await bytesOf(request);
      const { authorization } = request.headers;
      const headers = {
        'content-type': 'application/json',
        ...(authorization === undefined ? {} : { authorization }),
      };
      const answer = await fetch(`${upstream}${request.url ?? ''}`, {
        method: request.method ?? 'GET',
        headers,
        redirect: 'manual',
        ...(body.length === 0 ? {} : { body: new Uint8Array(body) }),
      });
      const text = await answer.text();
      const kept = ['content-type', 'cache-control', 'location', 'etag'];
      for (const name of kept)
        if (answer.headers.has(name)) response.setHeader(name, answer.headers.get(name) ?? '');
      response.statusCode = answer.status;
      response.end(text.replace('"credits":4,', '"credits":3,'));
    })();
  });
  afterAll(() => void asks.close());

  it('is told of by row, place, and both sides of the difference', async () => {
    await new Promise<void>((resolve) => asks.listen(0, '127.0.0.1', resolve));
    const [laptop, other] = targets;
    if (laptop === undefined || other === undefined) throw new Error('There are two targets');
    const url = `http://127.0.0.1:${(asks.address() as AddressInfo).port}`;
    const quotes = allRows.filter(({ route }) => route === 'quoteTasks');
    const open = allRows.filter(({ name }) => name === 'nobody is not let in without a key');
    const rows = [...quotes, ...open];
    const found = differences(rows, await runRows(laptop, rows), await runRows({ ...other, url }, rows));
    const [quote] = quotes;
    expect(found).toContainEqual({
      row: quote?.name,
      side: 'both',
      at: '/body/items/0/credits',
      expected: 4,
      found: 3,
    });
    expect(found.map(({ at }) => at)).toContain('/headers/www-authenticate');
  });

  it('or breaks off is a difference and ends nothing', async () => {
    const rows = allRows.slice(0, 2);
    const [laptop] = targets;
    if (laptop === undefined) throw new Error('There are two targets');
    const dead = await runRows({ ...laptop, url: 'http://127.0.0.1:1' }, rows);
    const found = differences(rows, await runRows(laptop, rows), dead);
    expect(found.map(({ row, side }) => [row, side])).toEqual(rows.map(({ name }) => [name, 'deployment']));
  });
});
