import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createDarkroom, type Darkroom } from '../darkroom.ts';
import type { TaskHandle } from '../tasks.ts';
import type { Time } from '../time.ts';
import { HastyTime, StillTime } from './clocks.ts';
import { FakeServer } from './fake-server.ts';
import { mailbox } from './mailbox.ts';

const order = {
  providerParams: { service: 'KIE', model: 'nano-banana-pro', input: { prompt: 'a hat' } },
} as const;
const ended = { status: 'SUCCESS', stage: 'done' };
const HOUR_MS = 3_600_000;

let server: FakeServer;
beforeEach(async () => {
  server = await FakeServer.open();
});
afterEach(() => server.stop());

const clientWith = (time: Time): Darkroom => createDarkroom({ url: server.url, key: 'dk_test', time });

describe('where there is push, a wait', () => {
  let time: StillTime;
  let darkroom: Darkroom;
  let task: TaskHandle;
  beforeEach(async () => {
    server.hasPush = true;
    time = new StillTime();
    darkroom = clientWith(time);
    task = await darkroom.tasks.create(order);
  });

  it('of ten hours asks twice, and is told of everything', async () => {
    const updates = mailbox<{ stage?: string }>();
    const waiting = darkroom.subscribe(task, { onUpdate: updates.put });
    expect((await updates.next()).stage).toBe('queued');
    for (let hour = 1; hour <= 10; hour += 1) {
      time.pass(HOUR_MS);
      server.change(task.id, { stage: `stage ${hour}` }, { id: `evt_${hour + 10}`, sequence: hour });
      expect((await updates.next()).stage).toBe(`stage ${hour}`);
    }
    server.change(task.id, ended, { id: 'evt_30', sequence: 30 });
    expect(await waiting).toMatchObject({ id: task.id, status: 'SUCCESS' });
    expect(server.asked('GET').map(({ path }) => path)).toEqual([
      '/api/v1/me',
      `/api/v1/generation/tasks/${task.id}`,
    ]);
  });

  it('says who it is in its first message, and in no address', async () => {
    const updates = mailbox();
    const waiting = darkroom.subscribe(task, { onUpdate: updates.put });
    await updates.next();
    server.change(task.id, ended, { id: 'evt_1', sequence: 1 });
    await waiting;
    expect(server.said[0]).toEqual({ action: 'subscribe', token: 'dk_test', task: task.id });
  });

  it('whose connection breaks comes back with the newest event, and asks no more', async () => {
    const updates = mailbox<{ status?: string }>();
    const waiting = darkroom.subscribe(task, { onUpdate: updates.put });
    await updates.next();
    server.change(task.id, { stage: 'generating' }, { id: 'evt_5', sequence: 5 });
    await updates.next();
    const asked = server.asked('GET').length;
    server.onSubscribe = (socket, message) => {
      expect(message['after']).toBe('evt_5');
      const data = { ...server.tasks.get(task.id), ...ended };
      socket.send(JSON.stringify({ type: 'task.stage_changed', id: 'evt_5', sequence: 5, data: task }));
      socket.send(JSON.stringify({ type: 'task.succeeded', id: 'evt_6', sequence: 6, data }));
      socket.send(JSON.stringify({ type: 'subscribed', task: task.id, resumed: true }));
    };
    for (const socket of server.sockets) socket.terminate();
    await time.isWaitedFor(500);
    time.pass(500);
    expect((await waiting).status).toBe('SUCCESS');
    // What had been told was sent again, and not told again.
    expect((await updates.next()).status).toBe('SUCCESS');
    expect(server.asked('GET')).toHaveLength(asked);
  });

  it('looks where something cannot be told', async () => {
    const updates = mailbox();
    const waiting = darkroom.subscribe(task, { onUpdate: updates.put });
    await updates.next();
    server.tasks.set(task.id, { ...server.tasks.get(task.id), ...ended });
    for (const socket of server.sockets) socket.send(JSON.stringify({ type: 'resync', task: task.id }));
    expect((await waiting).status).toBe('SUCCESS');
    expect(server.asked('GET')).toHaveLength(3);
  });

  it('that is refused there asks instead, when the API says', async () => {
    const problem = { status: 403, code: 'forbidden' };
    const refused = mailbox();
    server.onSubscribe = (socket) => {
      socket.send(JSON.stringify({ type: 'error', problem }), () => refused.put(1));
    };
    const waiting = darkroom.subscribe(task);
    await refused.next();
    server.tasks.set(task.id, { ...server.tasks.get(task.id), ...ended });
    await time.isWaitedFor(7000);
    time.pass(7000);
    expect((await waiting).status).toBe('SUCCESS');
  });

  it('notices a line that is dead without a word, and connects again', async () => {
    const updates = mailbox();
    const waiting = darkroom.subscribe(task, { onUpdate: updates.put });
    await updates.next();
    for (const socket of server.sockets) {
      socket.removeAllListeners('message');
      socket.pause();
    }
    time.pass(60_000);
    await time.isWaitedFor(60_000);
    const again = mailbox();
    server.onSubscribe = (socket, { task: id }) => {
      socket.send(JSON.stringify({ type: 'subscribed', task: id }));
      again.put(1);
    };
    time.pass(60_000);
    await time.isWaitedFor(500);
    time.pass(500);
    await again.next();
    server.change(task.id, ended, { id: 'evt_9', sequence: 9 });
    expect((await waiting).status).toBe('SUCCESS');
  });
});

