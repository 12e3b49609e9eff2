import { brotliCompressSync, brotliDecompressSync, constants } from 'node:zlib';
import * as z from 'zod';
import { once } from '#domain/once.ts';
import type { Face } from '#domain/tasks/shown-task.ts';
import { isSettled, type Task } from '#domain/tasks/task.ts';
import { outputMembers, readOutput } from './output-rows.ts';
import { readShownRequest } from './task-rows.ts';
import type { Row } from '../table/table-port.ts';

/**
 * What is shown of a settled task stands in its own row, compressed, so that a page of a list is read without the rows of
 * requests, jobs and outputs. It counts only in the very version of the row that it was written for: a version of the code
 * that does not know it keeps it, and so makes it void.
 */

/** A face that would be longer is not kept: every later write of the row would be paid for it. Its task is read whole. */
const MOST_TEXT = 6000;

/** There are a thousand bytes or two: a large window, or the best that can be had, would cost more time than it saves. */
const params = {
  [constants.BROTLI_PARAM_QUALITY]: 6,
  [constants.BROTLI_PARAM_LGWIN]: 14,
  [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT,
};

const kept = once(() => z.object({ rev: z.int(), text: z.string() }));

const members = once(() =>
  z.object({
    request: z.unknown(),
    attempt: z.int(),
    startedAt: z.string().exactOptional(),
    externalId: z.string().exactOptional(),
    externalIds: z.array(z.string()),
    outputs: z.array(z.record(z.string(), z.unknown())),
  }),
);

const textOf = ({ outputs, ...face }: Face): string =>
  brotliCompressSync(JSON.stringify({ ...face, outputs: outputs.map(outputMembers) }), { params }).toString(
    'base64',
  );

/** The text of the face in a row, where it counts. */
function validText(row: Row | undefined): string | undefined {
  const { success, data } = kept().safeParse(row?.['face']);
  return success && data.rev === row?.['rev'] ? data.text : undefined;
}

/** A change of a task's row, and the face that its maker knows. */
interface FaceChange {
  readonly stored: Row | undefined;
  readonly before: Task;
  readonly next: Task;
  readonly face?: Face | undefined;
}

/** The text of the next face: of the one that is known, else of that before where nothing has changed that it shows. */
function nextText({ stored, before, next, face }: FaceChange): string | undefined {
  if (face !== undefined) return textOf(face);
  return isSettled(before) && isSettled(next) ? validText(stored) : undefined;
}

/** The row of a task with its face, and without one that does not count any more. */
export function withFace(row: Row, change: FaceChange): Row {
  const text = nextText(change);
  if (text !== undefined && text.length <= MOST_TEXT) return { ...row, face: { rev: row['rev'], text } };
  return {
    ...Object.fromEntries(Object.entries(row).filter(([name]) => name !== 'face')),
    pk: row.pk,
    sk: row.sk,
  };
}

/** The face in the row of a task; undefined where there is none that counts. Throws where it is not as we write it. */
export function readFace(row: Row): Face | undefined {
  const text = validText(row);
  if (text === undefined) return undefined;
  const json: unknown = JSON.parse(brotliDecompressSync(Buffer.from(text, 'base64')).toString());
  const { outputs, request, ...face } = members().parse(json);
  const read = outputs.map((output) => readOutput({ pk: row.pk, sk: 'output', ...output }));
  return {
    ...face,
    request: readShownRequest(request),
    outputs: read.filter((output) => output.state === 'stored'),
  };
}
