import { atTheGate, create, unknownModel } from './create.ts';
import { modelNamed } from './facts.ts';
import { besidesOf, linksOf } from './links.ts';
import { flagOf, namesFiles, phaseOf, priceIn } from './lifecycle.ts';
import { taskAsked } from './lookup.ts';
import { ok, refused, textAt, type Exchange, type Reply } from './replies.ts';
import type { Simulation } from './simulation.ts';
import type { Task } from './tasks.ts';
import type { Refusal } from './validation.ts';
import { finished, nothing, upgradeCallback, upgradeOf } from './veo-upgrades.ts';

/** The images must fit the mode: up to two as frames, up to three as references on 8-second clips. */
function modeRefusal(body: Record<string, unknown>): Refusal | undefined {
  const images = Array.isArray(body['imageUrls']) ? body['imageUrls'].length : 0;
  const mode = textAt(body, 'generationType');
  if (mode === 'FIRST_AND_LAST_FRAMES_2_VIDEO' && (images < 1 || images > 2)) {
    return { code: 422, msg: 'FIRST_AND_LAST_FRAMES_2_VIDEO takes 1 or 2 images.' };
  }
  if (mode !== 'REFERENCE_2_VIDEO') return undefined;
  if (images < 1 || images > 3) return { code: 422, msg: 'REFERENCE_2_VIDEO takes 1 to 3 images.' };
  return Number(body['duration'] ?? 8) === 8
    ? undefined
    : { code: 422, msg: 'REFERENCE_2_VIDEO makes clips of 8 seconds only.' };
}

// The older key still works; the newer one wins.
function oneRatio(body: Record<string, unknown>): Record<string, unknown> {
  const { aspectRatio, ...rest } = body;
  return aspectRatio === undefined ? rest : { aspect_ratio: aspectRatio, ...rest };
}

/** POST /api/v1/veo/generate */
export async function generateVeo(sim: Simulation, { body, asked }: Exchange): Promise<Reply> {
  const trouble = atTheGate(sim);
  if (trouble !== undefined) return trouble;
  if (body === undefined) return refused(500, 'Server exception, please try again later');
  const id = textAt(body, 'model') || 'veo3_fast';
  const model = modelNamed(id);
  if (model?.family !== 'veo') return unknownModel(id);
  return create(sim, {
    family: 'veo',
    model,
    body,
    input: oneRatio(body),
    callbackUrl: textAt(body, 'callBackUrl') || null,
    asked,
    idPrefix: 'veo_task_',
    refusal: modeRefusal(body),
    dataOf: ({ id: taskId }) => ({ taskId }),
  });
}

const tiers = new Map([
  ['fast', 'veo3_fast'],
  ['quality', 'veo3'],
  ['lite', 'veo3_lite'],
]);

/** POST /api/v1/veo/extend */
export async function extendVeo(sim: Simulation, { body, asked }: Exchange): Promise<Reply> {
  const trouble = atTheGate(sim);
  if (trouble !== undefined) return trouble;
  const model = modelNamed('veo/extend');
  if (body === undefined || model === undefined)
    return refused(500, 'Server exception, please try again later');
  const tier = textAt(body, 'model') || 'fast';
  const parent = finished(sim, textAt(body, 'taskId'));
  if (textAt(body, 'taskId') === '') return refused(500, 'taskId is required');
  if (textAt(body, 'prompt') === '') return refused(500, 'prompt is required');
  if (parent === undefined) return refused(422, nothing);
  if (!tiers.has(tier)) return refused(500, 'model is not within the range of allowed options');
  if (upgradeOf(sim, parent.id, { model: 'veo/get-1080p-video', index: 0 }) !== undefined) {
    return refused(400, 'A clip that was upgraded to 1080P cannot be extended.');
  }
  return create(sim, {
    family: 'veo',
    model,
    body,
    input: { ...parent.input, ...body, task_id: parent.id, model: tier },
    callbackUrl: textAt(body, 'callBackUrl') || null,
    asked,
    idPrefix: 'veo_task_',
    parent: parent.id,
    dataOf: ({ id: taskId }) => ({ taskId }),
  });
}

const isWide = (task: Task): boolean => ['16:9', '', 'Auto'].includes(textAt(task.input, 'aspect_ratio'));

function responseOf(sim: Simulation, task: Task): Record<string, unknown> {
  const urls = linksOf(sim, task);
  const isExtended = task.model === 'veo/extend';
  return {
    resultUrls: isExtended ? besidesOf(sim, task, 'piece') : urls,
    ...(isWide(task) ? {} : { originUrls: besidesOf(sim, task, 'origin') }),
    ...(isExtended ? { fullResultUrls: urls } : {}),
    resolution: textAt(task.input, 'resolution') || '720p',
  };
}

const dateText = (time: number | null): string | null =>
  time === null ? null : new Date(time).toISOString().slice(0, 19).replace('T', ' ');

/** GET /api/v1/veo/record-info: generate, extend and upgrade tasks alike. */
export async function veoRecord(sim: Simulation, exchange: Exchange): Promise<Reply> {
  const asked = await taskAsked(sim, exchange, { nothing, families: ['veo'] });
  if ('reply' in asked) return asked.reply;
  const { task } = asked;
  const phase = phaseOf(task, sim.clock.now());
  const over = phase === 'success' || phase === 'fail';
  const time = sim.knobs().docShapes ? dateText : (value: number | null) => value;
  const trouble =
    phase === 'fail'
      ? { errorCode: errorCode(task), errorMessage: task.failMsg }
      : { errorCode: null, errorMessage: '' };
  return ok({
    taskId: task.id,
    paramJson: JSON.stringify(task.body),
    createTime: time(task.createdAt),
    completeTime: time(over ? task.completedAt : null),
    successFlag: flagOf(task, phase),
    ...trouble,
    fallbackFlag: false,
    ...(over ? priceIn(sim, task) : {}),
    response:
      phase === 'success' && namesFiles(sim, task) ? { taskId: task.id, ...responseOf(sim, task) } : null,
  });
}

// The page lists these three only.
const errorCode = (task: Task): number =>
  ['400', '501'].includes(task.failCode ?? '') ? Number(task.failCode) : 500;

/** The body pushed to the callback address at the end of a Veo task. */
export function veoCallback(sim: Simulation, task: Task): unknown {
  if (task.model === 'veo/get-4k-video') return upgradeCallback(sim, task);
  if (task.state !== 'success') {
    return { code: errorCode(task), msg: task.failMsg, data: { taskId: task.id, fallbackFlag: false } };
  }
  return {
    code: 200,
    msg: 'Veo video generated successfully.',
    data: {
      taskId: task.id,
      promptJson: JSON.stringify(task.body),
      info: responseOf(sim, task),
      fallbackFlag: false,
    },
  };
}
