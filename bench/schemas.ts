import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { listModels } from '#providers/catalog.ts';
import { bundleFunctions } from '../infra/bundle/bundle.ts';
import { synthesize } from '../infra/synth.ts';
import { testAssembly } from '../test/stack/assemblies.ts';
import { shown, type Findings } from './goals.ts';
import { bareHandler, cpuInTurns, ROUNDS } from './init.ts';
import { textTable } from './text-table.ts';

const root = join(import.meta.dirname, '..');

/** create-task as it is, and doing more while it is loaded: what it would cost to compile schemas ahead. */
const variants = {
  'create-task': '',
  'create-task, one model': 'compile(listModels().slice(0, 1));',
  'create-task, all schemas': 'compile(listModels());',
} as const;

function source(more: string): string {
  const from = (path: string): string => JSON.stringify(join(root, path));
  return [
    `import { handler as create } from ${from('functions/api/create-task.ts')};`,
    `import { listModels } from ${from('shared/providers/catalog.ts')};`,
    `import type { ModelEntry } from ${from('shared/providers/catalog/entry.ts')};`,
    `import { readFields } from ${from('shared/providers/catalog/read-input.ts')};`,
    'const compile = (models: readonly ModelEntry[]): void => {',
    '  for (const { forms } of models) for (const form of forms) readFields(form, {});',
    '};',
    `export const handler = ((): typeof create => { ${more} return create; })();`,
    more === '' ? 'export const unused = [compile, listModels];' : '',
  ].join('\n');
}

/** What a cold start would pay if it compiled the schemas of all models, beside what it pays. */
export async function schemas(): Promise<Findings> {
  await synthesize({ outDir: testAssembly, stage: 'test', checked: false });
  mkdirSync(join(root, '.build'), { recursive: true });
  // Inside the project, so that the bundler finds the packages.
  const folder = mkdtempSync(join(root, '.build', 'bench-schemas-'));
  const bare = bareHandler();
  const names = Object.keys(variants);
  Object.values(variants).forEach((more, i) => writeFileSync(join(folder, `v${String(i)}.ts`), source(more)));
  const sources = names.map((_, i) => `v${String(i)}`);
  await bundleFunctions({ sources: folder, files: sources, into: join(folder, 'out') });
  const files = names.map((name, i) => {
    return { name, as: 'create-task', file: join(folder, 'out', `v${String(i)}`, 'index.js') };
  });
  const medians = cpuInTurns([{ name: 'bare handler', as: '', file: bare.file }, ...files]);
  for (const one of [folder, bare.folder]) rmSync(one, { recursive: true });

  const forms = listModels().reduce((sum, model) => sum + model.forms.length, 0);
  const of = (name: string): number => medians.get(name) ?? NaN;
  const over = (name: string): string => `${(of(name) / of('bare handler')).toFixed(2)}x`;
  const spared = of('create-task, all schemas') - of('create-task');
  return {
    text: [
      `CPU of a process that starts Node and loads create-task, median of ${ROUNDS} in turns; ${forms} schemas in all:`,
      '',
      textTable(
        ['', 'CPU ms', 'over bare'],
        names.map((name) => [name, of(name).toFixed(1), over(name)]),
      ),
    ],
    goals: [shown('CPU spared at a cold start by compiling no schema ahead', '', `${spared.toFixed(0)} ms`)],
    numbers: { forms, ...Object.fromEntries(medians) },
  };
}
