import { orders } from '../test/stack/orders.ts';
import { synthesize } from '../infra/synth.ts';
import { testAssembly } from '../test/stack/assemblies.ts';
import type { Knobs } from '@darkroom/kie-simulator/knobs';
import { BenchWorld, type Measured } from './measure-task.ts';

export const models = {
  IMAGEN4: orders.imagen,
  MIDJOURNEY: orders.midjourney,
  VEO3: orders.veo,
  SORA2: orders.sora,
};
export type ModelName = keyof typeof models;

/** How long the provider takes. */
export const secondsOf = (model: ModelName): number => (model === 'VEO3' || model === 'SORA2' ? 180 : 20);

/** How the end of a generation becomes known. */
export const paths = ['callback', 'callback lost', 'no callbacks'] as const;
export type Path = (typeof paths)[number];

/** One model on one path. */
export interface Scenario {
  readonly model: ModelName;
  readonly path: Path;
  readonly budget: boolean;
  readonly measured: Measured;
}

const exactly = (seconds: number): Partial<Knobs> => ({
  latencyMinMs: seconds * 1000,
  latencyMaxMs: seconds * 1000,
});

/** Counts every model on one path, in one world. The first task of all warms the functions up and is not counted. */
export async function countPath(
  path: Path,
  budget: boolean,
  names: readonly ModelName[] = ['IMAGEN4', 'MIDJOURNEY', 'VEO3', 'SORA2'],
): Promise<Scenario[]> {
  const knobs = path === 'callback lost' ? { callbackLostShare: 1 } : {};
  const bench = await BenchWorld.open({ knobs, callbacks: path !== 'no callbacks' }, budget);
  const scenarios: Scenario[] = [];
  try {
    await bench.world.run(orders.imagen('warming up'));
    for (const model of names) {
      bench.world.kie.setKnobs(exactly(secondsOf(model)));
      const measured = await bench.measure(models[model](`counted for ${model}`));
      scenarios.push({ model, path, budget, measured });
    }
  } finally {
    await bench.close();
  }
  return scenarios;
}

/** Everything that the tables of counts and costs are made of. */
export async function countAll(): Promise<Scenario[]> {
  await synthesize({ outDir: testAssembly, stage: 'test', checked: false });
  const all: Scenario[] = [];
  for (const path of paths) all.push(...(await countPath(path, true)));
  all.push(...(await countPath('callback', false, ['IMAGEN4', 'VEO3'])));
  return all;
}
