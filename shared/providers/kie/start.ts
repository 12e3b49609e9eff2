import * as z from 'zod';
import type { FailCode } from '#domain/error.ts';
import { isRemoteJobId, type RemoteJobId } from '#domain/ids.ts';
import { untold, type Reply } from '../call.ts';
import type { StartOutcome } from '../dialect.ts';
import { busyCodes, refusalCodes, speaksOfField, speaksOfPolicy } from './codes.ts';
import { oneLine, readEnvelope } from './envelope.ts';

/** The names under which the id of a job stands in an answer, the documented one first. */
const idNames = ['taskId', 'task_id', 'taskID', 'TaskId', 'recordId', 'record_id', 'jobId', 'job_id', 'id'];
const holder = z.record(z.string(), z.unknown());

/** An id that stands by itself, as text or as a number. */
function plainId(value: unknown): RemoteJobId | undefined {
  const text = typeof value === 'number' && Number.isSafeInteger(value) ? String(value) : value;
  return typeof text === 'string' && isRemoteJobId(text) ? text : undefined;
}

const firstOf = (ids: readonly (RemoteJobId | undefined)[]): RemoteJobId | undefined =>
  ids.find((id) => id !== undefined);

/** The id of a job in an object, by its names. */
function namedId(value: unknown): RemoteJobId | undefined {
  const held = holder.safeParse(value);
  return held.success ? firstOf(idNames.map((name) => plainId(held.data[name]))) : undefined;
}

/** A text without a name is taken for an id only where it can be no word. */
const isUnmistakable = (id: string | undefined): boolean => id !== undefined && /^(?=.*\d).{8,}$/.test(id);

/** The id of a job in an answer: as the data itself, alone in a list, or by its names, one object deep. */
function idIn(data: unknown): RemoteJobId | undefined {
  const only: unknown = Array.isArray(data) && data.length === 1 ? data[0] : data;
  const held = holder.safeParse(only);
  const inner = held.success ? ['data', 'task', 'result'].map((name) => namedId(held.data[name])) : [];
  const alone = plainId(only);
  return (isUnmistakable(alone) ? alone : undefined) ?? namedId(only) ?? firstOf(inner);
}

/** What was answered, for whoever has to find out what became of the call. */
const rawOf = (text: string): string => `; it answered ${oneLine(text)}`;

const busy = (code: number, seconds: number, text: string): StartOutcome => ({
  type: 'busy',
  reason: `code ${code}: ${text}`,
  retryAfterSeconds: seconds,
});

function refused(code: number, failCode: FailCode, text: string): StartOutcome {
  const isPolicy = failCode === 'provider_rejected_input' && speaksOfPolicy(text);
  return {
    type: 'refused',
    failCode: isPolicy ? 'content_blocked' : failCode,
    message: text || `code ${code}`,
  };
}

/**
 * The edge in front of the service answers in HTML; its 403 and 429 never reached the service. A 403 may be meant for a word
 * of the prompt, or for us.
 */
function readEdge(status: number): StartOutcome {
  if (status === 403) {
    const message = 'The edge of the provider refused the call (HTTP 403).';
    return { type: 'refused', failCode: 'provider_auth', whereKeyIsGood: 'provider_rejected_input', message };
  }
  const seconds = busyCodes.get(status);
  if (seconds !== undefined) return busy(status, seconds, 'no JSON');
  return { type: 'ambiguous', reason: `HTTP ${status} without readable JSON` };
}

/** The answer of a service that says that it has taken the job: its id, wherever it stands. */
function readAccepted(data: unknown, body: unknown, text: string): StartOutcome {
  const externalId = idIn(data) ?? idIn(body);
  if (externalId !== undefined) return { type: 'accepted', externalId };
  return { type: 'ambiguous', reason: `code 200 without a usable task id${rawOf(text)}` };
}

/** An answer that is neither yes nor "not now". */
function readRefusal(code: number, message: string, data: unknown): StartOutcome | undefined {
  const isField = code === 500 && speaksOfField(message);
  const failCode = isField ? 'provider_rejected_input' : refusalCodes.get(code);
  if (failCode !== undefined) return refused(code, failCode, message);
  // A call that the content rules have stopped has made no job, whatever code says so.
  const isStopped = idIn(data) === undefined && speaksOfPolicy(message);
  return isStopped ? refused(code, 'content_blocked', message) : undefined;
}

/** Classifies the answer to the paid call. In doubt it is ambiguous: only a proven refusal may be sent again. */
export function readStart(reply: Reply): StartOutcome {
  if (reply.type === 'not-sent') return reply;
  if (reply.type !== 'answered') return { type: 'ambiguous', reason: untold(reply) };
  const answer = readEnvelope(reply.status, reply.text);
  if (answer.type === 'unreadable') return readEdge(answer.status);
  const { code, message, data, body } = answer;
  if (code === 200) return readAccepted(data, body, reply.text);
  const seconds = busyCodes.get(code);
  if (seconds !== undefined) return busy(code, seconds, message);
  const raw = idIn(data) === undefined ? '' : rawOf(reply.text);
  return readRefusal(code, message, data) ?? { type: 'ambiguous', reason: `code ${code}: ${message}${raw}` };
}
