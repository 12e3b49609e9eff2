import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod';
import { quotesView } from '#contract/tasks/batch-answers.ts';
import { describeRequests } from '#contract/models/described-requests.ts';
import { modelNamed } from '#contract/models/model-list.ts';
import { listModels, planGeneration } from '#providers/catalog.ts';
import { orderAt, typed } from '../../typed-order.ts';
import { orders } from '../orders.ts';
import { World } from '../test-stack.ts';

let world: World;
beforeAll(async () => {
  world = await World.open();
});
afterAll(() => world.close());

const kie = (model: string, input: Record<string, unknown>) => ({ service: 'KIE', model, input });

async function quotes(params: readonly unknown[]) {
  const body = { requests: params.map((providerParams) => ({ providerParams })) };
  const answer = await world.request('POST', '/api/v1/generation/quotes', { body });
  expect(answer.status).toBe(200);
  return quotesView.parse(answer.body).items;
}

/** The body of the create that the command line sends for a model; what is free to ask goes over HTTP. */
async function orderOf(args: readonly string[]): Promise<unknown> {
  const posts: unknown[] = [];
  const reach: typeof fetch = async (address, init) => {
    if (init?.method !== 'POST') return fetch(address, init);
    posts.push(typeof init.body === 'string' ? JSON.parse(init.body) : init.body);
    return Response.json({ id: 'a'.repeat(32), status: 'PENDING' }, { status: 202 });
  };
  const key = world.keys.get('ana') ?? '';
  const err = await orderAt({ cwd: world.dataDir, url: world.cloud.apiUrl, key, fetch: reach }, args);
  expect(posts, err).toHaveLength(1);
  return posts[0];
}

// To create 160 tasks would take a minute of a processor. A quote reads its requests as a create does, a hundred at a time.
it('is given for every callable model as the command line orders it', async () => {
  const callable = listModels().filter(({ forms }) => forms.length > 0);
  const bodies: unknown[] = [];
  for (const { id, service } of callable) {
    const { words, inputs } = typed(modelNamed(id, service).example ?? {});
    bodies.push(await orderOf([...words, '--model', id, ...inputs]));
  }
  const items = [];
  for (const requests of [bodies.slice(0, 100), bodies.slice(100)]) {
    const { status, body } = await world.request('POST', '/api/v1/generation/quotes', { body: { requests } });
    expect(status).toBe(200);
    items.push(...quotesView.parse(body).items);
  }
  // What goes on from a task has none here: its order is understood to the end, and that is all that is wrong with it.
  const faults = items.flatMap(({ error }, at) => {
    const messages = error?.errors?.map(({ message }) => message) ?? [error?.detail];
    const isFaulty = error !== undefined && messages.some((message) => message !== 'is no task of yours');
    return isFaulty ? [[callable[at]?.id, messages]] : [];
  });
  expect(faults).toEqual([]);
  expect(items.filter(({ error }) => error === undefined).length).toBeGreaterThan(130);
  expect(items).toHaveLength(callable.length);
});

