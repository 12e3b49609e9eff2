import { DarkroomError } from '@darkroom/client';
import { isEnded } from '@darkroom/client/api';
import type { Api, CreatedTask } from '@darkroom/client/api';
import type { CreateTaskBody, Task } from '@darkroom/client/types';
import { connect } from '../connection.ts';
import { follow, InterruptedError, isPassing } from '@darkroom/client/follow';
import { progressDisplay, silentDisplay } from '../progress.ts';
import { atFiles, filesIn } from '../local-files.ts';
import { outputFolder, USUAL_FOLDER } from '../output-folder.ts';
import { providerParams, readInputs } from '../provider-params.ts';
import { report } from '../report.ts';
import { exitCodes, readArguments, UsageError } from '../context.ts';
import type { Context } from '../context.ts';

const CREATE_TRIES = 5;

const options = {
  model: { type: 'string', short: 'm' },
  service: { type: 'string' },
  input: { type: 'string', short: 'i', multiple: true },
  image: { type: 'string', multiple: true },
  out: { type: 'string', short: 'o' },
  json: { type: 'boolean' },
  'no-wait': { type: 'boolean' },
  key: { type: 'string' },
  'idempotency-key': { type: 'string' },
  'prompt-id': { type: 'string' },
  priority: { type: 'string' },
  metadata: { type: 'string', multiple: true },
} as const;

type Values = ReturnType<typeof readArguments<typeof options>>['values'];

/** Creates a task, follows it to its end and saves what it made. */
export async function generate(args: readonly string[], context: Context): Promise<number> {
  const { values, positionals } = readArguments(args, options);
  const order = await readOrder(positionals.join(' ').trim(), values, context);
  const labels = readLabels(values);
  const api = await connect(context);
  const key = values['idempotency-key'] ?? values.key ?? context.newKey();
  const tell = values.json ? () => undefined : context.err;
  const body = { providerParams: await order.providerParams(api, tell), ...labels };
  const { task, replayed } = await create(body, key, { api, context });
  if (!values.json)
    context.err(`task ${task.id}${replayed ? ' (this key had been used: the task of then)' : ''}\n`);
  if (values['no-wait'] && !isEnded(task)) {
    context.out(values.json ? `${JSON.stringify({ task, files: [] }, null, 2)}\n` : `${task.id}\n`);
    return exitCodes.ok;
  }
  return finish(task, values, { api, context });
}

/** Whom a command asks, and from where it was called. */
interface Session {
  readonly api: Api;
  readonly context: Context;
}

/** What is asked for, with every file of this machine read: a slip of the fingers is told before anything is sent. */
async function readOrder(prompt: string, values: Values, context: Context) {
  const { names, files, others } = atFiles(values.input ?? []);
  if (!prompt && others.length + files.length + (values.image?.length ?? 0) === 0)
    throw new UsageError('What should it make? generate "a lighthouse at dusk" --model IMAGEN4');
  readInputs(others);
  const pictures = await filesIn(values.image ?? [], context.cwd);
  const fields = await filesIn(files, context.cwd);
  const { service = 'KIE', model = 'IMAGEN4' } = values;
  return {
    providerParams: async (api: Api, tell: (text: string) => void) => {
      const sent = await fields.send(api, tell);
      const inputs = [...others, ...sent.map((value, i) => `${names[i] ?? ''}=${JSON.stringify(value)}`)];
      const wish = { prompt, service, model, inputs, images: await pictures.send(api, tell) };
      return providerParams(wish, {
        readModel: (id) => patiently(() => api.readModel(id), context),
      });
    },
  };
}

/** The fields of a task that no model sees; those that were not given are left out. */
function readLabels(values: Values): Pick<CreateTaskBody, 'promptId' | 'priority' | 'metadata'> {
  const priority = readPriority(values.priority);
  const promptId = values['prompt-id'];
  return {
    ...(promptId === undefined ? {} : { promptId }),
    ...(priority === undefined ? {} : { priority }),
    ...(values.metadata === undefined ? {} : { metadata: readInputs(values.metadata) }),
  };
}

async function finish(task: Task, values: Values, { api, context }: Session): Promise<number> {
  try {
    const display = values.json ? silentDisplay : progressDisplay(context);
    const ended = await follow(api, task.id, { display, time: context, known: task });
    const folder = await outputFolder(context.cwd, values.out);
    return await report(ended, { api, folder, json: values.json ?? false }, context);
  } catch (error) {
    if (error instanceof InterruptedError) context.err('Left alone; the task goes on.\n');
    context.err(
      `Pick it up again with: darkroom task ${task.id} --wait --out ${values.out ?? USUAL_FOLDER}\n`,
    );
    if (error instanceof InterruptedError) return exitCodes.interrupted;
    throw error;
  }
}

/** Asks again where what went wrong may pass; says with the last error whether it did not. */
async function patiently<Answer>(ask: () => Promise<Answer>, context: Context): Promise<Answer> {
  for (let left = CREATE_TRIES - 1; ; left -= 1) {
    try {
      return await ask();
    } catch (error) {
      if (!isPassing(error) || left === 0 || context.interrupted.aborted) throw error;
      const wait =
        error instanceof DarkroomError && error.status > 0
          ? (error.retryAfterSeconds ?? 1)
          : 2 ** (CREATE_TRIES - 2 - left);
      await context.sleep(Math.min(wait, 10) * 1000);
    }
  }
}

// A lost answer is asked for again with the same key, so that it cannot become a second task.
async function create(body: CreateTaskBody, key: string, { api, context }: Session): Promise<CreatedTask> {
  const options = { idempotencyKey: key, signal: context.interrupted };
  try {
    return await patiently(() => api.createTask(body, options), context);
  } catch (error) {
    if (mayHaveArrived(error))
      context.err(`To ask again without paying twice, add: --idempotency-key ${key}\n`);
    throw error;
  }
}

const mayHaveArrived = (error: unknown): boolean =>
  error instanceof DarkroomError && (error.code === 'unreachable' || error.status >= 500);

function readPriority(text: string | undefined): CreateTaskBody['priority'] {
  if (text === undefined || text === 'high' || text === 'normal' || text === 'low') return text;
  throw new UsageError(`--priority is high, normal or low, not "${text}"`);
}
