import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { build as bundle, type Plugin } from 'esbuild';
import { installOutside } from '../local/outside-packages.ts';
import { atMost, type Findings } from './goals.ts';
import { textTable } from './text-table.ts';

const root = join(import.meta.dirname, '..');

/** What a page bundles, by what it imports. */
export const pages = [
  {
    what: 'client, create and subscribe',
    limit: 6 * 1024,
    /** Without what is loaded later, where an order names a file. */
    atFirst: true,
    imports: {
      '@darkroom/client/transport': ['createTransport'],
      '@darkroom/client/tasks': ['createTask'],
      '@darkroom/client/subscribe': ['subscribe'],
    },
  },
  {
    what: 'client, whole',
    limit: 12 * 1024,
    atFirst: false,
    imports: { '@darkroom/client': ['createDarkroom', 'DarkroomError', 'verifyWebhook'] },
  },
] as const;

export async function sizeOf(
  imports: Readonly<Record<string, readonly string[]>>,
  { atFirst = false, resolveDir = root } = {},
) {
  const names = Object.values(imports)
    .flat()
    .map((name) => name.split(' as ').at(-1));
  const lines = Object.entries(imports).map(
    ([from, taken]) => `import { ${taken.join(', ')} } from '${from}';`,
  );
  const { outputFiles } = await bundle({
    stdin: { contents: `${lines.join('\n')}\nglobalThis.kept = [${names.join(', ')}];`, resolveDir },
    bundle: true,
    minify: true,
    format: 'esm',
    platform: 'browser',
    target: 'es2022',
    write: false,
    plugins: atFirst ? [leaveForLater] : [],
  });
  const bytes = outputFiles[0]?.contents ?? new Uint8Array();
  return { bytes: bytes.length, gzipped: gzipSync(bytes, { level: 9 }).length };
}

/** What is imported when it is needed is a file of its own, which a page loads then. */
const leaveForLater: Plugin = {
  name: 'leave for later',
  setup: (build) => {
    build.onResolve({ filter: /./ }, ({ kind, path }) =>
      kind === 'dynamic-import' ? { path, external: true } : undefined,
    );
  },
};

/** The clients of others, as their own pages tell to import them. */
const peers = [
  { name: '@fal-ai/client', version: '1.10.1', taken: ['createFalClient'] },
  { name: 'replicate', version: '1.4.0', taken: ['default as Replicate'] },
] as const;

/** What a page loads of the clients of others, whole; nothing where they cannot be had. */
async function sizesOfPeers() {
  const folder = await installOutside('peers', peers);
  if (folder === undefined) return [];
  return Promise.all(
    peers.map(async ({ name, version, taken }) => ({
      what: `${name} ${version}, whole`,
      ...(await sizeOf({ [name]: taken }, { resolveDir: folder })),
    })),
  );
}

/** How much a page loads of the client, bundled for browsers, beside the clients of others. */
export async function client(): Promise<Findings> {
  const sizes = await Promise.all(
    pages.map(async (page) => ({ ...page, ...(await sizeOf(page.imports, page)) })),
  );
  const others = await sizesOfPeers();
  const rows = [...sizes, ...others].map(({ what, bytes, gzipped }) => [
    what,
    String(bytes),
    String(gzipped),
  ]);
  return {
    text: [textTable(['', 'bytes', 'gzipped'], rows)],
    goals: sizes.map(({ what, limit, gzipped }) =>
      atMost(`${what}, bytes gzipped`, { limit, measured: gzipped }),
    ),
    numbers: { sizes, others },
  };
}
