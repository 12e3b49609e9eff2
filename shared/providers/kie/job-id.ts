import * as z from 'zod';
import { isRemoteJobId, type RemoteJobId } from '#domain/ids.ts';

/** The id of a job, wherever an answer to the paid call has put it. */

/** The names under which it stands, the documented one first. */
const idNames = [
  ...['taskId', 'task_id', 'taskID', 'TaskId', 'taskid', 'task-id'],
  ...['jobId', 'job_id', 'jobID', 'recordId', 'record_id', 'generationId', 'generation_id'],
  ...['predictionId', 'prediction_id', 'id'],
];
/** What an answer names by an id besides the job. */
const otherThings =
  /^(?:request|trace|span|user|account|team|org|model|app|client|session|parent|key|log|prompt)/i;
const MOST_DEPTH = 4;
const MOST_CANDIDATES = 4;

const holder = z.record(z.string(), z.unknown());

/** What some write where there is no id. */
const noIds = /^(?:null|undefined|none|nil|nan|true|false|0|-1)$/i;

/** A word; one that was encoded more than once stands between quotes, alone in a list between brackets. */
const bareWord = /^[\s"'\\[]*([\w-]+)[\s"'\\\]]*$/;

/** An id that stands by itself, as text or as a number. */
function plainId(value: unknown): RemoteJobId | undefined {
  const text = typeof value === 'number' && Number.isSafeInteger(value) && value > 0 ? String(value) : value;
  const word = typeof text === 'string' ? (bareWord.exec(text)?.[1] ?? '') : '';
  return isRemoteJobId(word) && !noIds.test(word) ? word : undefined;
}

const firstOf = (ids: readonly (RemoteJobId | undefined)[]): RemoteJobId | undefined =>
  ids.find((id) => id !== undefined);

/** A text without a name is taken for an id only where it can be no word. */
const unmistakable = (value: unknown): RemoteJobId | undefined => {
  const id = plainId(value);
  return id !== undefined && /^(?=.*\d).{8,}$/.test(id) ? id : undefined;
};

/** The first id that can be no word, else the first. */
const best = (ids: readonly (RemoteJobId | undefined)[]): RemoteJobId | undefined =>
  firstOf(ids.map(unmistakable)) ?? firstOf(ids);

/** What an object holds besides what is known to be something other than the job. */
const membersOf = (held: Readonly<Record<string, unknown>>): unknown[] =>
  Object.entries(held).flatMap(([name, member]) => (otherThings.test(name) ? [] : [member]));

/** The id of a job in a value: by its names, in an object, a list of one, or what they hold, the outermost first. */
function namedIdIn(value: unknown, depth = 0): RemoteJobId | undefined {
  if (depth > MOST_DEPTH) return undefined;
  if (Array.isArray(value)) return value.length === 1 ? idIn(value[0], depth + 1) : undefined;
  const held = holder.safeParse(value);
  if (!held.success) return undefined;
  return (
    best(idNames.map((name) => plainId(held.data[name]))) ??
    firstOf(membersOf(held.data).map((member) => namedIdIn(member, depth + 1)))
  );
}

/** The id of a job in the data of an answer: as the data itself, alone in a list, or by its names. */
export const idIn = (data: unknown, depth = 0): RemoteJobId | undefined =>
  unmistakable(data) ?? namedIdIn(data, depth);

const namedInText = /(?:task|job|record|generation|prediction)[ _-]?id["':= ]{1,6}([\w-]{2,128})/gi;
const namesAnId = /(?:^id|_id|-id|Id|ID)$/;
/** A longer answer is looked at so far. */
const MOST_TEXT = 64 * 1024;

/** Ids that an answer holds under any name that may be the job's. */
function idsWithin(value: unknown, name = '', depth = 0): RemoteJobId[] {
  if (depth > MOST_DEPTH + 1 || otherThings.test(name)) return [];
  if (Array.isArray(value)) return value.flatMap((item: unknown) => idsWithin(item, name, depth + 1));
  const held = holder.safeParse(value);
  if (held.success)
    return Object.entries(held.data).flatMap(([inner, member]) => idsWithin(member, inner, depth + 1));
  const text = typeof value === 'string' ? value : undefined;
  const id = namesAnId.test(name) ? plainId(value) : unmistakable(text);
  return id === undefined ? [] : [id];
}

/** What stands behind a job's name in a text up to the next member: of its words only one that can be no word is taken. */
const afterName = /(?:task|job|record|generation|prediction)[ _-]?id(?![a-z])([^,;<>}\]]{1,80})/gi;

function idsAfterNames(text: string): RemoteJobId[] {
  const tails = Array.from(text.matchAll(afterName), ([, tail = '']) => tail.match(/[\w-]{8,128}/g) ?? []);
  return tails.flatMap((words) => firstOf(words.map(unmistakable)) ?? []);
}

/** Ids in an answer that names no job plainly, or could not be read. One may be the job's: the query endpoint tells. */
export function candidatesIn(text: string, body?: unknown): readonly RemoteJobId[] {
  const read = text.slice(0, MOST_TEXT);
  const named = Array.from(read.matchAll(namedInText), ([, id = '']) => id).flatMap(
    (id) => plainId(id) ?? [],
  );
  return [...new Set([...named, ...idsWithin(body), ...idsAfterNames(read)])].slice(0, MOST_CANDIDATES);
}
