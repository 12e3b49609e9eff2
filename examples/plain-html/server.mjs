import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { build } from 'esbuild';
import { createDarkroom } from '@darkroom/client';

/** Serves the page and the client, and orders for whoever asks: the key stays here. */

const { DARKROOM_URL: url, DARKROOM_API_KEY: key, PORT = '0' } = process.env;
const darkroom = createDarkroom({ url, key });

// The client in one file; another page takes it from its own bundler.
const bundled = await build({
  stdin: { contents: "export { createDarkroom } from '@darkroom/client';", resolveDir: import.meta.dirname },
  bundle: true,
  minify: true,
  format: 'esm',
  platform: 'browser',
  write: false,
});
const client = bundled.outputFiles[0].text;

async function order(prompt) {
  const providerParams = { service: 'KIE', model: 'IMAGEN4', input: { prompt } };
  const { id } = await darkroom.tasks.create({ providerParams });
  const { token } = await darkroom.tokens.create({ task: id, scopes: ['tasks:read'] });
  return { url, token, task: { id } };
}

async function answer({ method, url: path }, body) {
  if (path === '/') return ['text/html', await readFile(join(import.meta.dirname, 'index.html'))];
  if (path === '/darkroom.js') return ['text/javascript', client];
  if (method === 'POST' && path === '/order') return ['application/json', JSON.stringify(await order(body))];
  return undefined;
}

const server = createServer(async (request, response) => {
  try {
    const found = await answer({ method: request.method, url: request.url }, await text(request));
    if (!found) response.writeHead(404).end();
    else response.writeHead(200, { 'content-type': found[0] }).end(found[1]);
  } catch (error) {
    response.writeHead(502, { 'content-type': 'text/plain' }).end(error.message);
  }
});
server.listen(Number(PORT), '127.0.0.1', () => console.log(`http://127.0.0.1:${server.address().port}`));
