import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { routesById } from '#contract/all-routes.ts';
import type { Route } from '#contract/route.ts';
import { World } from '../test-stack.ts';

let world: World;
beforeAll(async () => {
  world = await World.open();
  await world.newKey('root', { operator: true });
});
afterAll(() => world.close());

const hex = '0123456789abcdef0123456789abcdef';
const parts: Readonly<Record<string, string>> = {
  '{id+}': 'IMAGEN4',
  '{key+}': `images/generated/ana/${hex}.png`,
  '{owner}': 'ana',
};
const pathOf = ({ path }: Route): string => path.replace(/\{\w+\+?\}/g, (part) => parts[part] ?? hex);

const guards = {
  'strict-transport-security': 'max-age=31536000',
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
};

describe('every answer', () => {
  it.each([...routesById, ['nothing', { method: 'PATCH', path: '/nowhere' }]] as const)(
    'tells browsers to keep to https and to what it is: %s',
    async (_name, route) => {
      const { headers } = await world.request(route.method, pathOf(route as Route), {
        as: 'root',
        ...(route.method === 'POST' || route.method === 'PUT' ? { raw: '{' } : {}),
      });
      for (const [name, value] of Object.entries(guards))
        expect([name, headers.get(name)]).toEqual([name, value]);
    },
  );

  it('that is a page says what may act in it, and nothing that stands in a line may', async () => {
    for (const path of ['/', '/docs', '/docs?model=IMAGEN4']) {
      const { headers, body } = await world.get<string>(path);
      expect(headers.get('content-type')).toMatch(/^text\/html/);
      const policy = headers.get('content-security-policy') ?? '';
      expect(policy).toMatch(/^default-src 'none'; /);
      expect(policy).not.toContain('unsafe');
      expect(body).not.toMatch(/<[^>]+\s(?:style|on\w+)=/);
    }
  });

  it('from where files are read is no page and no picture that acts', async () => {
    const { status, headers } = await world.get(`/media/images/generated/ana/${hex}.png`);
    expect(status).toBe(302);
    expect(headers.get('content-security-policy')).toBe("default-src 'none'; sandbox");
    expect(headers.get('content-type') ?? '').not.toMatch(/html|svg/);
  });
});
