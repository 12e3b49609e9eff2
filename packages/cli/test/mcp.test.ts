import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { Client } from '@modelcontextprotocol/client';
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio';
import { startFakeApi, type FakeApi } from '@darkroom/client/fake-api';
import { commandLine, root } from './command-line.ts';

let api: FakeApi;
beforeEach(async () => {
  api = await startFakeApi();
});
afterEach(() => api.stop());

const env = (): Record<string, string> => ({ DARKROOM_URL: api.url, DARKROOM_API_KEY: api.key });

it('darkroom mcp serves the program that starts it, and ends with it', async () => {
  const client = new Client({ name: 'a chat', version: '1' });
  const wire = new StdioClientTransport({
    command: process.execPath,
    args: [join(root, 'packages', 'cli', 'main.ts'), 'mcp', '--confirm-above', 'none'],
    env: env(),
  });
  await client.connect(wire);
  const { tools } = await client.listTools();
  expect(tools.map(({ name }) => name)).toContain('generate');
  const order = { model: 'IMAGEN4', input: { prompt: 'a hat' }, idempotencyKey: 'hat-1' };
  const { structuredContent } = await client.callTool({ name: 'generate', arguments: order });
  expect(structuredContent).toMatchObject({ status: 'SUCCESS' });
  await client.close();
});

it.each([
  [['mcp', 'words'], 'takes no words'],
  [['mcp', '--confirm-above', 'much'], 'a number of credits'],
  [['mcp', '--allow', 'nowhere'], 'nowhere is none'],
])('darkroom %j is refused before anything is served', async (args, words) => {
  const { code, err, out } = await commandLine(args, { env: env() });
  expect([code, out, err]).toEqual([2, '', expect.stringContaining(words)]);
});
