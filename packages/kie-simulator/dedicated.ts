import { atTheGate, create, unknownModel } from './create.ts';
import { modelNamed } from './facts.ts';
import { besidesOf, linkTo, linksOf, type Beside } from './links.ts';
import { namesFiles, phaseOf, type Phase } from './lifecycle.ts';
import { taskAsked } from './lookup.ts';
import { ok, refused, textAt, type Exchange, type Reply } from './replies.ts';
import type { Simulation } from './simulation.ts';
import type { Task } from './tasks.ts';

/** One of the small families with endpoints of their own. */
interface Dedicated {
  model: string;
  createPath: string;
  queryPath: string;
  record(sim: Simulation, task: Task, phase: Phase): Record<string, unknown>;
  callback(sim: Simulation, task: Task): unknown;
}

const flags: Readonly<Record<Phase, number>> = { waiting: 0, queuing: 0, generating: 0, success: 1, fail: 3 };
const besideFirst = (sim: Simulation, task: Task, what: Beside): string =>
  besidesOf(sim, task, what)[0] ?? '';
const coverOf = (sim: Simulation, task: Task): string => besideFirst(sim, task, 'cover');
const firstOf = (sim: Simulation, task: Task): string => linksOf(sim, task)[0] ?? '';
const codeOf = (task: Task): number => (task.state === 'success' ? 200 : 501);
const msgOf = (task: Task): string => (task.state === 'success' ? 'success' : (task.failMsg ?? ''));

const withFlag = (
  sim: Simulation,
  task: Task,
  { phase, response }: { phase: Phase; response: unknown },
): Record<string, unknown> => ({
  taskId: task.id,
  paramJson: JSON.stringify(task.body),
  createTime: task.createdAt,
  completeTime: phase === 'success' || phase === 'fail' ? task.completedAt : null,
  successFlag: flags[phase],
  errorCode: phase === 'fail' ? Number(task.failCode) : null,
  errorMessage: phase === 'fail' ? task.failMsg : null,
  response: phase === 'success' && namesFiles(sim, task) ? response : null,
});

const runwayStates: Readonly<Record<Phase, string>> = {
  waiting: 'wait',
  queuing: 'queueing',
  generating: 'generating',
  success: 'success',
  fail: 'fail',
};

const runway: Dedicated = {
  model: 'runway:/api/v1/runway/generate',
  createPath: '/api/v1/runway/generate',
  queryPath: '/api/v1/runway/record-detail',
  record: (sim, task, phase) => ({
    taskId: task.id,
    generateParam: { prompt: task.prompt, imageUrl: textAt(task.body, 'imageUrl') },
    state: runwayStates[phase],
    generateTime: task.completedAt,
    expireFlag: 0,
    failCode: task.failCode,
    failMsg: task.failMsg,
    videoInfo:
      phase === 'success' && namesFiles(sim, task)
        ? {
            videoId: `v-${task.id}`,
            taskId: task.id,
            videoUrl: firstOf(sim, task),
            imageUrl: coverOf(sim, task),
          }
        : null,
  }),
  callback: (sim, task) => ({
    code: codeOf(task),
    msg: msgOf(task),
    data: {
      task_id: task.id,
      video_id: `v-${task.id}`,
      video_url: task.state === 'success' ? firstOf(sim, task) : '',
      image_url: task.state === 'success' ? coverOf(sim, task) : '',
    },
  }),
};

const aleph: Dedicated = {
  model: 'aleph:/api/v1/aleph/generate',
  createPath: '/api/v1/aleph/generate',
  queryPath: '/api/v1/aleph/record-info',
  record: (sim, task, phase) =>
    withFlag(sim, task, {
      phase,
      response: {
        taskId: task.id,
        resultVideoUrl: firstOf(sim, task),
        resultImageUrl: coverOf(sim, task),
      },
    }),
  callback: (sim, task) => ({
    code: codeOf(task),
    msg: msgOf(task),
    taskId: task.id,
    data:
      task.state === 'success'
        ? { result_video_url: firstOf(sim, task), result_image_url: coverOf(sim, task) }
        : null,
  }),
};

const gpt4oStatus: Readonly<Record<Phase, string>> = {
  waiting: 'GENERATING',
  queuing: 'GENERATING',
  generating: 'GENERATING',
  success: 'SUCCESS',
  fail: 'GENERATE_FAILED',
};

const gpt4o: Dedicated = {
  model: '4o:/api/v1/gpt4o-image/generate',
  createPath: '/api/v1/gpt4o-image/generate',
  queryPath: '/api/v1/gpt4o-image/record-info',
  record: (sim, task, phase) => ({
    ...withFlag(sim, task, { phase, response: { resultUrls: linksOf(sim, task) } }),
    status: gpt4oStatus[phase],
    progress: phase === 'success' ? '1.00' : '0.00',
  }),
  callback: (sim, task) => ({
    code: codeOf(task),
    msg: msgOf(task),
    data: { taskId: task.id, info: task.state === 'success' ? { result_urls: linksOf(sim, task) } : null },
  }),
};

