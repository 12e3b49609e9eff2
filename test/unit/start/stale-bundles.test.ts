import { expect, it } from 'vitest';
import type { Metafile } from 'esbuild';
import { staleBundles } from '../../../infra/bundle/stale.ts';

type Input = Metafile['inputs'][string];

const imports = (...paths: string[]): Input => ({
  bytes: 1,
  imports: paths.map((path) => ({ path, kind: 'import-statement' })),
});
const output = (entryPoint: string): Metafile['outputs'][string] => ({
  bytes: 1,
  inputs: {},
  imports: [],
  exports: [],
  entryPoint,
});

const market = 'shared/providers/kie/market.ts';
const meta: Metafile = {
  inputs: {
    'functions/api/create.ts': imports('shared/actions/create.ts', market),
    'functions/events/draw.ts': imports('shared/domain/preview.ts'),
    'shared/actions/create.ts': imports('shared/domain/limits.ts'),
    'shared/domain/limits.ts': imports(),
    'shared/domain/preview.ts': imports(),
    'shared/domain/later.ts': imports(),
    [market]: imports(),
  },
  outputs: {
    'create/index.js': output('functions/api/create.ts'),
    'draw/index.js': output('functions/events/draw.ts'),
    'draw/later.js': output('shared/domain/later.ts'),
  },
};

const before = {
  'package-lock.json': '1',
  'infra/bundle/bundle.ts': '1',
  'shared/providers/kie/models/sora.ts': '1',
  ...Object.fromEntries(Object.keys(meta.inputs).map((file) => [file, '1'])),
};
const names = ['create', 'draw', 'new'];

it.each([
  ['nothing', {}, ['new']],
  ['the file of a function', { 'functions/events/draw.ts': '2' }, ['draw', 'new']],
  ['what a function reaches through another file', { 'shared/domain/limits.ts': '2' }, ['create', 'new']],
  ['what a function loads later', { 'shared/domain/later.ts': '2' }, ['draw', 'new']],
  ['a file that no function has', { 'functions/other.ts': '2' }, ['new']],
  [
    'a model, whose name stands in the market',
    { 'shared/providers/kie/models/new.ts': '2' },
    ['create', 'new'],
  ],
  ['what bundles', { 'infra/bundle/bundle.ts': '2' }, names],
  ['a package', { 'package-lock.json': '2' }, names],
])('after a change of %s only what has it is bundled again', (_, changed, stale) => {
  const isStale = staleBundles(meta, { before, now: { ...before, ...changed } });
  expect(names.filter(isStale)).toEqual(stale);
});

it('a file that is gone makes those stale that had it', () => {
  const now = Object.fromEntries(
    Object.entries(before).filter(([file]) => file !== 'shared/domain/preview.ts'),
  );
  expect(names.filter(staleBundles(meta, { before, now }))).toEqual(['draw', 'new']);
});
