import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { WebSocketServer } from 'ws';
import type { FakeApi } from '@darkroom/client/fake-api';
import { aTerminal } from './a-terminal.ts';
import { commandLine } from './command-line.ts';

const event = {
  type: 'task.succeeded',
  id: 'evt_1',
  sequence: 3,
  timestamp: '2026-10-02T10:00:07.000Z',
  data: { id: 'f00', promptId: 'p', service: 'KIE', model: 'IMAGEN4', status: 'SUCCESS', stage: 'done' },
};

let api: FakeApi;
let push: WebSocketServer;
let said: unknown[];
beforeEach(async () => {
  ({ api } = await aTerminal());
  said = [];
  push = new WebSocketServer({ port: 0, host: '127.0.0.1' });
  await new Promise((resolve) => push.once('listening', resolve));
  push.on('connection', (socket) => {
    socket.on('message', (data: Buffer) => {
      said.push(JSON.parse(data.toString()));
      for (const message of [{ type: 'subscribed' }, event]) socket.send(JSON.stringify(message));
    });
  });
  const liveUrl = `ws://127.0.0.1:${(push.address() as AddressInfo).port}`;
  api.script.instead = [{ match: 'GET /api/v1/me', body: { liveUrl } }];
});
afterEach(() => {
  for (const socket of push.clients) socket.terminate();
  push.close();
});

/** Watches until an event is printed. */
function watching(...args: string[]) {
  const interruption = new AbortController();
  let out = '';
  return commandLine(['watch', ...args], {
    env: { DARKROOM_URL: api.url, DARKROOM_API_KEY: api.key },
    interrupted: interruption.signal,
    sleep: () => new Promise((resolve) => interruption.signal.addEventListener('abort', () => resolve())),
    out: (text) => {
      out += text;
      interruption.abort();
    },
  }).then((result) => ({ ...result, out }));
}

it.each([
  [[], { owner: true }],
  [['--prompt-id', 'p'], { prompt: 'p' }],
  [['f00'], { task: 'f00' }],
])('darkroom watch %j prints what happens until it is interrupted', async (args, target) => {
  expect(await watching(...args)).toEqual({
    code: 0,
    out: '2026-10-02 10:00:07  task.succeeded      f00  KIE IMAGEN4  done\n',
    err: 'Listening. End with Ctrl+C.\n',
  });
  expect(said).toEqual([{ action: 'subscribe', token: api.key, ...target }]);
});

it('darkroom watch --json prints each event on a line of its own', async () => {
  expect(JSON.parse((await watching('--json')).out)).toEqual(event);
});

it('darkroom watch says so where a deployment has no live push', async () => {
  api.script.instead = [];
  const { code, err } = await watching();
  expect([code, err]).toEqual([2, expect.stringContaining('no live push')]);
  expect(await watching('f00', '--prompt-id', 'p')).toMatchObject({ code: 2 });
});
