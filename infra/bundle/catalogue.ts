import { globSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Plugin } from 'esbuild';

/** What the bundler reads of a model: its names, which are all that a request is looked up by. */
interface NamedModel {
  readonly service: string;
  readonly id: string;
  readonly aliases: readonly string[];
  readonly wires?: readonly string[];
  readonly forms: readonly { readonly wire: string }[];
}

type Module = Readonly<Record<string, unknown>>;

const isModel = (value: unknown): value is NamedModel =>
  typeof value === 'object' && value !== null && 'id' in value && 'forms' in value;

const load = async (path: string): Promise<Module> => (await import(pathToFileURL(path).href)) as Module;

/** The models that a module exports, alone or in lists. */
const modelsIn = (module: Module): NamedModel[] => Object.values(module).flat().filter(isModel);

/** The file, from the folder of the market, of each model that a file below `models/` exports. */
async function filesOf(folder: string): Promise<Map<NamedModel, string>> {
  const files = globSync('models/*.ts', { cwd: folder }).map((file) => file.replaceAll('\\', '/'));
  const models = await Promise.all(
    files.sort().map(async (file) => {
      const found = modelsIn(await load(join(folder, file)));
      return found.map((model) => [model, file] as const);
    }),
  );
  return new Map(models.flat());
}

function deferred(model: NamedModel, files: ReadonlyMap<NamedModel, string>): string {
  const { service, id, aliases, forms } = model;
  const file = files.get(model);
  if (file === undefined) throw new Error(`No file in the folder "models" exports the model ${id}.`);
  const names = { service, id, aliases, wires: model.wires ?? forms.map(({ wire }) => wire) };
  return `deferredEntry(${JSON.stringify(names)}, () => require(${JSON.stringify(`./${file}`)}))`;
}

/**
 * The text of a market module for a bundle: the same lists of the same models, but of each only its names. The rest of a
 * model is loaded with the file of its family, when it is first looked at.
 */
export async function deferredMarket(path: string): Promise<string> {
  const folder = dirname(path);
  const files = await filesOf(folder);
  const lists = Object.entries(await load(path)).map(([name, models]) => {
    const entries = (models as NamedModel[]).map((model) => deferred(model, files));
    return `export const ${name} = [\n${entries.join(',\n')},\n];`;
  });
  return [`import { deferredEntry } from '../catalog/deferred-entry.ts';`, ...lists].join('\n');
}

/**
 * Keeps the models of a service out of bundles: of some two hundred, a call needs one. `market.ts` of a service lists the
 * models that the files in `models/` beside it export.
 */
export const catalogueBeside: Plugin = {
  name: 'catalogue-beside',
  setup(build) {
    build.onLoad({ filter: /[\\/]providers[\\/]\w+[\\/]market\.ts$/ }, async ({ path }) => ({
      contents: await deferredMarket(path),
      loader: 'ts',
      resolveDir: dirname(path),
    }));
  },
};
