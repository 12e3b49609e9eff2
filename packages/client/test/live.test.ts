import { afterEach, beforeEach, expect, it } from 'vitest';
import { createDarkroom } from '../darkroom.ts';
import { StillTime } from './clocks.ts';
import { FakeServer } from './fake-server.ts';
import { mailbox } from './mailbox.ts';

let server: FakeServer;
beforeEach(async () => {
  server = await FakeServer.open();
  server.hasPush = true;
});
afterEach(() => server.stop());

it('who is cut off before all that he missed is told asks for it again', async () => {
  const time = new StillTime();
  const over = new AbortController();
  const asked = mailbox<unknown>();
  const event = (id: string, task: string): string =>
    JSON.stringify({ type: 'task.stage_changed', id, sequence: 1, data: { id: task } });
  const answers = [
    ['{"type":"subscribed"}', event('evt_5', 'a')],
    // New, and told before what was missed: evt_6 may be still to come.
    [event('evt_7', 'b')],
    [],
  ];
  server.onSubscribe = (socket, { after = 'nothing' }) => {
    for (const answer of answers.shift() ?? []) socket.send(answer);
    socket.close();
    asked.put(after);
  };
  const ignored = (): void => undefined;
  const following = createDarkroom({ url: server.url, key: 'dk_test', time }).live(
    { prompt: 'p' },
    { signal: over.signal, onEvent: ignored, onLook: ignored },
  );
  expect(await asked.next()).toBe('nothing');
  for (const pause of [500, 1000]) {
    await time.isWaitedFor(pause);
    time.pass(pause);
    expect(await asked.next()).toBe('evt_5');
  }
  over.abort();
  await following;
});
