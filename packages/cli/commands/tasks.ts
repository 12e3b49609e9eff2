import type { TaskFilter } from '@darkroom/client/tasks';
import { connect } from '../connection.ts';
import { table } from '../format.ts';
import { exitCodes, readArguments, UsageError } from '../context.ts';
import type { Context } from '../context.ts';

export const tasksOptions = {
  status: { type: 'string' },
  model: { type: 'string' },
  service: { type: 'string' },
  media: { type: 'string' },
  from: { type: 'string' },
  to: { type: 'string' },
  limit: { type: 'string' },
  cursor: { type: 'string' },
  'prompt-id': { type: 'string' },
  json: { type: 'boolean' },
} as const;

/** Lists the caller's tasks, newest first. */
export async function listTasks(args: readonly string[], context: Context): Promise<number> {
  const { values, positionals } = readArguments(args, tasksOptions);
  if (positionals.length > 0) throw new UsageError(`tasks takes no words: ${positionals.join(' ')}`);
  const { json, limit, 'prompt-id': promptId, ...filter } = values;
  const darkroom = await connect(context);
  const asked = {
    ...filter,
    ...(promptId === undefined ? {} : { promptId }),
    ...(limit === undefined ? {} : { limit: readLimit(limit) }),
  };
  // What may be asked for is for the API to say.
  const page = await darkroom.tasks.list(asked as TaskFilter).page();
  if (json) {
    context.out(`${JSON.stringify(page, null, 2)}\n`);
    return exitCodes.ok;
  }
  const rows = page.items.map((task) => [
    task.id,
    task.status,
    task.failCode ?? task.stage,
    `${task.service} ${task.model}`,
    task.createdAt.slice(0, 19).replace('T', ' '),
    String(task.assets.length),
    String(task.cost.actualCredits ?? `~${task.cost.estimatedCredits}`),
  ]);
  context.out(
    rows.length === 0
      ? 'No tasks.\n'
      : `${table(['id', 'status', 'stage', 'model', 'created (UTC)', 'files', 'credits'], rows)}\n`,
  );
  if (page.nextCursor) context.err(`More with: --cursor ${page.nextCursor}\n`);
  return exitCodes.ok;
}

function readLimit(text: string): number {
  const limit = Number(text);
  if (Number.isInteger(limit) && limit > 0) return limit;
  throw new UsageError(`--limit wants a whole number, not "${text}"`);
}
