import { basename } from 'node:path';
import type { Metafile, OnResolveArgs, Plugin, PluginBuild } from 'esbuild';

/** A file beside a bundle, loaded when something in the bundle first asks for it. */
export interface Beside {
  /** The name of the function whose bundle it is. */
  readonly bundle: string;
  /** Without its ending. */
  readonly name: string;
  /** The module that it is made of. */
  readonly source: string;
}

/** What is known of outputs, by name from the folder of all bundles. */
type Outputs = ReadonlyMap<string, { readonly about: Pick<Metafile['outputs'][string], 'imports'> }>;

/**
 * Keeps modules that are loaded by `import()`, and modules of ours that are loaded by `require`, out of a bundle: esbuild
 * splits no CommonJS output, so they would be part of it. `besideOf` finds those that outputs ask for.
 */
export function keepBeside(): { plugin: Plugin; besideOf: (outputs: Outputs) => Beside[] } {
  const sources = new Map<string, string>();
  const plugin: Plugin = {
    name: 'keep-beside',
    setup(build) {
      build.onResolve({ filter: /./ }, async (asked) => {
        const source = await loadedLater(build, asked);
        if (source === undefined) return undefined;
        const file = `./${nameOf(asked.path)}.js`;
        const known = sources.get(file) ?? source;
        if (known !== source)
          throw new Error(`${known} and ${source} would both be ${file} beside a bundle.`);
        sources.set(file, source);
        return { path: file, external: true };
      });
    },
  };
  const besideOf = (outputs: Outputs): Beside[] =>
    [...outputs].flatMap(([output, { about }]) =>
      [...new Set(about.imports.map(({ path }) => path))].flatMap((file) => {
        const source = sources.get(file);
        return source === undefined
          ? []
          : [{ bundle: output.split('/')[0] ?? '', name: basename(file, '.js'), source }];
      }),
    );
  return { plugin, besideOf };
}

const isOurs = (path: string): boolean => path.endsWith('.ts');

/** `../a/b.ts` is `b`, `@smithy/core/event-streams` is `smithy-core-event-streams`. */
const nameOf = (path: string): string =>
  isOurs(path) ? basename(path, '.ts') : path.replaceAll(/\W+/g, '-').replace(/^-/, '');

/** The file of a module that is to lie beside the bundle; undefined for all others, and for modules of Node. */
async function loadedLater(
  build: PluginBuild,
  { path, kind, pluginData, ...from }: OnResolveArgs,
): Promise<string | undefined> {
  const isLater = kind === 'dynamic-import' || (kind === 'require-call' && isOurs(path));
  if (!isLater || pluginData === 'resolved') return undefined;
  const found = await build.resolve(path, { ...from, kind, pluginData: 'resolved' });
  return found.external || found.errors.length > 0 ? undefined : found.path;
}
