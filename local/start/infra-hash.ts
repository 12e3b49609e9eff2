import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { build } from 'esbuild';

/** The file in an assembly that says of which infra code its template is. */
export const INFRA_HASH_FILE = 'infra.sha256';

/**
 * A hash of all code that the template follows from, without what only the functions run: the infra program, bundled with
 * what it uses of ours. The template can change only when this does, or a package.
 */
export async function infraHash(root: string): Promise<string> {
  const { outputFiles } = await build({
    absWorkingDir: root,
    entryPoints: [join(root, 'infra', 'darkroom.ts')],
    bundle: true,
    write: false,
    minify: true,
    platform: 'node',
    format: 'esm',
    packages: 'external',
    logLevel: 'silent',
  });
  const hash = createHash('sha256');
  for (const { contents } of outputFiles) hash.update(contents);
  return hash.digest('hex');
}
