import { create } from './create.ts';
import { modelNamed, type ModelFacts } from './facts.ts';
import { linksOf } from './links.ts';
import { ok, refused, textAt, type Exchange, type Reply } from './replies.ts';
import type { Simulation } from './simulation.ts';
import type { Task } from './tasks.ts';

/** Larger versions of a finished Veo clip: tasks of their own, made on request. */

/** What is said of a task that is not there, or not finished. */
export const nothing = 'record is null';

/** A finished Veo task. */
export const finished = (sim: Simulation, id: string): Task | undefined => {
  const task = sim.tasks.get(id);
  return task?.family === 'veo' && task.state === 'success' ? task : undefined;
};

/** The model that makes an upgrade, and which of its parent's clips it is made of. */
interface Upgrade {
  model: string;
  index: number;
}

/** The upgrade that was made of a task, if any. */
export const upgradeOf = (sim: Simulation, parent: string, { model, index }: Upgrade): Task | undefined =>
  sim.tasks
    .all()
    .find(
      (task) => task.parent === parent && task.model === model && Number(task.body['index'] ?? 0) === index,
    );

interface UpgradeAsked extends Pick<UpgradeOrder, 'model' | 'index' | 'parent'> {
  /** The task that makes it; none before the first request. */
  upgrade: Task | undefined;
}

/** The upgrade that a request means; nothing when it names no finished task. */
function upgradeAsked(sim: Simulation, taskId: string, { model, index }: Upgrade): UpgradeAsked | undefined {
  const parent = finished(sim, taskId);
  const facts = modelNamed(model);
  if (parent === undefined || facts === undefined) return undefined;
  return { model: facts, index, parent, upgrade: upgradeOf(sim, parent.id, { model, index }) };
}

interface UpgradeOrder {
  model: ModelFacts;
  index: number;
  parent: Task;
  callbackUrl: string | null;
  latencyMs: number;
}

const startUpgrade = (sim: Simulation, order: UpgradeOrder): Promise<Reply> =>
  create(sim, {
    family: 'veo',
    model: order.model,
    body: { taskId: order.parent.id, index: order.index },
    input: {
      ...order.parent.input,
      // The words of the prompt asked their trouble of the parent only.
      prompt: order.parent.prompt.replaceAll('[', '('),
      taskId: order.parent.id,
      task_id: order.parent.id,
      index: String(order.index),
      resolution: order.model.id === 'veo/get-4k-video' ? '4k' : '1080p',
    },
    callbackUrl: order.callbackUrl,
    asked: '',
    idPrefix: 'veo_task_',
    parent: order.parent.id,
    latencyMs: order.latencyMs,
    dataOf: ({ id }) => ({ taskId: id, resultUrls: null, imageUrls: null }),
  });

/** GET /api/v1/veo/get-1080p-video: refuses until the upgrade, started by the first call, is ready. */
export async function get1080p(sim: Simulation, { url }: Exchange): Promise<Reply> {
  const asked = upgradeAsked(sim, url.searchParams.get('taskId') ?? '', {
    model: 'veo/get-1080p-video',
    index: Number(url.searchParams.get('index') ?? 0),
  });
  if (asked === undefined) return refused(422, nothing);
  const { upgrade, ...order } = asked;
  if (upgrade?.state === 'success') return ok({ resultUrl: linksOf(sim, upgrade)[0] ?? null });
  if (upgrade?.state === 'fail') return refused(500, 'The 1080P version of this video is unavailable.');
  if (upgrade === undefined) {
    const latencyMs = sim.knobs().upgrade1080Ms;
    const reply = await startUpgrade(sim, { ...order, callbackUrl: null, latencyMs });
    if (reply.kind !== 'json' || reply.code !== 200) return reply;
  }
  return refused(400, '1080P is processing. It should be ready in 1-2 minutes. Please check back shortly.');
}

/** POST /api/v1/veo/get-4k-video: a task of its own; asking again is refused, with the result once there is one. */
export async function get4k(sim: Simulation, { body }: Exchange): Promise<Reply> {
  const asked = upgradeAsked(sim, textAt(body ?? {}, 'taskId'), {
    model: 'veo/get-4k-video',
    index: Number(body?.['index'] ?? 0),
  });
  if (asked === undefined) return refused(422, nothing);
  const { upgrade, ...order } = asked;
  if (upgrade === undefined) {
    const callbackUrl = textAt(body ?? {}, 'callBackUrl') || null;
    return startUpgrade(sim, { ...order, callbackUrl, latencyMs: sim.knobs().upgrade4kMs });
  }
  const ready = upgrade.state === 'success';
  const urls = ready ? linksOf(sim, upgrade) : null;
  const msg = ready
    ? 'The 4K video has been generated successfully.'
    : 'The 4K video is processing. It should be ready in 5-10 minutes.';
  const data = { taskId: upgrade.id, resultUrls: urls, imageUrls: ready ? [] : null };
  return { kind: 'json', status: 200, code: 422, body: { code: 422, msg, data } };
}

/** The body pushed to the callback address at the end of an upgrade to 4K. */
export function upgradeCallback(sim: Simulation, task: Task): unknown {
  const urls = linksOf(sim, task);
  if (task.state !== 'success')
    return { code: 500, msg: 'The 4K version of this video is unavailable.', data: { taskId: task.id } };
  const data = sim.knobs().docShapes
    ? { task_id: task.id, result_urls: urls, media_ids: [], image_urls: [] }
    : { taskId: task.id, info: { resultUrls: urls, imageUrls: [] } };
  return { code: 200, msg: '4K Video generated successfully.', data };
}
