import type { Darkroom } from '@darkroom/client';
import type { Task } from '@darkroom/client/api-types';
import { describeAsset, describeCost } from './format.ts';
import { saveAssets } from '@darkroom/client/save';
import type { SavedFile } from '@darkroom/client/save';
import { exitCodes } from './context.ts';
import type { Context } from './context.ts';

export interface ReportOptions {
  /** Where the files are loaded from. */
  readonly darkroom: Darkroom;
  /** Where the files go; without it they stay in the archive and their addresses are shown. */
  readonly folder: string | undefined;
  readonly json: boolean;
}

/** Saves what the task made, says what it was and what it cost, and gives the exit code. */
export async function report(
  task: Task,
  { darkroom, folder, json }: ReportOptions,
  context: Context,
): Promise<number> {
  // A failed task may still have kept files.
  const files =
    folder === undefined ? [] : await saveAssets(darkroom, task, { folder, signal: context.interrupted });
  if (json) {
    const saved = files.map(({ path, asset }) => ({
      path,
      bytes: asset.bytes,
      contentType: asset.contentType,
    }));
    context.out(`${JSON.stringify({ task, files: saved }, null, 2)}\n`);
  } else {
    context.out(`${lines(task, files).join('\n')}\n`);
  }
  return task.status === 'SUCCESS' || task.status === 'PENDING' ? exitCodes.ok : exitCodes.failed;
}

function lines(task: Task, files: readonly SavedFile[]): string[] {
  const shown =
    files.length > 0
      ? files.map(({ path, asset }) => `${path}  ${describeAsset(asset)}`)
      : task.assets.map((asset) => `${asset.url}  ${describeAsset(asset)}`);
  const failure = task.failCode
    ? [`${task.status}: ${task.failCode}${task.failMsg ? `, ${task.failMsg}` : ''}`]
    : [];
  const ended = failure.length === 0 && task.status !== 'SUCCESS' ? [task.status] : failure;
  return [...ended, ...shown, `cost: ${describeCost(task.cost)}`];
}