const flux: Dedicated = {
  model: 'flux-kontext-pro',
  createPath: '/api/v1/flux/kontext/generate',
  queryPath: '/api/v1/flux/kontext/record-info',
  record: (sim, task, phase) =>
    withFlag(sim, task, {
      phase,
      response: { originImageUrl: besideFirst(sim, task, 'origin'), resultImageUrl: firstOf(sim, task) },
    }),
  callback: (sim, task) => {
    const good = task.state === 'success';
    const info = {
      originImageUrl: good ? besideFirst(sim, task, 'origin') : '',
      resultImageUrl: good ? firstOf(sim, task) : '',
    };
    return { code: codeOf(task), msg: msgOf(task), data: { taskId: task.id, info } };
  },
};

const sunoStatus: Readonly<Record<Phase, string>> = {
  waiting: 'PENDING',
  queuing: 'PENDING',
  generating: 'TEXT_SUCCESS',
  success: 'SUCCESS',
  fail: 'GENERATE_AUDIO_FAILED',
};

const songs = (sim: Simulation, task: Task): Record<string, unknown>[] => {
  const covers = besidesOf(sim, task, 'cover');
  return task.outputs.map(({ name, spec }, index) => ({
    id: `${task.id}-${index}`,
    audioUrl: linkTo(sim, name),
    streamAudioUrl: linkTo(sim, name),
    imageUrl: covers[index],
    title: textAt(task.input, 'title') || task.prompt.slice(0, 40),
    duration: spec.seconds,
  }));
};

const suno: Dedicated = {
  model: 'suno:/api/v1/generate',
  createPath: '/api/v1/generate',
  queryPath: '/api/v1/generate/record-info',
  record: (sim, task, phase) => ({
    ...withFlag(sim, task, { phase, response: { taskId: task.id, sunoData: songs(sim, task) } }),
    status: sunoStatus[phase],
  }),
  callback: (sim, task) => {
    const good = task.state === 'success';
    const data = good
      ? songs(sim, task).map(({ id, audioUrl, streamAudioUrl, imageUrl, title, duration }) => {
          return {
            id,
            audio_url: audioUrl,
            stream_audio_url: streamAudioUrl,
            image_url: imageUrl,
            title,
            duration,
          };
        })
      : null;
    const callbackType = good ? 'complete' : 'error';
    return { code: good ? 200 : 531, msg: msgOf(task), data: { callbackType, task_id: task.id, data } };
  },
};

const families: readonly Dedicated[] = [runway, aleph, gpt4o, flux, suno];

async function begin(sim: Simulation, family: Dedicated, { body, asked }: Exchange): Promise<Reply> {
  const trouble = atTheGate(sim);
  if (trouble !== undefined) return trouble;
  const model = modelNamed(family.model);
  if (model === undefined) return unknownModel(family.model);
  if (body === undefined) return refused(500, 'Server exception, please try again later');
  const callbackUrl = textAt(body, 'callBackUrl') || null;
  if (family === suno && callbackUrl === null) return refused(422, 'Please enter callBackUrl.');
  const dataOf = ({ id: taskId }: Task): unknown => ({ taskId });
  return create(sim, { family: family.model, model, body, input: body, callbackUrl, asked, dataOf });
}

async function queryTask(sim: Simulation, family: Dedicated, exchange: Exchange): Promise<Reply> {
  const asked = await taskAsked(sim, exchange, { nothing: 'record is null', families: [family.model] });
  if ('task' in asked) return ok(family.record(sim, asked.task, phaseOf(asked.task, sim.clock.now())));
  const { reply } = asked;
  // Suno answers a question about an unknown id with success and nothing.
  return family === suno && reply.kind === 'json' && reply.code === 422 ? ok(null) : reply;
}

/** Two helpers that answer at once: there is no task behind them. */
async function omni(kind: 'audio' | 'character', { body }: Exchange): Promise<Reply> {
  const id = `${kind}_${crypto.randomUUID()}`;
  const name = textAt(body ?? {}, 'name');
  return ok(kind === 'audio' ? { kieAudioId: id, audioId: id, name } : { characterId: id });
}

type Handler = (sim: Simulation, exchange: Exchange) => Promise<Reply>;

/** Routes of the families that have endpoints of their own besides Veo and Midjourney. */
export const dedicatedRoutes: Readonly<Record<string, Handler>> = {
  ...Object.fromEntries(
    families.flatMap((family): [string, Handler][] => [
      [`POST ${family.createPath}`, (sim, exchange) => begin(sim, family, exchange)],
      [`GET ${family.queryPath}`, (sim, exchange) => queryTask(sim, family, exchange)],
    ]),
  ),
  'POST /api/v1/omni/audio/create': (_sim, exchange) => omni('audio', exchange),
  'POST /api/v1/omni/character/create': (_sim, exchange) => omni('character', exchange),
};

/** The callback of such a family; nothing for another one's task. */
export const dedicatedCallback = (sim: Simulation, task: Task): unknown =>
  families.find(({ model }) => model === task.family)?.callback(sim, task);
