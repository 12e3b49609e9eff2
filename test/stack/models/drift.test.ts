import { afterEach, describe, expect, it } from 'vitest';
import * as z from 'zod';
import type { LogEntry } from '@darkroom/local-cloud/log';
import type { Knobs } from '@darkroom/kie-simulator/knobs';
import type { WorldOptions } from '../stack-parts.ts';
import { World } from '../test-stack.ts';

let world: World;
afterEach(() => world.close());

const line = z.looseObject({ message: z.string().optional(), CatalogueDrift: z.number().optional() });

/** What the function that compares has written since the world began, line by line. */
const written: z.infer<typeof line>[] = [];

async function aWorld(options: WorldOptions): Promise<void> {
  written.length = 0;
  const log = (entry: LogEntry): void => {
    if (entry.type !== 'output' || !/CompareModels/i.test(entry.function)) return;
    for (const text of entry.text.split('\n')) {
      if (text.startsWith('{')) written.push(line.parse(JSON.parse(text)));
    }
  };
  world = await World.open({ ...options, cloud: { log } });
}

async function tick(): Promise<void> {
  await world.cloud.runSchedule('CompareModelsSchedule');
  await world.settle();
}

const lists = (): number => world.kie.requests.filter(({ path }) => path === '/api/v1/models').length;
const messages = (): unknown[] => written.flatMap(({ message }) => message ?? []);
const counts = (): unknown[] => written.flatMap(({ CatalogueDrift }) => CatalogueDrift ?? []);

describe('the provider’s list, once a day', () => {
  it('agrees with the catalogue as it was recorded, and nothing is counted', async () => {
    await aWorld({});
    await tick();
    expect(lists()).toBe(1);
    expect(written).toMatchObject([
      { level: 'INFO', message: 'the catalogue agrees with the provider’s list', listed: 218 },
    ]);
    expect(counts()).toEqual([]);
  });

  it.each<[string, Partial<Knobs>, object, number]>([
    [
      'a model that nobody here has heard of',
      { listedToo: ['nano-banana-3', 'gpt-7'] },
      { unknown: ['nano-banana-3', 'gpt-7'], gone: [], returned: [] },
      2,
    ],
    [
      'a model that the provider has dropped',
      { unlisted: ['z-image'] },
      { unknown: [], gone: ['z-image'], returned: [] },
      1,
    ],
    [
      'one form of a model that has several',
      { unlisted: ['seedream/4.5-edit'] },
      { unknown: [], gone: ['seedream/4.5-edit'], returned: [] },
      1,
    ],
    [
      'a family with endpoints of its own',
      { unlisted: ['veo-3-1'] },
      { unknown: [], gone: ['VEO3'], returned: [] },
      1,
    ],
    [
      'a retired model that is offered again',
      { listedToo: ['sora-2-text-to-video'] },
      { unknown: [], gone: [], returned: ['SORA2'] },
      1,
    ],
  ])('shows %s: it is named in the log and counted', async (_what, knobs, named, count) => {
    await aWorld({ knobs });
    await tick();
    expect(written[0]).toMatchObject({ level: 'WARN', found: count, ...named });
    expect(counts()).toEqual([count]);
  });

  it('is no drift where it cannot be read', async () => {
    await aWorld({ apiKey: 'a-key-that-was-revoked' });
    await tick();
    expect(messages()).toEqual(['the provider’s model list was not read']);
    expect(written.at(-1)).toMatchObject({ ModelListUnread: 1 });
    expect(counts()).toEqual([]);
  });
});