describe('where there is none, a wait', () => {
  it('asks when the API says, and never sooner', async () => {
    const time = new HastyTime();
    const darkroom = clientWith(time);
    const task = await darkroom.tasks.create(order);
    let updates = 0;
    const onUpdate = (): void => {
      updates += 1;
      if (updates === 3) server.tasks.set(task.id, { ...server.tasks.get(task.id), ...ended });
    };
    expect((await darkroom.subscribe(task, { onUpdate })).status).toBe('SUCCESS');
    const status = server.asked(`GET /api/v1/generation/tasks/${task.id}/status`);
    expect(status).toHaveLength(4);
    expect(time.waits.filter((wait) => wait >= 7000)).toHaveLength(4);
  });

  it('survives a network that is lost for an hour', async () => {
    const hasty = new HastyTime();
    const begin = hasty.now();
    let isBack = false;
    const wait: Time['wait'] = async (milliseconds, signal) => {
      await hasty.wait(milliseconds, signal);
      if (isBack || hasty.now() < begin + HOUR_MS) return;
      isBack = true;
      server.comeBack();
    };
    const darkroom = clientWith({ now: hasty.now, wait });
    const task = await darkroom.tasks.create(order);
    server.lose();
    server.tasks.set(task.id, { ...server.tasks.get(task.id), ...ended });
    expect((await darkroom.subscribe(task)).status).toBe('SUCCESS');
    expect(isBack).toBe(true);
  });

  it('ends with the refusal of a task that is not there', async () => {
    const waiting = clientWith(new HastyTime()).subscribe({ id: 'f'.repeat(32) });
    await expect(waiting).rejects.toMatchObject({ status: 404 });
  });

  it('asks nothing where the task had ended when it was ordered', async () => {
    const darkroom = clientWith(new HastyTime());
    const task = { ...(await darkroom.tasks.create(order)), status: 'SUCCESS' } as const;
    expect(await darkroom.subscribe(task)).toBe(task);
    expect(server.asked('GET')).toEqual([]);
  });

  it('throws what its listener throws', async () => {
    const darkroom = clientWith(new HastyTime());
    const task = await darkroom.tasks.create(order);
    const fault = new Error('of the listener');
    const onUpdate = (): never => {
      throw fault;
    };
    await expect(darkroom.subscribe(task, { onUpdate })).rejects.toBe(fault);
  });
});

describe('a wait that is ended', () => {
  it.each([
    [false, 'PENDING'],
    [true, 'CANCELED'],
  ])('by its signal, with cancelOnAbort %s, leaves the task %s', async (cancelOnAbort, status) => {
    const darkroom = clientWith(new StillTime());
    const task = await darkroom.tasks.create(order);
    const abort = new AbortController();
    const waiting = darkroom.subscribe(task, { signal: abort.signal, cancelOnAbort });
    const reason = new Error('the page was left');
    abort.abort(reason);
    await expect(waiting).rejects.toBe(reason);
    expect(server.tasks.get(task.id)?.['status']).toBe(status);
  });

  it('by its time says which task goes on', async () => {
    const time = new StillTime();
    const darkroom = clientWith(time);
    const task = await darkroom.tasks.create(order);
    const waiting = darkroom.subscribe(task, { timeoutSeconds: 5 });
    await time.isWaitedFor(5000);
    time.pass(5000);
    await expect(waiting).rejects.toMatchObject({ code: 'wait_timeout', taskId: task.id, retryable: true });
  });
});
