import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '..', '..', '..');
const folders = ['shared', 'functions', 'infra', 'packages', 'local', 'bench'];
const isSource = (path: string): boolean =>
  /\.(ts|tsx|mjs|cjs|js|json|jsonl|html|css)$/.test(path) && !path.includes('node_modules/');

/** The provider's name, in any case; `cookie` is another word. */
const name = /(?<!coo)kie/i;

/** Where the name may stand, and why. */
const allowed: readonly (readonly [place: RegExp, why: string])[] = [
  [/^shared\/providers\/kie\//, 'the folder of the service'],
  [/^shared\/providers\/services\.ts$/, 'the table of services'],
  [/^packages\/kie-simulator\//, 'the simulator of the service'],
  [/^packages\/[^/]+\/test\//, 'tests'],
  [/^packages\/client\/[a-z-]+\.gen\.ts$/, 'written from the description of the API'],
  [/^packages\/client\/fake-api\.ts$/, 'answers of the API for tests'],
  [/^packages\/cli\/(help|commands\/generate)\.ts$/, 'the service that `darkroom generate` asks by default'],
  [
    /^local\/start\/(assembly|banner|first-run|ports|provider|reset|settings|stack|stack-file)\.ts$/,
    'starts the simulator, or takes the key of the live service',
  ],
  [/^bench\/(counts|measure-task)\.ts$/, 'measures against the simulator'],
  [/^bench\/growth-rows\.ts$/, 'fills a table with rows of its tasks'],
];

const sources = folders.flatMap((folder) => filesIn(folder)).filter(isSource);
const naming = sources.filter((path) => name.test(path) || name.test(readFileSync(join(root, path), 'utf8')));

function filesIn(folder: string): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) =>
      join(entry.parentPath, entry.name)
        .slice(root.length + 1)
        .replaceAll('\\', '/'),
    );
}

describe('the provider’s name', () => {
  it('stands in its own folder and in the table of services, and nowhere else but where there is a reason', () => {
    expect(sources.length).toBeGreaterThan(300);
    expect(naming.filter((path) => !allowed.some(([place]) => place.test(path)))).toEqual([]);
  });

  it.each(allowed)('is really said where it may be said: %s, %s', (place) => {
    expect(naming.some((path) => place.test(path))).toBe(true);
  });
});
