import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { pathToFileURL } from 'node:url';
import { constants, Script } from 'node:vm';
import { parentPort, workerData } from 'node:worker_threads';
import type { LinkedOrder, Sources } from './compile.ts';
import type * as Performing from './perform.ts';

type Require = (name: string) => unknown;
type Wrapped = (exports: object, module: { exports: object }, ...rest: readonly unknown[]) => void;

const { entry, modules } = workerData as Sources;
const known = new Map<string, Wrapped>();
const requires = new Map<string, Require>();

function wrapped(file: string, text: string): Wrapped {
  const head = '(function (exports, module, require, __filename, __dirname, moduleUrl) {';
  const script = new Script(`${head}${text}\n})`, {
    filename: file,
    importModuleDynamically: constants.USE_MAIN_CONTEXT_DEFAULT_LOADER,
  });
  return script.runInThisContext() as Wrapped;
}

function remembered<Value>(map: Map<string, Value>, key: string, make: () => Value): Value {
  const value = map.get(key) ?? make();
  map.set(key, value);
  return value;
}

/** All our modules from the entry on, each made anew; code that stays as it is is compiled once, and libraries are kept. */
function linked(changed: LinkedOrder['changed']): unknown {
  const made = new Map<string, { exports: object }>();
  const load = (file: string): object => {
    const before = made.get(file);
    if (before !== undefined) return before.exports;
    const source = changed.get(file) ?? modules.get(file);
    if (source === undefined) throw new Error(`${file} was not compiled`);
    const module = { exports: {} };
    made.set(file, module);
    const library = remembered(requires, file, () => createRequire(file));
    const require: Require = (name) => {
      const own = source.requires.get(name);
      return own === undefined ? library(name) : load(own);
    };
    const run = changed.has(file)
      ? wrapped(file, source.text)
      : remembered(known, file, () => wrapped(file, source.text));
    run(module.exports, module, require, file, dirname(file), pathToFileURL(file).href);
    return module.exports;
  };
  return load(entry);
}

async function serve({ job, facts, changed }: LinkedOrder): Promise<void> {
  const { perform } = linked(changed) as typeof Performing;
  parentPort?.postMessage({ result: await perform(job, facts), reached: [] });
}

parentPort?.on('message', (order: LinkedOrder) => void serve(order));
