import { resolve } from 'node:path';
import type { Task } from '@darkroom/client/api-types';
import { connect } from '../connection.ts';
import { follow } from '../follow.ts';
import { describeAsset, describeCost, duration } from '../format.ts';
import { displayFor } from '../progress.ts';
import { report } from '../report.ts';
import { exitCodes, readArguments, UsageError } from '../context.ts';
import type { Context } from '../context.ts';

export const taskOptions = {
  wait: { type: 'boolean' },
  out: { type: 'string', short: 'o' },
  json: { type: 'boolean' },
} as const;

/** Shows one task; with `--wait` follows it to its end, with `--out` saves its files. */
export async function showTask(args: readonly string[], context: Context): Promise<number> {
  const { values, positionals } = readArguments(args, taskOptions);
  const id = readId(positionals);
  const display = displayFor(context, values.json);
  const darkroom = await connect(context, display);
  const folder = values.out === undefined ? undefined : resolve(context.cwd, values.out);
  try {
    const signal = context.interrupted;
    const known = await darkroom.tasks.get(id, { signal });
    const task = values.wait ? await follow(darkroom, known, { display, signal }) : known;
    if (!values.json) context.out(`${details(task, folder === undefined)}\n`);
    if (folder === undefined && !values.json) return exitCodes.ok;
    const code = await report(task, { darkroom, folder, json: values.json ?? false }, context);
    return values.wait ? code : exitCodes.ok;
  } catch (error) {
    if (!context.interrupted.aborted) throw error;
    context.err('Left alone; the task goes on.\n');
    return exitCodes.interrupted;
  }
}

function readId([id, ...more]: readonly string[]): string {
  if (id === undefined || more.length > 0) throw new UsageError('Which task? darkroom task <id>');
  return id;
}

function details(task: Task, withAssets: boolean): string {
  const failure = [task.failureStage, task.failCode, task.errorClass, task.failMsg].filter(
    (part) => part !== undefined,
  );
  const rows: readonly (readonly [string, string | undefined])[] = [
    ['task', task.id],
    ['status', `${task.status} (${task.stage})`],
    ['model', `${task.service} ${task.model}`],
    ['prompt id', task.promptId],
    ['provider id', task.externalTaskId],
    ['attempt', task.attempt > 1 ? String(task.attempt) : undefined],
    ['retry of', task.parentTaskId],
    ['created', task.createdAt],
    ['completed', task.completedAt],
    ['took', task.processingMs === undefined ? undefined : duration(task.processingMs)],
    ['cost', describeCost(task.cost)],
    ['failure', failure.length > 0 ? failure.join(' · ') : undefined],
    ...(withAssets
      ? task.assets.map((asset) => ['file', `${asset.url}  ${describeAsset(asset)}`] as const)
      : []),
  ];
  return rows
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `${name.padEnd(12)}${value}`)
    .join('\n');
}
