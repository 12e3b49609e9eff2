import { atTheGate, create } from './create.ts';
import { modelNamed, type ModelFacts } from './facts.ts';
import { linksOf } from './links.ts';
import { flagOf, namesFiles, phaseOf, priceIn } from './lifecycle.ts';
import { taskAsked } from './lookup.ts';
import { ok, refused, textAt, type Exchange, type Reply } from './replies.ts';
import type { Simulation } from './simulation.ts';
import type { Task } from './tasks.ts';
import type { Refusal } from './validation.ts';

const broken = (): Reply => refused(500, 'Server exception, please try again later');

interface Wish {
  model: ModelFacts;
  body: Record<string, unknown>;
  asked: string;
  input: Record<string, unknown>;
  parent?: string;
  refusal?: Refusal | undefined;
}

const begin = (sim: Simulation, wish: Wish): Promise<Reply> =>
  create(sim, {
    ...wish,
    family: 'mj',
    callbackUrl: textAt(wish.body, 'callBackUrl') || null,
    idPrefix: 'mj_task_',
    nameOf: (index) => `mj/${wish.model.id}_${crypto.randomUUID()}_0_${index}`,
    dataOf: ({ id: taskId }) => ({ taskId }),
  });

/** POST /api/v1/mj/generate: the task type chooses the operation. */
export async function generateMidjourney(sim: Simulation, { body, asked }: Exchange): Promise<Reply> {
  const trouble = atTheGate(sim);
  if (trouble !== undefined) return trouble;
  if (body === undefined) return broken();
  const type = textAt(body, 'taskType');
  if (type === '') return refused(500, 'taskType is required');
  const model = modelNamed(type);
  if (model?.path !== '/api/v1/mj/generate') {
    return refused(500, 'taskType is not within the range of allowed options');
  }
  const { fileUrl, ...rest } = body;
  const older = typeof fileUrl === 'string' && fileUrl !== '' ? { fileUrls: [fileUrl] } : {};
  return begin(sim, { model, body, asked, input: { ...older, ...rest } });
}

const followUps = {
  generateUpscale: 'mj_upscale',
  generateVary: 'mj_vary',
  generateVideoExtend: 'mj_video_extend',
} as const;

function followUpRefusal(parent: Task | undefined, body: Record<string, unknown>): Refusal | undefined {
  if (parent?.family !== 'mj' || parent.state !== 'success') return { code: 422, msg: 'record is null' };
  if (body['taskType'] === 'mj_video_extend_manual' && textAt(body, 'prompt') === '') {
    return { code: 500, msg: 'prompt is required' };
  }
  const index = Number(body['imageIndex'] ?? body['index'] ?? 0);
  return index < parent.outputs.length
    ? undefined
    : { code: 500, msg: 'imageIndex is not within the range of allowed options' };
}

/** POST /api/v1/mj/generateUpscale, generateVary, generateVideoExtend: something new of one old picture. */
export const followMidjourney =
  (operation: keyof typeof followUps) =>
  async (sim: Simulation, { body, asked }: Exchange): Promise<Reply> => {
    const trouble = atTheGate(sim);
    if (trouble !== undefined) return trouble;
    const model = modelNamed(followUps[operation]);
    if (body === undefined || model === undefined) return broken();
    const parent = sim.tasks.get(textAt(body, 'taskId'));
    // The new picture resembles its parent; trouble asked of the parent is not asked again.
    const words = textAt(body, 'prompt') || (parent?.prompt.replaceAll('[', '(') ?? '');
    return begin(sim, {
      model,
      body,
      asked,
      input: { ...parent?.input, ...body, ...(words === '' ? {} : { prompt: words }) },
      ...(parent === undefined ? {} : { parent: parent.id }),
      refusal: followUpRefusal(parent, body),
    });
  };

const isoText = (time: number | null): string | null => (time === null ? null : new Date(time).toISOString());

const errorCode = (task: Task): number => (task.failCode === '400' ? 400 : 500);

const objects = (urls: readonly string[]): object => ({
  resultUrls: urls.map((resultUrl) => ({ resultUrl })),
});

/** GET /api/v1/mj/record-info */
export async function midjourneyRecord(sim: Simulation, exchange: Exchange): Promise<Reply> {
  const asked = await taskAsked(sim, exchange, { nothing: 'record is null', families: ['mj'] });
  if ('reply' in asked) return asked.reply;
  const { task } = asked;
  const phase = phaseOf(task, sim.clock.now());
  const over = phase === 'success' || phase === 'fail';
  const shown = phase === 'success' && namesFiles(sim, task);
  return ok({
    taskId: task.id,
    taskType: textAt(task.body, 'taskType') || task.model,
    paramJson: JSON.stringify(task.body),
    createTime: isoText(task.createdAt),
    completeTime: isoText(over ? task.completedAt : null),
    successFlag: flagOf(task, phase),
    errorCode: phase === 'fail' ? errorCode(task) : null,
    errorMessage: phase === 'fail' ? task.failMsg : null,
    ...(sim.knobs().newerFields && over ? priceIn(sim, task) : {}),
    resultInfoJson: shown ? objects(linksOf(sim, task)) : null,
  });
}

/** The body pushed at the end: plain strings here, but objects for an extended film. */
export function midjourneyCallback(sim: Simulation, task: Task): unknown {
  const good = task.state === 'success';
  const urls = good ? linksOf(sim, task) : [];
  const promptJson = JSON.stringify(task.body);
  if (task.model === 'mj_video_extend') {
    const code = good ? null : String(errorCode(task));
    const data = {
      taskId: task.id,
      promptJson,
      successFlag: good ? 1 : 3,
      errorCode: code,
      resultInfoJson: objects(urls),
    };
    return { code: good ? 200 : 500, msg: good ? 'success' : task.failMsg, data };
  }
  return {
    code: good ? 200 : 500,
    msg: good ? 'success' : task.failMsg,
    data: { taskId: task.id, promptJson, resultUrls: urls },
  };
}
