import { resolve } from 'node:path';
import { ApiError, UnreachableError } from '@darkroom/client/errors';
import { isEnded } from '@darkroom/client';
import type { Api, CreatedTask } from '@darkroom/client';
import type { CreateTaskBody } from '@darkroom/client/types';
import { connect } from '../connection.ts';
import { follow, InterruptedError, isPassing } from '@darkroom/client/follow';
import { progressDisplay, silentDisplay } from '../progress.ts';
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
  const prompt = positionals.join(' ').trim();
  if (!prompt) throw new UsageError('What should it make? generate "a lighthouse at dusk" --model IMAGEN4');
  readInputs(values.input ?? []); // a slip of the fingers is told before anything is sent
  const labels = readLabels(values);
  const api = await connect(context);
  const key = values['idempotency-key'] ?? values.key ?? context.newKey();
  const body = { providerParams: await providerParams(asked(prompt, values), api), ...labels };
  const { task, replayed } = await create(body, key, { api, context });
  if (!values.json)
    context.err(`task ${task.id}${replayed ? ' (this key had been used: the task of then)' : ''}\n`);
  if (values['no-wait'] && !isEnded(task)) {
    context.out(values.json ? `${JSON.stringify({ task, files: [] }, null, 2)}\n` : `${task.id}\n`);
    return exitCodes.ok;
  }
  return finish(task.id, values, { api, context });
}

/** Whom a command asks, and from where it was called. */
interface Session {
  readonly api: Api;
  readonly context: Context;
}

const asked = (prompt: string, values: Values): Parameters<typeof providerParams>[0] => ({
  prompt,
  service: values.service ?? 'KIE',
  model: values.model ?? 'IMAGEN4',
  inputs: values.input ?? [],
  images: values.image ?? [],
});

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

async function finish(id: string, values: Values, { api, context }: Session): Promise<number> {
  try {
    const display = values.json ? silentDisplay : progressDisplay(context);
    const ended = await follow(api, id, { display, time: context });
    const folder = resolve(context.cwd, values.out ?? '.');
    return await report(ended, { api, folder, json: values.json ?? false }, context);
  } catch (error) {
    if (error instanceof InterruptedError) context.err('Left alone; the task goes on.\n');
    context.err(`Pick it up again with: darkroom task ${id} --wait --out ${values.out ?? '.'}\n`);
    if (error instanceof InterruptedError) return exitCodes.interrupted;
    throw error;
  }
}

// A lost answer is asked for again with the same key, so that it cannot become a second task.
async function create(body: CreateTaskBody, key: string, { api, context }: Session): Promise<CreatedTask> {
  for (let left = CREATE_TRIES - 1; ; left -= 1) {
    try {
      return await api.createTask(body, { idempotencyKey: key, signal: context.interrupted });
    } catch (error) {
      if (!isPassing(error) || left === 0 || context.interrupted.aborted) {
        if (mayHaveArrived(error))
          context.err(`To ask again without paying twice, add: --idempotency-key ${key}\n`);
        throw error;
      }
      const wait =
        error instanceof ApiError ? (error.retryAfterSeconds ?? 1) : 2 ** (CREATE_TRIES - 2 - left);
      await context.sleep(Math.min(wait, 10) * 1000);
    }
  }
}

const mayHaveArrived = (error: unknown): boolean =>
  error instanceof UnreachableError || (error instanceof ApiError && error.status >= 500);

function readPriority(text: string | undefined): CreateTaskBody['priority'] {
  if (text === undefined || text === 'high' || text === 'normal' || text === 'low') return text;
  throw new UsageError(`--priority is high, normal or low, not "${text}"`);
}
