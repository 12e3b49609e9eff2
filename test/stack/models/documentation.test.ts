import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { orders } from '../orders.ts';
import { World } from '../test-stack.ts';

const page = readFileSync(new URL('../../../docs/models.md', import.meta.url), 'utf8');

/** The path and the body of every curl line on the page, with names in capitals for what a reader puts in. */
const lines = [...page.matchAll(/^curl -s \$API(\S+)(?:.*\\\n)*.* -d '(.*)'$/gm)].map(
  ([, path = '', body = '']) => ({ path, body: body.replaceAll(/'(\$\w+)'/g, '$1') }),
);

let world: World;
const names = new Map<string, string>();
beforeAll(async () => {
  world = await World.open();
  const film = await world.run(orders.veo('waves'));
  const longer = await world.run(orders.veo('dunes'));
  const pictures = await world.run(orders.midjourney());
  const [first] = pictures.assets;
  const still = { service: 'KIE', model: 'MIDJOURNEY', taskType: 'mj_video', prompt: 'it turns' };
  const clip = await world.run({ ...still, fileUrls: [first?.url] });
  for (const [name, value] of Object.entries({
    $FILM: film.id,
    $LONGER: longer.id,
    $PICTURES: pictures.id,
    $CLIP: clip.id,
    $TASK: film.id,
    $PICTURE: first?.url ?? '',
    $MASK: first?.url ?? '',
  }))
    names.set(name, value);
});
afterAll(() => world.close());

const filled = (text: string): string =>
  text.replaceAll(/\$[A-Z]+/g, (name) => names.get(name) ?? `nobody knows ${name}`);

it.each(lines)('a reader of the page may send $path $body', async ({ path, body }) => {
  const { status, body: answer } = await world.request('POST', filled(path), { raw: filled(body) });
  expect(status).toBe(path.endsWith('/quotes') ? 200 : 202);
  const rows = (answer as { items?: { error?: unknown }[] }).items ?? [];
  expect(rows.map(({ error }) => error)).toEqual(rows.map(() => undefined));
});

it('the page has a line for each way of asking', () => {
  expect(lines.length).toBeGreaterThanOrEqual(11);
  expect([...page.matchAll(/^curl /gm)]).toHaveLength(lines.length);
});
