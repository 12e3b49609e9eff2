import { basename, join } from 'node:path';
import type { Metafile, Plugin } from 'esbuild';

/** A file that lies beside a bundle and is loaded when something in the bundle first asks for it. */
export interface Beside {
  /** The name of the function whose bundle it is. */
  readonly bundle: string;
  /** Without its ending. */
  readonly name: string;
  /** The module that it is made of. */
  readonly source: string;
}

/** Sees to it that modules of ours that are asked for by `import()` stay out of the bundle, and finds them in the end. */
export function keepBeside(): { plugin: Plugin; besideOf: (outputs: Metafile['outputs']) => Beside[] } {
  const sources = new Map<string, string>();
  const plugin: Plugin = {
    name: 'keep-beside',
    setup(build) {
      build.onResolve({ filter: /\.ts$/ }, ({ path, kind, resolveDir }) => {
        if (kind !== 'dynamic-import') return undefined;
        const file = `./${basename(path, '.ts')}.js`;
        sources.set(file, join(resolveDir, path));
        return { path: file, external: true };
      });
    },
  };
  const besideOf = (outputs: Metafile['outputs']): Beside[] =>
    Object.entries(outputs).flatMap(([output, { imports }]) =>
      [...new Set(imports.map(({ path }) => path))].flatMap((file) => {
        const source = sources.get(file);
        return source === undefined
          ? []
          : [{ bundle: output.split('/')[0] ?? '', name: basename(file, '.js'), source }];
      }),
    );
  return { plugin, besideOf };
}
