import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { UploadView } from '#contract/files/answers.ts';
import { animated } from '../orders.ts';
import { aPicture } from '../../sample-media.ts';
import { World } from '../test-stack.ts';
import { uploaded } from '../uploads/uploaded.ts';

const KB = 1024;
const ofKilobytes = (count: number): string => 'a'.repeat(count * KB);

let world: World;
beforeAll(async () => {
  world = await World.open();
});
afterAll(() => world.close());

const kie = (model: string, input: Record<string, unknown>) => ({ service: 'KIE', model, input });

const tasksOf = async (): Promise<unknown> => (await world.get('/api/v1/generation/tasks')).body;

/** Sends an order that has to be refused, and sees that nothing was stored and nobody was asked. */
async function refused(providerParams: unknown) {
  const asked = world.kie.requests.length;
  const before = await tasksOf();
  const answer = await world.create(providerParams);
  expect(await tasksOf()).toEqual(before);
  expect(world.kie.requests.length).toBe(asked);
  return answer;
}

describe('more text than a model takes', () => {
  it.each([
    [
      'GPT image, whose page names no limit',
      kie('gpt-image/1.5-text-to-image', { prompt: ofKilobytes(200) }),
      '/providerParams/input/prompt',
    ],
    [
      'Veo, whose input lies beside the model',
      { service: 'KIE', model: 'VEO3', prompt: ofKilobytes(200) },
      '/providerParams/prompt',
    ],
  ])('is refused by name before anything is stored: %s', async (_model, body, path) => {
    const answer = await refused(body);
    expect(answer).toMatchObject({ status: 422, body: { code: 'validation_failed', errors: [{ path }] } });
    expect(JSON.stringify(answer.body)).toContain('20000');
  });

  it('is refused by the name of the largest member where only all of it together is too much', async () => {
    const input_urls = Array.from({ length: 16 }, (_, i) => `https://h.example/${i}/${'a'.repeat(4000)}.png`);
    const answer = await refused(
      kie('gpt-image/1.5-image-to-image', { prompt: '🦊'.repeat(20_000), input_urls }),
    );
    expect(answer).toMatchObject({
      status: 422,
      body: { code: 'validation_failed', errors: [{ path: '/providerParams/input/prompt' }] },
    });
    expect(JSON.stringify(answer.body)).toContain('bytes of input');
  });

  it('is taken up to the limit, and stored', async () => {
    const answer = await world.create(kie('gpt-image/1.5-text-to-image', { prompt: 'é'.repeat(20_000) }));
    expect(answer.status).toBe(202);
  });
});

describe('the address that our store signs with temporary credentials', () => {
  /** As a Lambda function's own credentials make it: a session token of 1,500 characters is signed with the rest. */
  const signedAgain = ({ downloadUrl = '' }: UploadView, token: string): string => {
    const url = new URL(downloadUrl);
    url.searchParams.set('X-Amz-Security-Token', token.repeat(1500));
    return url.href;
  };

  it('is known as the upload that it is, however long, and signed again it is the same request', async () => {
    const upload = await uploaded(world, await aPicture(), { keep: true });
    const first = signedAgain(upload, 'A');
    expect(first.length).toBeGreaterThan(2048);
    const headers = { 'idempotency-key': 'signed-again' };
    const created = await world.create(animated(first), {}, headers);
    expect(created.status).toBe(202);
    const repeated = await world.create(animated(signedAgain(upload, 'B')), {}, headers);
    expect(repeated.body.id).toBe(created.body.id);
    expect(await world.untilEnded(created.body.id)).toMatchObject({ status: 'SUCCESS' });
    const other = await uploaded(world, await aPicture('jpeg'), { keep: true });
    const different = await world.create(animated(signedAgain(other, 'A')), {}, headers);
    expect(different).toMatchObject({ status: 422, body: { code: 'idempotency_key_reused' } });
  });
});

describe('a redirect to a file', () => {
  it('is not kept for longer than its address surely lives', async () => {
    const upload = await uploaded(world, await aPicture(), {});
    const answer = await fetch(upload.url ?? '', { redirect: 'manual' });
    expect([answer.status, answer.headers.get('cache-control')]).toEqual([302, 'private, max-age=60']);
  });
});
