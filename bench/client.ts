import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';
import { atMost, type Findings } from './goals.ts';
import { textTable } from './text-table.ts';

const root = join(import.meta.dirname, '..');

/** What a page bundles, by what it imports. */
export const pages = [
  {
    what: 'client, create and subscribe',
    limit: 6 * 1024,
    imports: {
      '@darkroom/client/transport': ['createTransport'],
      '@darkroom/client/tasks': ['createTask'],
      '@darkroom/client/subscribe': ['subscribe'],
    },
  },
  {
    what: 'client, whole',
    limit: 12 * 1024,
    imports: { '@darkroom/client': ['createDarkroom', 'DarkroomError', 'verifyWebhook'] },
  },
] as const;

export async function sizeOf(imports: Readonly<Record<string, readonly string[]>>) {
  const names = Object.values(imports).flat();
  const lines = Object.entries(imports).map(
    ([from, taken]) => `import { ${taken.join(', ')} } from '${from}';`,
  );
  const { outputFiles } = await build({
    stdin: { contents: `${lines.join('\n')}\nglobalThis.kept = [${names.join(', ')}];`, resolveDir: root },
    bundle: true,
    minify: true,
    format: 'esm',
    platform: 'browser',
    target: 'es2022',
    write: false,
  });
  const bytes = outputFiles[0]?.contents ?? new Uint8Array();
  return { bytes: bytes.length, gzipped: gzipSync(bytes, { level: 9 }).length };
}

/** How much a page loads of the client, bundled for browsers. */
export async function client(): Promise<Findings> {
  const sizes = await Promise.all(pages.map(async (page) => ({ ...page, ...(await sizeOf(page.imports)) })));
  const rows = sizes.map(({ what, bytes, gzipped }) => [what, String(bytes), String(gzipped)]);
  return {
    text: [textTable(['', 'bytes', 'gzipped'], rows)],
    goals: sizes.map(({ what, limit, gzipped }) =>
      atMost(`${what}, bytes gzipped`, { limit, measured: gzipped }),
    ),
    numbers: sizes,
  };
}
