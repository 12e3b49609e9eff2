import { atTheGate, create, unknownModel } from './create.ts';
import { modelNamed } from './facts.ts';
import type { Knobs } from './knobs.ts';
import { besidesOf, linkTo, linksOf } from './links.ts';
import { namesFiles, phaseOf, priceIn, type Phase } from './lifecycle.ts';
import { taskAsked } from './lookup.ts';
import { isRecord, ok, refused, textAt, type Exchange, type Reply } from './replies.ts';
import type { Simulation } from './simulation.ts';
import type { Task } from './tasks.ts';

/** POST /api/v1/jobs/createTask */
export async function createJob(sim: Simulation, { body, asked }: Exchange): Promise<Reply> {
  const trouble = atTheGate(sim);
  if (trouble !== undefined) return trouble;
  if (body === undefined) return refused(500, 'Server exception, please try again later');
  const id = textAt(body, 'model');
  if (id === '') return refused(500, 'model is required');
  const model = modelNamed(id);
  if (model?.family !== 'jobs') return unknownModel(id);
  return create(sim, {
    family: 'jobs',
    model,
    body,
    input: isRecord(body['input']) ? body['input'] : {},
    callbackUrl: textAt(body, 'callBackUrl') || null,
    asked,
    dataOf: ({ id: taskId }) => (sim.knobs().docShapes ? { taskId } : { taskId, recordId: taskId }),
  });
}

const analysis = (task: Task): unknown => ({
  resultObject: {
    model: task.model,
    text: task.prompt || 'A calm voice describes a lighthouse at dusk.',
    segments: [{ start: 0, end: 5, text: task.prompt || 'A calm voice describes a lighthouse at dusk.' }],
  },
});

function framesOf(sim: Simulation, task: Task): object {
  if (task.input['return_last_frame'] !== true) return {};
  return {
    firstFrameUrl: besidesOf(sim, task, 'first'),
    lastFrameUrl: besidesOf(sim, task, 'last'),
  };
}

function resultOf(sim: Simulation, task: Task): unknown {
  const shape = modelNamed(task.model)?.result;
  if (shape === 'jobs.resultObject') return analysis(task);
  if (shape === 'jobs.characterId') return { character_id: `char_${task.id.slice(0, 16)}` };
  return {
    resultUrls: linksOf(sim, task),
    ...(shape === 'jobs.resultUrlsWithFrames' ? framesOf(sim, task) : {}),
  };
}

function songsOf(sim: Simulation, task: Task): unknown {
  const covers = besidesOf(sim, task, 'cover');
  return {
    data: task.outputs.map(({ name, spec }, index) => ({
      id: `${task.id}-${index}`,
      audio_url: linkTo(sim, name),
      stream_audio_url: linkTo(sim, name),
      image_url: covers[index],
      title: textAt(task.input, 'title') || task.prompt.slice(0, 40),
      duration: spec.seconds,
    })),
  };
}

const successFlags: Readonly<Record<Phase, number>> = {
  waiting: 0,
  queuing: 0,
  generating: 0,
  success: 1,
  fail: 3,
};

function newer(sim: Simulation, task: Task, phase: Phase): object {
  if (!sim.knobs().newerFields) return {};
  const songs = modelNamed(task.model)?.result === 'suno.unified';
  const response = songs ? songsOf(sim, task) : resultOf(sim, task);
  return {
    successFlag: successFlags[phase],
    response: phase === 'success' && namesFiles(sim, task) ? response : null,
  };
}

function paramOf(task: Task): string {
  const { input, model, callBackUrl } = task.body;
  // Recordings show the input as text within the text.
  return JSON.stringify({ input: JSON.stringify(input ?? {}), model, callBackUrl });
}

/** What went wrong; recordings show nothing here where the page shows empty text. */
function troubleOf(task: Task, phase: Phase, { docShapes }: Knobs): object {
  const none = docShapes ? '' : null;
  const { failCode, failMsg } = phase === 'fail' ? task : { failCode: none, failMsg: none };
  return { failCode, failMsg };
}

/** When the task began and ended; the page counts in milliseconds, recordings show seconds. */
function timesOf(task: Task, over: boolean, { docShapes }: Knobs): object {
  const took = (task.completedAt ?? 0) - task.createdAt;
  const completeTime = over ? task.completedAt : null;
  return {
    costTime: over ? Math.round(docShapes ? took : took / 1000) : null,
    completeTime,
    createTime: task.createdAt,
    ...(docShapes ? { updateTime: completeTime ?? task.createdAt } : {}),
  };
}

function recordOf(sim: Simulation, task: Task, phase: Phase): Record<string, unknown> {
  const knobs = sim.knobs();
  const over = phase === 'success' || phase === 'fail';
  const shown = task.faults.includes('unknown-state') && !over ? 'archiving' : phase;
  const filled = phase === 'success' && namesFiles(sim, task);
  return {
    taskId: task.id,
    model: task.model,
    state: shown,
    param: paramOf(task),
    resultJson: filled ? JSON.stringify(resultOf(sim, task)) : '',
    ...troubleOf(task, phase, knobs),
    ...timesOf(task, over, knobs),
    ...(over ? priceIn(sim, task) : {}),
    ...newer(sim, task, phase),
  };
}

/** GET /api/v1/jobs/recordInfo */
export async function jobRecord(sim: Simulation, exchange: Exchange): Promise<Reply> {
  const asked = await taskAsked(sim, exchange, { nothing: 'recordInfo is null', families: ['jobs'] });
  if ('reply' in asked) return asked.reply;
  return ok(recordOf(sim, asked.task, phaseOf(asked.task, sim.clock.now())));
}

/** The body pushed to the callback address at the end of a job. */
export function jobCallback(sim: Simulation, task: Task): unknown {
  const good = task.state === 'success';
  const record = recordOf(sim, task, good ? 'success' : 'fail');
  return {
    code: good ? 200 : 501,
    msg: good ? 'Playground task completed successfully.' : 'Playground task failed.',
    data: {
      ...record,
      resultJson: good ? record['resultJson'] : null,
      updateTime: task.completedAt,
    },
  };
}
