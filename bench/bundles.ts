import { join } from 'node:path';
import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import type { Metafile } from 'esbuild';
import { bundleFunctions } from '../infra/bundle/bundle.ts';
import { allFunctions } from '../infra/functions.ts';
import { atMost, shown, type Findings } from './goals.ts';
import { kilobytes, textTable } from './text-table.ts';

const root = join(import.meta.dirname, '..');

/** One bundle, and what it is made of. */
export interface BundleSize {
  readonly name: string;
  readonly bytes: number;
  readonly gzipped: number;
  /** Of files beside it, each loaded when something first asks for it. */
  readonly later: number;
  /** The packages with the most bytes in it; our own code is `darkroom`. */
  readonly largest: readonly (readonly [string, number])[];
}

const packageOf = (path: string): string =>
  /node_modules\/((?:@[^/]+\/)?[^/]+)\/(?!.*node_modules\/)/.exec(path)?.[1] ?? 'darkroom';

/** The bundles as they would be deployed, made anew. */
export async function measureBundles(): Promise<BundleSize[]> {
  const folder = await bundleFunctions({
    sources: join(root, 'functions'),
    into: join(root, '.build', 'functions'),
  });
  const meta = JSON.parse(readFileSync(join(folder, 'meta.json'), 'utf8')) as Metafile;
  return allFunctions.map(({ name }) => {
    const { bytes = 0, inputs = {} } = meta.outputs[`${name}/index.js`] ?? {};
    const parts = new Map<string, number>();
    for (const [path, { bytesInOutput }] of Object.entries(inputs)) {
      parts.set(packageOf(path), (parts.get(packageOf(path)) ?? 0) + bytesInOutput);
    }
    const largest = [...parts].sort(([, left], [, right]) => right - left).slice(0, 3);
    const later = Object.entries(meta.outputs)
      .filter(([path]) => path.startsWith(`${name}/`) && path !== `${name}/index.js`)
      .reduce((sum, [, output]) => sum + output.bytes, 0);
    return {
      name,
      bytes,
      later,
      gzipped: gzipSync(readFileSync(join(folder, name, 'index.js'))).length,
      largest,
    };
  });
}

/** Those with sharp are judged apart: it is a native library. */
export const withoutSharp = (sizes: readonly BundleSize[]): readonly BundleSize[] =>
  sizes.filter(({ largest }) => !largest.some(([name]) => name === 'sharp'));

export async function bundles(): Promise<Findings> {
  const sizes = await measureBundles();
  const rows = [...sizes]
    .sort((left, right) => right.bytes - left.bytes)
    .map(({ name, bytes, gzipped, later, largest }) => [
      name,
      kilobytes(bytes),
      kilobytes(gzipped),
      later === 0 ? '' : kilobytes(later),
      largest.map(([name, size]) => `${name} ${(size / 1000).toFixed(0)}`).join(', '),
    ]);
  const create = sizes.find(({ name }) => name === 'create-task')?.bytes ?? NaN;
  const largest = Math.max(...withoutSharp(sizes).map(({ bytes }) => bytes));
  return {
    text: [
      'Bundles (1 KB = 1000 bytes):',
      '',
      textTable(['function', 'size', 'gzip', 'beside it', 'most of it'], rows),
    ],
    goals: [
      atMost('create-task bundle', { limit: 500_000, measured: create, show: kilobytes }),
      shown('largest bundle without sharp', '', kilobytes(largest)),
    ],
    numbers: sizes,
  };
}
