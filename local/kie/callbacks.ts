import { createHmac } from 'node:crypto';
import type { Simulation } from './simulation.ts';
import type { Attempt, Task } from './tasks.ts';

/** Pushes ends of tasks to the addresses their makers gave, well or badly as the knobs say. */
export interface Callbacks {
  /** A task has ended: plan its callback. */
  settled(task: Task): void;
  /** A task has begun: plan a forged callback when it is to have one. */
  begun(task: Task): void;
  /** After a restart: whatever was due is due again. */
  resume(task: Task): void;
}

/** The two headers of a signed callback; the body is not part of what is signed. */
export function signedHeaders(taskId: string, seconds: number, key: string): Record<string, string> {
  if (key === '') return {};
  const signature = createHmac('sha256', key).update(`${taskId}.${seconds}`).digest('base64');
  return { 'x-webhook-timestamp': String(seconds), 'x-webhook-signature': signature };
}

interface Letter {
  taskId: string;
  url: string;
  body: unknown;
  sent: Attempt['sent'];
  signedAt: number;
}

async function post(sim: Simulation, letter: Letter): Promise<string> {
  const { hmacKey, callbackTimeoutMs } = sim.knobs();
  const honest = letter.sent === 'result' || letter.sent === 'duplicate';
  const key = hmacKey !== '' && !honest ? `not ${hmacKey}` : hmacKey;
  try {
    const reply = await fetch(letter.url, {
      method: 'POST',
      redirect: 'manual',
      headers: {
        'content-type': 'application/json',
        'user-agent': 'kie-callback/1.0',
        ...signedHeaders(letter.taskId, Math.floor(letter.signedAt / 1000), key),
      },
      body: JSON.stringify(letter.body),
      signal: AbortSignal.any([sim.stopping, AbortSignal.timeout(callbackTimeoutMs)]),
    });
    await reply.body?.cancel();
    return String(reply.status);
  } catch (error) {
    return error instanceof Error && error.name === 'TimeoutError' ? 'timeout' : 'unreachable';
  }
}

/** Addresses no downloader may ever follow. */
const evilUrls = ['http://169.254.169.254/latest/meta-data/iam', 'https://evil.example/not-yours.png'];

/** A lie: success, while the task still runs, with somebody else's files. */
function forgedBody(task: Task): unknown {
  const data =
    task.family === 'jobs'
      ? {
          state: 'success',
          model: task.model,
          resultJson: JSON.stringify({ resultUrls: evilUrls }),
          failCode: null,
        }
      : { info: { resultUrls: evilUrls, resolution: '1080p' }, resultUrls: evilUrls };
  return { code: 200, msg: 'success', data: { taskId: task.id, ...data } };
}

/** The delivery room. `bodyOf` writes the letter in the words of the task's family. */
export function callbacks(sim: Simulation, bodyOf: (task: Task) => unknown): Callbacks {
  // Callbacks that wait for another one to overtake them.
  const held = new Set<string>();
  const underway = new Set<string>();

  async function send(task: Task, sent: Attempt['sent']): Promise<string> {
    const { callbackRestamp } = sim.knobs();
    const letter: Letter = {
      taskId: task.id,
      url: task.callbackUrl ?? '',
      body: sent === 'forged' ? forgedBody(task) : bodyOf(task),
      sent,
      signedAt: callbackRestamp ? sim.clock.now() : (task.completedAt ?? sim.clock.now()),
    };
    const at = sim.clock.now();
    const outcome = await post(sim, letter);
    // Broken off by our own end: not an attempt, and due again after the restart.
    if (sim.stopping.aborted) return outcome;
    const now = sim.tasks.get(task.id);
    if (now !== undefined) sim.tasks.put({ ...now, callbacks: [...now.callbacks, { at, sent, outcome }] });
    return outcome;
  }

  function schedule(task: Task, at: number): void {
    sim.tasks.put({ ...task, callbackAt: at });
    sim.later(at, () => void sim.activity.during(() => deliver(task.id)));
  }

  async function deliver(id: string): Promise<void> {
    const task = sim.tasks.get(id);
    if (task?.callbackUrl == null || task.callbackAt === null || underway.has(id)) return;
    held.delete(id);
    underway.add(id);
    const truth = task.faults.includes('callback-bad-signature') ? 'bad-signature' : 'result';
    const twice = task.faults.includes('callback-duplicate') && task.callbackTries === 0;
    const [outcome] = await Promise.all([send(task, truth), ...(twice ? [send(task, 'duplicate')] : [])]);
    underway.delete(id);
    if (sim.stopping.aborted) return;
    const sent = sim.tasks.get(id);
    if (sent !== undefined) sim.tasks.put({ ...sent, callbackAt: null });
    if (outcome !== '200') again(id);
    release(id);
  }

  function again(id: string): void {
    const task = sim.tasks.get(id);
    const wait = task === undefined ? undefined : sim.knobs().callbackRetryMs[task.callbackTries];
    if (task === undefined || wait === undefined) return;
    schedule({ ...task, callbackTries: task.callbackTries + 1 }, sim.clock.now() + wait);
  }

  function release(overtaker: string): void {
    const overtaken = [...held].filter((id) => id !== overtaker);
    for (const id of overtaken) void sim.activity.during(() => deliver(id));
  }

  return {
    settled(task) {
      if (task.callbackUrl === null || task.faults.includes('callback-lost')) return;
      const reordered = task.faults.includes('callback-reorder');
      const late = reordered || task.faults.includes('callback-late');
      if (reordered) held.add(task.id);
      schedule(task, sim.clock.now() + (late ? sim.knobs().callbackLateMs : 0));
    },
    begun(task) {
      if (task.callbackUrl === null || !task.faults.includes('callback-forged')) return;
      const middle = task.createdAt + ((task.endsAt ?? task.createdAt + 1_000) - task.createdAt) / 2;
      sim.later(middle, () => void sim.activity.during(() => send(task, 'forged')));
    },
    resume(task) {
      if (task.callbackAt !== null) schedule(task, Math.max(task.callbackAt, sim.clock.now()));
    },
  };
}
