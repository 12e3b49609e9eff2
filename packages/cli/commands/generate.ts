import { DarkroomError, type Darkroom } from '@darkroom/client';
import type { CreateTask } from '@darkroom/client/api-types';
import type { TaskHandle } from '@darkroom/client/tasks';
import { connect } from '../connection.ts';
import { follow } from '../follow.ts';
import { displayFor, type ProgressDisplay } from '../progress.ts';
import { atFiles, filesIn } from '../local-files.ts';
import { outputFolder, USUAL_FOLDER } from '../output-folder.ts';
import { providerParams, readInputs } from '../provider-params.ts';
import { report } from '../report.ts';
import { exitCodes, readArguments, UsageError } from '../context.ts';
import type { Context } from '../context.ts';

export const generateOptions = {
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

type Values = ReturnType<typeof readArguments<typeof generateOptions>>['values'];

/** Creates a task, follows it to its end and saves what it made. */
export async function generate(args: readonly string[], context: Context): Promise<number> {
  const { values, positionals } = readArguments(args, generateOptions);
  const order = await readOrder(positionals.join(' ').trim(), values, context);
  const labels = readLabels(values);
  const display = displayFor(context, values.json);
  const darkroom = await connect(context, display);
  const key = values['idempotency-key'] ?? values.key ?? context.newKey();
  const tell = values.json ? () => undefined : context.err;
  const body = { providerParams: await order.providerParams(darkroom, tell), ...labels };
  const session = { darkroom, display, context };
  const task = await create(body, key, session);
  if (!values.json)
    context.err(`task ${task.id}${task.replayed ? ' (this key had been used: the task of then)' : ''}\n`);
  if (values['no-wait'] && task.status === 'PENDING') {
    context.out(values.json ? `${JSON.stringify({ task, files: [] }, null, 2)}\n` : `${task.id}\n`);
    return exitCodes.ok;
  }
  return finish(task, values, session);
}

/** Whom a command asks, and from where it was called. */
interface Session {
  readonly darkroom: Darkroom;
  readonly display: ProgressDisplay;
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
    providerParams: async (darkroom: Darkroom, tell: (text: string) => void) => {
      const sent = await fields.send(darkroom, tell);
      const inputs = [...others, ...sent.map((value, i) => `${names[i] ?? ''}=${JSON.stringify(value)}`)];
      const wish = { prompt, service, model, inputs, images: await pictures.send(darkroom, tell) };
      return providerParams(wish, darkroom.models);
    },
  };
}

/** The fields of a task that no model sees; those that were not given are left out. */
function readLabels(values: Values): Pick<CreateTask, 'promptId' | 'priority' | 'metadata'> {
  const priority = readPriority(values.priority);
  const promptId = values['prompt-id'];
  return {
    ...(promptId === undefined ? {} : { promptId }),
    ...(priority === undefined ? {} : { priority }),
    ...(values.metadata === undefined ? {} : { metadata: readInputs(values.metadata) }),
  };
}

async function finish(task: TaskHandle, values: Values, session: Session): Promise<number> {
  const { darkroom, display, context } = session;
  try {
    const ended = await follow(darkroom, task, { display, signal: context.interrupted });
    const folder = await outputFolder(context.cwd, values.out);
    return await report(ended, { darkroom, folder, json: values.json ?? false }, context);
  } catch (error) {
    if (context.interrupted.aborted) context.err('Left alone; the task goes on.\n');
    context.err(
      `Pick it up again with: darkroom task ${task.id} --wait --out ${values.out ?? USUAL_FOLDER}\n`,
    );
    throw error;
  }
}

// A lost answer is asked for again with the same key, so that it cannot become a second task.
async function create(body: CreateTask, key: string, { darkroom, context }: Session): Promise<TaskHandle> {
  try {
    return await darkroom.tasks.create(body, { idempotencyKey: key, signal: context.interrupted });
  } catch (error) {
    if (mayHaveArrived(error))
      context.err(`To ask again without paying twice, add: --idempotency-key ${key}\n`);
    throw error;
  }
}

const mayHaveArrived = (error: unknown): boolean =>
  error instanceof DarkroomError && (error.code === 'unreachable' || error.status >= 500);

function readPriority(text: string | undefined): CreateTask['priority'] {
  if (text === undefined || text === 'high' || text === 'normal' || text === 'low') return text;
  throw new UsageError(`--priority is high, normal or low, not "${text}"`);
}
