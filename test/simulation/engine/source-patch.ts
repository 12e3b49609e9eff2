import { registerHooks } from 'node:module';
import { pathToFileURL } from 'node:url';
import { join } from 'node:path';

const textOf = (source: unknown): string =>
  typeof source === 'string' ? source : Buffer.from(source as Uint8Array).toString();

/** A change of one of our source files, made while it is loaded and nowhere else. */
export interface SourcePatch {
  /** From the root of the repository. */
  readonly file: string;
  /** This very text, which must stand there exactly once … */
  readonly find?: string;
  /** … becomes this one. */
  readonly replace?: string;
  /** Text to be put in at positions. */
  readonly insertions?: readonly { readonly at: number; readonly text: string }[];
}

const root = pathToFileURL(join(import.meta.dirname, '..', '..', '..')).href;

/** A source with a change made. */
export function patchedText(
  source: string,
  { file, find, replace = '', insertions = [] }: SourcePatch,
): string {
  let text = source;
  for (const { at, text: added } of [...insertions].sort((left, right) => right.at - left.at)) {
    text = text.slice(0, at) + added + text.slice(at);
  }
  if (find === undefined) return text;
  if (text.split(find).length !== 2) throw new Error(`${file} does not say exactly once: ${find}`);
  return text.replace(find, () => replace);
}

/** From now on the files are loaded with these changes. Gives a check that all of them have been made. */
export function patchSources(patches: readonly SourcePatch[]): () => void {
  const open = Map.groupBy(patches, ({ file }) => `${root}/${file}`);
  registerHooks({
    load(url, context, next) {
      const loaded = next(url, context);
      const own = open.get(url);
      if (own === undefined) return loaded;
      open.delete(url);
      return { ...loaded, source: own.reduce(patchedText, textOf(loaded.source)) };
    },
  });
  return () => {
    if (open.size > 0) throw new Error(`Never loaded: ${[...open.keys()].join(', ')}`);
  };
}
