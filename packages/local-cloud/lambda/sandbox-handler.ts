import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

export type Handler = (event: unknown, context: unknown) => unknown;

/** Raised with the names Lambda's runtime uses, so that a broken bundle reads the same here as there. */
class RuntimeError extends Error {
  constructor(name: string, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = name;
  }
}

/** Loads a module by the path of its file. */
export type LoadModule = (file: string) => Promise<unknown>;

/** Loads `file.export` from a folder of code, CommonJS or ESM. */
export async function loadHandler(
  code: string,
  handler: string,
  load: LoadModule = imported,
): Promise<Handler> {
  const dot = handler.indexOf('.', handler.lastIndexOf('/') + 1);
  const [file, names] = [handler.slice(0, dot), handler.slice(dot + 1).split('.')];
  const found = ['.js', '.mjs', '.cjs']
    .map((ending) => join(code, file + ending))
    .find((path) => existsSync(path));
  if (found === undefined)
    throw new RuntimeError('Runtime.ImportModuleError', `Error: Cannot find module '${file}'`);
  const loaded = await toldOf(() => load(found));
  let target: unknown = loaded;
  for (const name of names) target = (target as Record<string, unknown> | undefined)?.[name];
  if (typeof target !== 'function')
    throw new RuntimeError('Runtime.HandlerNotFound', `${handler} is undefined or not exported`);
  if (target.length >= 3)
    throw new RuntimeError(
      'Runtime.CallbackHandlerDeprecated',
      'ERROR: AWS Lambda has removed support for callback-based function handlers starting with Node.js 24.',
    );
  return target as Handler;
}

async function imported(file: string): Promise<unknown> {
  if (file.endsWith('.cjs')) return createRequire(file)(file) as unknown;
  const module = (await import(pathToFileURL(file).href)) as { default?: unknown };
  // Names that CommonJS exports in roundabout ways are only found on its exports object.
  return { ...(typeof module.default === 'object' ? module.default : {}), ...module };
}

/** Tells a module that cannot be loaded in the words of Lambda's runtime. */
async function toldOf(load: () => Promise<unknown>): Promise<unknown> {
  try {
    return await load();
  } catch (cause) {
    if (cause instanceof SyntaxError)
      throw new RuntimeError('Runtime.UserCodeSyntaxError', `SyntaxError: ${cause.message}`, { cause });
    const missing = (cause as NodeJS.ErrnoException | undefined)?.code ?? '';
    if (missing === 'ERR_MODULE_NOT_FOUND' || missing === 'MODULE_NOT_FOUND')
      throw new RuntimeError('Runtime.ImportModuleError', `Error: ${(cause as Error).message}`, { cause });
    throw cause;
  }
}
