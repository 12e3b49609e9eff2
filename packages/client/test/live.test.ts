import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { WebSocket } from 'ws';
import { createDarkroom, type Darkroom } from '../darkroom.ts';
import type { LiveTarget } from '../live-events.ts';
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
    JSON.stringify({ type: 'task.stage_changed', id, sequence: 1, data: { id: task, promptId: 'p' } });
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

describe('of a client, those who follow something', () => {
  let time: StillTime;
  let darkroom: Darkroom;
  beforeEach(() => {
    time = new StillTime();
    darkroom = createDarkroom({ url: server.url, key: 'dk_test', time });
  });

  /** Follows until `over`; gives what it is told, as it is told. */
  const following = (target: LiveTarget) => {
    const told = mailbox<string>();
    const over = new AbortController();
    const ended = darkroom.live(target, {
      signal: over.signal,
      onEvent: ({ data }) => told.put(data.stage),
      onLook: () => told.put('look'),
    });
    return { told, over, ended };
  };
  const sockets = () => [...server.sockets];
  const closed = (socket: WebSocket) => new Promise((resolve) => socket.once('close', resolve));
  const asked = (action: string) => server.said.filter((message) => message['action'] === action);

  it('share a connection, are told each of its own, and leave it to the others', async () => {
    const [first, second, all] = [
      following({ task: 'a' }),
      following({ prompt: 'p' }),
      following({ owner: true }),
    ];
    for (const { told } of [first, second, all]) expect(await told.next()).toBe('look');
    expect(sockets()).toHaveLength(1);
    server.change('a', { id: 'a', stage: 'of a' }, { id: 'evt_1', sequence: 1 });
    server.change('b', { id: 'b', promptId: 'p', stage: 'of b' }, { id: 'evt_2', sequence: 1 });
    expect([await all.told.next(), await all.told.next()]).toEqual(['of a', 'of b']);
    expect([await first.told.next(), await second.told.next()]).toEqual(['of a', 'of b']);
    first.over.abort();
    await first.ended;
    server.change('a', { stage: 'end of a' }, { id: 'evt_3', sequence: 2 });
    expect(await all.told.next()).toBe('end of a');
    const gone = sockets().map(closed);
    second.over.abort();
    all.over.abort();
    await Promise.all([...gone, second.ended, all.ended]);
    expect(asked('unsubscribe')[0]).toEqual({ action: 'unsubscribe', task: 'a' });
  });

  it('are told of an event that is too large by its task', async () => {
    const [one, other, prompt] = [
      following({ task: 'a' }),
      following({ task: 'b' }),
      following({ prompt: 'p' }),
    ];
    for (const { told } of [one, other, prompt]) expect(await told.next()).toBe('look');
    for (const socket of sockets()) socket.send('{"type":"resync","task":"a"}');
    server.change('b', { id: 'b', stage: 'of b' }, { id: 'evt_1', sequence: 1 });
    expect([await one.told.next(), await prompt.told.next()]).toEqual(['look', 'look']);
    expect(await other.told.next()).toBe('of b');
    for (const { over } of [one, other, prompt]) over.abort();
  });

  it('are refused each for itself', async () => {
    const all = following({ owner: true });
    expect(await all.told.next()).toBe('look');
    server.onSubscribe = (socket, { task }) => {
      const problem = { status: 404, code: 'not_found' };
      if (task === 'a') setImmediate(() => socket.send(JSON.stringify({ type: 'error', problem })));
      else socket.send(JSON.stringify({ type: 'subscribed', task }));
    };
    const [refused, other] = [following({ task: 'a' }), following({ task: 'b' })];
    await expect(refused.ended).rejects.toMatchObject({ code: 'not_found' });
    expect(await other.told.next()).toBe('look');
    for (const { over, ended } of [other, all]) {
      over.abort();
      await ended;
    }
    expect(server.said.filter(({ action }) => action === 'subscribe')).toHaveLength(3);
  });

  it('are forty-five to a connection, and what was followed on one is followed on another', async () => {
    const where = new Map<unknown, WebSocket[]>();
    server.onSubscribe = (socket, { task }) => {
      where.set(task, [...(where.get(task) ?? []), socket]);
      socket.send('{"type":"subscribed"}');
    };
    const many = Array.from({ length: 46 }, (_, n) => following({ task: `t${n}` }));
    for (const { told } of many) await told.next();
    expect(sockets()).toHaveLength(2);
    many[0]?.over.abort();
    await many[0]?.ended;
    const again = following({ task: 't0' });
    await again.told.next();
    expect(new Set(where.get('t0')).size).toBe(2);
    for (const { over } of [...many, again]) over.abort();
    await Promise.all([...many, again].map(({ ended }) => ended));
  });

  it('ask on another connection where nobody answers', async () => {
    const heard = mailbox<number>();
    let subscriptions = 0;
    server.onSubscribe = (socket) => {
      subscriptions += 1;
      if (subscriptions > 1) socket.send('{"type":"subscribed"}');
      heard.put(subscriptions);
    };
    const { told, over, ended } = following({ owner: true });
    await heard.next();
    for (const pause of [60_000, 60_000, 500]) {
      await time.isWaitedFor(pause);
      time.pass(pause);
    }
    expect(await told.next()).toBe('look');
    over.abort();
    await ended;
  });
});
