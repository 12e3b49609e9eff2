import * as z from 'zod';
import { failCodes, type FailCode } from '#domain/error.ts';
import { isOwner, isRemoteJobId, isTaskId, type ClaimId } from '#domain/ids.ts';
import { namesOf } from '#domain/names.ts';
import { eventTypeOf } from '#domain/tasks/event-types.ts';
import { outputRoles } from '#domain/tasks/output-role.ts';
import { actors } from '#domain/tasks/timeline.ts';
import { once } from '#domain/once.ts';

/**
 * What the rows of a task are made of. A word that this version does not know was written by a newer one: it reads as the
 * fallback, and stays in the row as it is (`rewritten-row.ts`).
 */

export const taskId = z.string().refine(isTaskId);
export const owner = z.string().refine(isOwner);
export const remoteJobId = z.string().refine(isRemoteJobId);
export const claimId = z.string().transform((text) => text as ClaimId);
export const mediaKind = z.enum(['image', 'video', 'audio']);

const anyFailCode = z.enum(namesOf(failCodes));
export const failCode = (fallback: FailCode) => anyFailCode.catch(fallback);

export const outputRole = once(() => z.enum(namesOf(outputRoles)).catch('other'));

type NoteData = Readonly<Record<string, string | number | boolean>>;

/** What a note tells besides; anything but texts, numbers and truths has a meaning for later versions only. */
const noteData = z
  .record(z.string(), z.unknown())
  .transform((data): NoteData => Object.fromEntries(Object.entries(data).filter(isPlain)));

const isPlain = (member: [string, unknown]): member is [string, string | number | boolean] =>
  ['string', 'number', 'boolean'].includes(typeof member[1]);

/** One line of a timeline. */
export const note = once(() =>
  z.object({
    at: z.string(),
    type: z.string().transform(eventTypeOf),
    actor: z.enum(namesOf(actors)).catch('workflow'),
    attempt: z.int(),
    reason: z.string().exactOptional(),
    data: noteData.exactOptional(),
  }),
);
