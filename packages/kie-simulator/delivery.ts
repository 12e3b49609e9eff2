import { createHmac } from 'node:crypto';
import type { Simulation } from './simulation.ts';
import type { Attempt, Task } from './tasks.ts';

/** The two headers of a signed callback; the body is not part of what is signed. */
export function signedHeaders(taskId: string, seconds: number, key: string): Record<string, string> {
  if (key === '') return {};
  const signature = createHmac('sha256', key).update(`${taskId}.${seconds}`).digest('base64');
  return { 'x-webhook-timestamp': String(seconds), 'x-webhook-signature': signature };
}

interface Delivery {
  taskId: string;
  url: string;
  body: unknown;
  sent: Attempt['sent'];
  signedAt: number;
}

async function post(sim: Simulation, delivery: Delivery): Promise<string> {
  const { hmacKey, callbackTimeoutMs } = sim.knobs();
  const honest = delivery.sent === 'result' || delivery.sent === 'duplicate';
  const key = hmacKey !== '' && !honest ? `not ${hmacKey}` : hmacKey;
  try {
    const reply = await fetch(delivery.url, {
      method: 'POST',
      redirect: 'manual',
      headers: {
        'content-type': 'application/json',
        'user-agent': 'kie-callback/1.0',
        ...signedHeaders(delivery.taskId, Math.floor(delivery.signedAt / 1000), key),
      },
      body: JSON.stringify(delivery.body),
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

/** A false report: success, while the task still runs, with foreign files. */
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

/** Which callback is sent, and what makes its body. */
interface Callback {
  readonly sent: Attempt['sent'];
  readonly bodyOf: (task: Task) => unknown;
}

/** Delivers one callback; returns its outcome: the HTTP status, or `timeout` or `unreachable`. */
export async function deliverCallback(
  sim: Simulation,
  task: Task,
  { sent, bodyOf }: Callback,
): Promise<string> {
  const at = sim.clock.now();
  const outcome = await post(sim, {
    taskId: task.id,
    url: task.callbackUrl ?? '',
    body: sent === 'forged' ? forgedBody(task) : bodyOf(task),
    sent,
    signedAt: sim.knobs().callbackRestamp ? at : (task.completedAt ?? at),
  });
  // Broken off by our own end: not an attempt, and due again after the restart.
  if (sim.stopping.aborted) return outcome;
  const now = sim.tasks.get(task.id);
  if (now !== undefined) sim.tasks.put({ ...now, callbacks: [...now.callbacks, { at, sent, outcome }] });
  return outcome;
}
