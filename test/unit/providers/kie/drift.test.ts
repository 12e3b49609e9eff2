import { expect, it } from 'vitest';
import { listModels } from '#providers/catalog.ts';
import { driftOf, readModelList } from '#providers/kie/drift.ts';
import type { Reply } from '#providers/call.ts';
import { wiresOf } from '#providers/catalog/names.ts';

const answered = (body: unknown): Reply => ({
  type: 'answered',
  status: 200,
  text: typeof body === 'string' ? body : JSON.stringify(body),
});
const list = (data: unknown): Reply => answered({ code: 200, msg: 'success', data });

it('reads the ids and forgives whatever else is there', () => {
  const models = [{ model: 'z-image', slug: 'z', pricingDesc: null, new: {} }, { model: 'veo-3-1' }];
  expect(readModelList(list({ total: 2, models, page: 1 }))).toEqual(['z-image', 'veo-3-1']);
});

it.each<[string, Reply]>([
  ['the line is down', { type: 'broken', reason: 'reset' }],
  ['it is not JSON', answered('<html>')],
  ['we ask too often', answered({ code: 429, msg: 'call frequency is too high' })],
  ['it is empty', list({ total: 0, models: [] })],
  ['it is a part of the whole', list({ total: 218, models: [{ model: 'z-image' }] })],
  ['it has another form', list(['z-image'])],
])('is not read where %s', (_what, reply) => {
  expect(readModelList(reply)).toEqual({ unread: expect.any(String) as string });
});

it('misses only what is offered at Kie itself: what is known of but not callable may come and go', () => {
  const { gone } = driftOf(listModels(), ['z-image']);
  const offered = listModels().filter(
    ({ service, lifecycle }) => service === 'KIE' && lifecycle.status === 'active',
  );
  const names = new Set(offered.flatMap((entry) => [entry.id, ...wiresOf(entry)]));
  expect(gone.length).toBeGreaterThan(100);
  expect(gone.filter((id) => !names.has(id))).toEqual([]);
  expect(gone).not.toContain('z-image');
});
