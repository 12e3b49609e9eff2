import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Failure } from '#domain/error.ts';
import { modelNamed } from '#contract/models/model-list.ts';
import { listModels, planGeneration } from '#providers/catalog.ts';
import type { Plan } from '#providers/catalog/model.ts';
import { orderAt, typed } from '../../typed-order.ts';

const uploadId = 'fedcba9876543210fedcba9876543210';
const json = (status: number, body: unknown): Response => Response.json(body, { status });

/** The API as far as an order needs it: the catalogue itself answers and judges. */
function anApi() {
  const plans: Plan[] = [];
  const answer = (method: string, path: string, body: unknown): Response => {
    if (path.startsWith('/api/v1/models/')) return json(200, modelNamed(decodeURIComponent(path.slice(15))));
    if (path.endsWith('/complete')) return json(200, { id: uploadId, status: 'ready' });
    if (path === '/api/v1/uploads')
      return json(201, { id: uploadId, uploadUrl: 'http://store.test/put', method: 'PUT', headers: {} });
    if (method === 'PUT') return new Response();
    const { providerParams } = body as { providerParams: unknown };
    plans.push(planGeneration(providerParams, { allowRetired: true, now: new Date('2026-11-20T10:00:00Z') }));
    return json(202, { id: uploadId, status: 'PENDING' });
  };
  const fetcher: typeof fetch = async (address, init) => {
    const { pathname } = new URL(address);
    const sent = typeof init?.body === 'string' ? (JSON.parse(init.body) as unknown) : undefined;
    try {
      return answer(init?.method ?? 'GET', pathname, sent);
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      const { code, message, details } = error;
      return json(422, { status: 422, code, detail: message, errors: details.errors });
    }
  };
  return { plans, fetcher };
}

const callable = listModels().filter(({ forms }) => forms.length > 0);
let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'darkroom-cli-'));
  writeFileSync(join(folder, 'cat.png'), 'a picture');
});
afterAll(() => rmSync(folder, { recursive: true }));

async function order(args: readonly string[]) {
  const { plans, fetcher } = anApi();
  const place = { cwd: folder, url: 'http://api.test', key: 'dk_x', fetch: fetcher };
  const err = await orderAt(place, args);
  return { err, plan: plans[0] };
}

describe('the command line', () => {
  it('has as many models to order as the catalogue', () => expect(callable.length).toBeGreaterThan(150));

  it.each(callable.map((entry) => [entry.id, entry] as const))('orders %s', async (id, entry) => {
    const { words, inputs } = typed(modelNamed(id, entry.service).example ?? {});
    const { plan, err } = await order([...words, '--model', id, ...inputs]);
    expect({ err: plan === undefined ? err : '', model: plan?.model }).toEqual({ err: '', model: id });
  });

  it.each([...new Set(callable.flatMap(({ forms }) => forms.map(({ wire }) => wire)))])(
    'orders %s by its provider’s name',
    async (wire) => {
      const form = modelNamed(wire).forms.find(({ wireId }) => wireId === wire);
      const { words, inputs } = typed({ input: form?.example });
      const { plan, err } = await order([...words, '--model', wire, ...inputs]);
      expect({ err: plan === undefined ? err : '', wire: plan?.wireModel }).toEqual({ err: '', wire });
    },
  );

  it.each([
    ['elevenlabs/text-to-dialogue-v3', ['The lamp turns all night']],
    ['elevenlabs/text-to-speech-turbo-2-5', ['The lamp turns all night']],
    ['recraft/crisp-upscale', ['--image', './cat.png']],
    ['topaz/image-upscale', ['--image', 'https://a.example/cat.png', '-i', 'upscale_factor=2']],
    ['nano-banana-pro', ['a hat', '--image', './cat.png']],
    ['topaz/video-upscale', ['-i', 'video_url=https://a.example/film.mp4']],
  ])('orders %s with %j alone', async (model, args) => {
    const { plan, err } = await order([...args, '--model', model]);
    expect(plan, err).toMatchObject({ model });
  });
});