describe('a quote', () => {
  it('knows the tiers of wan 2.6', async () => {
    const tiers = ['720p', '1080p'].flatMap((resolution) =>
      ['5', '10', '15'].map((duration) => ({ prompt: 'a boat', resolution, duration })),
    );
    const items = await quotes(tiers.map((input) => kie('wan/2-6-text-to-video', input)));
    expect(items.map(({ credits }) => credits)).toEqual([70, 140, 209.5, 104.5, 209.5, 315]);
    expect(items.map(({ usd }) => usd)).toEqual([0.35, 0.7, 1.0475, 0.5225, 1.0475, 1.575]);
  });

  it('knows the tiers of nano-banana-pro', async () => {
    const items = await quotes(
      ['1K', '2K', '4K'].map((resolution) => kie('nano-banana-pro', { prompt: 'a boat', resolution })),
    );
    expect(items.map(({ credits }) => credits)).toEqual([18, 18, 24]);
  });

  it('multiplies by the pictures asked for', async () => {
    const [one, four] = await quotes([orders.imagen(), orders.imagen('four', { num_images: '4' })]);
    expect([one?.credits, four?.credits]).toEqual([4, 16]);
  });

  it('refuses a row in the words of a create, and prices the others', async () => {
    const items = await quotes([
      orders.imagen(),
      kie('nano-banana-pro', { resolution: '8K' }),
      kie('nano-banana-prro', {}),
      'nonsense',
      orders.veo(),
    ]);
    expect(items[0]).toEqual({ credits: 4, usd: 0.02 });
    expect(items[4]).toEqual({ credits: 60, usd: 0.3 });
    expect(items.slice(1, 4)).toMatchObject([
      {
        error: {
          status: 422,
          code: 'validation_failed',
          errors: expect.arrayContaining([
            expect.objectContaining({ path: '/providerParams/input/prompt' }),
            expect.objectContaining({ path: '/providerParams/input/resolution' }),
          ]) as unknown[],
        },
      },
      { error: { status: 422, code: 'unknown_model' } },
      { error: { status: 422, code: 'validation_failed' } },
    ]);
  });

  it('is given for a hundred requests and not for one more', async () => {
    const hundred = Array.from({ length: 100 }, () => orders.imagen());
    expect(await quotes(hundred)).toHaveLength(100);
    for (const requests of [
      [],
      [...hundred, orders.imagen()].map((providerParams) => ({ providerParams })),
    ]) {
      const { status, body } = await world.request('POST', '/api/v1/generation/quotes', {
        body: { requests },
      });
      expect(status).toBe(422);
      expect(body).toMatchObject({ errors: [{ path: '/requests' }] });
    }
  });

  it('makes nothing', async () => {
    const { body } = await world.get<{ items: unknown[] }>('/api/v1/generation/tasks');
    expect(body.items).toEqual([]);
    expect(world.kie.requests).toEqual([]);
  });
});

const examples = describeRequests().map(({ component, example }) => ({ component, example }));
const hundreds = Array.from({ length: Math.ceil(examples.length / 100) }, (_, page) =>
  examples.slice(page * 100, page * 100 + 100),
);

describe('a task', () => {
  const boat = { prompt: 'a boat' };
  const wan = ['720p', '1080p'].flatMap((resolution) =>
    ['5', '10', '15'].map((duration) => ({ ...boat, resolution, duration })),
  );
  const banana = ['1K', '2K', '4K'].map((resolution) => ({ ...boat, resolution }));

  it.each([
    ['wan/2-6-text-to-video', wan, [70, 140, 209.5, 104.5, 209.5, 315]],
    ['nano-banana-pro', banana, [18, 18, 24]],
  ])('of %s carries what was quoted, tier by tier, and is charged that', async (model, inputs, credits) => {
    const requests = inputs.map((input) => kie(model, input));
    expect((await quotes(requests)).map((item) => item.credits)).toEqual(credits);
    const tasks = [];
    for (const request of requests) tasks.push(await world.run(request));
    expect(tasks.map(({ cost }) => cost.estimatedCredits)).toEqual(credits);
    expect(tasks.map(({ cost }) => cost.actualCredits)).toEqual(credits);
  });
});

describe('every example of the description', () => {
  it.each(hundreds)('is priced over HTTP as in the catalogue, from $component on', async (...page) => {
    const items = await quotes(page.map(({ example }) => example));
    const options = { allowRetired: true, now: new Date(world.clock.now()) };
    items.forEach((item, i) => {
      const { component, example } = page[i] ?? {};
      const { estimate, parent } = planGeneration(example, options);
      // An example cannot name a task of the reader's: there it is refused as a create would be, and only there.
      const quoted =
        parent === undefined
          ? { credits: estimate / 1000 }
          : { error: { errors: [{ path: `/providerParams${parent.path}` }] } };
      expect({ component, ...item }).toMatchObject({ component, ...quoted });
    });
  });

  it('of every create route is taken as it stands', async () => {
    const { body } = await world.get('/api/v1/openapi.json');
    const operation = z.looseObject({
      requestBody: z.object({
        content: z.object({ 'application/json': z.looseObject({ example: z.unknown() }) }),
      }),
    });
    const { paths } = z
      .object({ paths: z.record(z.string(), z.record(z.string(), z.unknown())) })
      .parse(body);
    for (const [route, expected] of [
      ['image', 202],
      ['video', 202],
      ['audio', 202],
      ['quotes', 200],
      ['batches', 202],
    ] as const) {
      const path = `/api/v1/generation/${route}`;
      const { example } = operation.parse(paths[path]?.['post']).requestBody.content['application/json'];
      const answer = await world.request('POST', path, { body: example });
      expect([route, answer.status]).toEqual([route, expected]);
    }
  });
});
