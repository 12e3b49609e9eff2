import type { Darkroom } from '@darkroom/client';
import type { Asset, Task } from '@darkroom/client/api-types';
import type { CallToolResult, ContentBlock } from '@modelcontextprotocol/server';
import { answerOf } from './answers.ts';

/** Pictures within an answer: they are many words of the chat's. */
const MOST_PICTURES = 4;
const MOST_PICTURE_BYTES = 300_000;

const file = ({ id, type, role, url, contentType, bytes, ...asset }: Asset) => {
  const { width, height, durationSeconds } = asset;
  return { id, type, role, url, contentType, bytes, width, height, durationSeconds };
};

/** What a chat wants to know of a task. */
export function shownTask(task: Task) {
  const { id, status, stage, model, promptId, failCode, failMsg, createdAt, completedAt } = task;
  const { expectedSeconds, nextCheckSeconds, startsAt, position, cost } = task;
  const whole = { id, status, stage, model, promptId, failCode, failMsg, createdAt, completedAt };
  const { estimatedCredits, actualCredits } = cost;
  return {
    ...whole,
    credits: actualCredits ?? estimatedCredits,
    ...(status === 'PENDING' ? { expectedSeconds, nextCheckSeconds, startsAt, position } : {}),
    files: task.assets.map(file),
  };
}

/** A task with links to its files and small pictures of them, or with what to do until there are any. */
export async function taskAnswer(
  darkroom: Darkroom,
  task: Task,
  signal: AbortSignal,
): Promise<CallToolResult> {
  const pictures = await Promise.all(
    task.assets.slice(0, MOST_PICTURES).map((asset) => pictureOf(darkroom, asset, signal)),
  );
  const next =
    task.status === 'PENDING'
      ? {
          next: `It goes on. Look again with get_task in ${task.nextCheckSeconds ?? 5} seconds; do not order it again.`,
        }
      : {};
  return answerOf({ ...shownTask(task), ...next }, [
    ...pictures.filter((one) => one !== undefined),
    ...task.assets.map(linkTo),
  ]);
}

const linkTo = ({ id, type, url, contentType, bytes }: Asset): ContentBlock => ({
  type: 'resource_link',
  uri: url,
  name: `${type}-${id}`,
  mimeType: contentType,
  size: bytes,
});

/** The small picture of a file. That there is none is no reason to hold back what was made. */
async function pictureOf(
  darkroom: Darkroom,
  { thumbnailUrl }: Asset,
  signal: AbortSignal,
): Promise<ContentBlock | undefined> {
  if (thumbnailUrl === undefined) return undefined;
  try {
    const response = await darkroom.download({ url: thumbnailUrl }, { signal });
    const mimeType = response.headers.get('content-type') ?? '';
    const bytes = Buffer.from(await response.arrayBuffer());
    if (!mimeType.startsWith('image/') || bytes.length > MOST_PICTURE_BYTES) return undefined;
    return { type: 'image', mimeType, data: bytes.toString('base64') };
  } catch {
    signal.throwIfAborted();
    return undefined;
  }
}
