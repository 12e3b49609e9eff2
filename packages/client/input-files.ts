import { isSource, type FileSource } from './file-input.ts';
import type { Transport } from './transport.ts';

/** The same with every file uploaded and replaced by its id; what is given twice is uploaded once. */
export async function uploadFilesIn<Value>(
  line: Transport,
  value: Value,
  signal: AbortSignal | undefined,
): Promise<Value> {
  const ids = new Map<unknown, Promise<string>>();
  const idOf = async (file: FileSource): Promise<string> => {
    // Most orders name no file: a page loads this when one does.
    const { uploader } = await import('./upload.ts');
    return (await uploader(line)(file, { signal })).id;
  };

  const replaced = async (one: unknown): Promise<unknown> => {
    if (one instanceof URL) return one.href;
    if (isSource(one)) {
      const id = ids.get(one) ?? idOf(one);
      ids.set(one, id);
      return id;
    }
    if (Array.isArray(one)) return Promise.all(one.map(replaced));
    if (typeof one !== 'object' || one === null) return one;
    const entries = Object.entries(one).map(
      async ([name, member]) => [name, await replaced(member)] as const,
    );
    return Object.fromEntries(await Promise.all(entries));
  };
  return (await replaced(value)) as Value;
}
