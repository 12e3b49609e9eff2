import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { build } from 'esbuild';

const root = join(import.meta.dirname, '..', '..');

/** What is served beside the pages. */
export interface ServedFile {
  readonly type: string;
  readonly body: string | Buffer;
}

const html = (name: string): string => `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width" />
    <title>${name}</title>
    <link rel="icon" href="data:," />
    <link rel="stylesheet" href="/uploader.css" />
    <style>
      :root { color-scheme: light dark; background: light-dark(#fff, #101014); }
      body { margin: 0; padding: 24px; font-family: system-ui, sans-serif; color: light-dark(#17171f, #f2f2f7); }
      main { max-inline-size: 720px; margin-inline: auto; }
    </style>
  </head>
  <body>
    <main id="page"></main>
    <script type="module" src="/${name}.js"></script>
  </body>
</html>`;

async function bundled(name: string): Promise<ServedFile> {
  const { outputFiles } = await build({
    entryPoints: [join(import.meta.dirname, 'pages', `${name}.ts`)],
    bundle: true,
    format: 'esm',
    platform: 'browser',
    target: 'es2022',
    write: false,
    define: { 'process.env.NODE_ENV': '"development"' },
  });
  return { type: 'text/javascript', body: outputFiles[0]?.text ?? '' };
}

export interface PageServer {
  readonly url: string;
  readonly files: Map<string, ServedFile>;
  stop(): Promise<void>;
}

/** Serves pages of this folder, each a module that is bundled with what it imports, on 127.0.0.1. */
export async function servePages(names: readonly string[]): Promise<PageServer> {
  const css = readFileSync(join(root, 'packages', 'client', 'uploader', 'uploader.css'), 'utf8');
  const files = new Map<string, ServedFile>([['/uploader.css', { type: 'text/css', body: css }]]);
  for (const name of names) {
    files.set(`/${name}`, { type: 'text/html', body: html(name) });
    files.set(`/${name}.js`, await bundled(name));
  }
  const server = createServer(({ url = '' }, response) => {
    const file = files.get(url.split('?')[0] ?? '');
    if (!file) return void response.writeHead(404).end();
    response.writeHead(200, { 'content-type': file.type, 'cache-control': 'no-store' }).end(file.body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  return {
    url: `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`,
    files,
    stop: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
