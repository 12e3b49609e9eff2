import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TaskView } from '#contract/tasks/answers.ts';
import type { UploadView } from '#contract/files/answers.ts';
import { aPicture } from '../../sample-media.ts';
import { orders } from '../orders.ts';
import { World } from '../test-stack.ts';

const SECONDS = 3600;
const [signs, also] = ['s'.repeat(40), 'o'.repeat(40)];
let world: World;
let task: TaskView;
beforeAll(async () => {
  const environment = { MEDIA_LINK_SECRETS: `${signs},${also}`, MEDIA_LINK_SECONDS: String(SECONDS) };
  world = await World.open({ environment });
  task = await world.run(orders.imagen('a signed picture'));
});
afterAll(() => world.close());

const open = (address: string, method = 'GET') => fetch(address, { method, redirect: 'manual' });
const again = () => world.task(task.id);
const urlOf = ({ assets: [asset] }: TaskView): string => asset?.url ?? '';
const without = (address: string, ...names: string[]): string => {
  const url = new URL(address);
  for (const name of names) url.searchParams.delete(name);
  return url.href;
};

describe('the signed address of a file', () => {
  it('opens it, stands wherever the file is named, and is the same for whoever asks soon after', async () => {
    const fresh = await again();
    const url = urlOf(fresh);
    expect(url).toMatch(/\?expires=\d+&signature=[0-9a-f]{40}$/);
    expect(JSON.parse(fresh.resultJson ?? '')).toEqual({ resultUrls: [url] });
    expect(fresh.assets[0]?.thumbnailUrl).toMatch(/\?expires=\d+&signature=/);
    for (const address of [url, fresh.assets[0]?.thumbnailUrl ?? ''])
      for (const method of ['GET', 'HEAD']) expect((await open(address, method)).status).toBe(302);
    expect((await fetch(url)).status).toBe(200);
    await world.advance(1000);
    expect(await again()).toEqual(fresh);
  });

  it('is nothing without its signature, with another’s, or with another end', async () => {
    const fresh = await again();
    const [url, small] = [urlOf(fresh), fresh.assets[0]?.thumbnailUrl ?? ''];
    const later = new URL(url);
    later.searchParams.set('expires', String(Number(later.searchParams.get('expires')) + 1));
    const wrong = [
      without(url, 'expires', 'signature'),
      without(url, 'signature'),
      without(url, 'expires'),
      later.href,
      `${url.split('?')[0]}?${small.split('?')[1]}`,
      `${url}0`,
      url.replace(/signature=.*/, `signature=${'é'.repeat(40)}`),
    ];
    for (const address of wrong) {
      const answer = await open(address);
      expect([address, answer.status]).toEqual([address, 404]);
      expect(answer.headers.get('content-type')).toBe('application/problem+json');
    }
  });

  it('ends, no sooner than was said and no later than twice that, and the task tells another', async () => {
    const url = urlOf(await again());
    await world.sleep((SECONDS - 1) * 1000);
    expect((await open(url)).status).toBe(302);
    await world.sleep((SECONDS + 2) * 1000);
    expect((await open(url)).status).toBe(404);
    const next = urlOf(await again());
    expect(next).not.toBe(url);
    expect((await open(next)).status).toBe(302);
  });

  it('is taken as an input by its owner, also when it has ended, and means the same request', async () => {
    const url = urlOf(await again());
    const order = (address: string) => ({
      service: 'KIE',
      model: 'google/nano-banana-edit',
      input: { prompt: 'Again', image_urls: [address] },
    });
    const create = (address: string) =>
      world.create(order(address), {}, { 'idempotency-key': 'signed-input' });
    const first = await create(url);
    expect(first.status).toBe(202);
    expect(await world.untilEnded(first.body.id)).toMatchObject({ status: 'SUCCESS' });
    await world.sleep(3 * SECONDS * 1000);
    const other = urlOf(await again());
    expect(other).not.toBe(url);
    const second = await create(other);
    expect([second.status, second.body.id]).toEqual([202, first.body.id]);
    expect(await world.run(order(url))).toMatchObject({ status: 'SUCCESS' });
  });

  it('is what an upload answers too', async () => {
    const picture = await aPicture();
    const { body } = await world.request<UploadView>('POST', '/api/v1/uploads/base64', {
      body: { fileName: 'a.png', base64Data: picture.toString('base64') },
    });
    expect(body.url).toMatch(/\?expires=\d+&signature=/);
    expect((await open(body.url ?? '')).status).toBe(302);
    expect((await open(without(body.url ?? '', 'expires', 'signature'))).status).toBe(404);
  });
});
