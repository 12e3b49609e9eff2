import type { FailCode } from '#domain/error.ts';
import { untold, type Reply } from '../call.ts';
import type { StartOutcome } from '../dialect.ts';
import { busyCodes, refusalCodes, speaksOfCredit, speaksOfField, speaksOfPolicy } from './codes.ts';
import { oneLine, readEnvelope, type Envelope } from './envelope.ts';
import { candidatesIn, idIn } from './job-id.ts';

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

const LONGEST_ANSWER = 1000;

/** Nobody knows what became of the call: what was answered is kept, with the ids in it. */
function ambiguous(reason: string, text: string, body?: unknown): StartOutcome {
  const candidateIds = candidatesIn(text, body);
  const answer = oneLine(text, LONGEST_ANSWER);
  return {
    type: 'ambiguous',
    reason: answer === '' ? reason : `${reason}; it answered ${answer}`,
    ...(candidateIds.length === 0 ? {} : { candidateIds }),
  };
}

/**
 * The edge in front of the service answers in HTML; its 403 and 429 never reached the service. A 403 may be meant for a word
 * of the prompt, or for us.
 */
function readEdge(status: number, text: string): StartOutcome {
  if (status === 403 && candidatesIn(text).length === 0) {
    const message = 'The edge of the provider refused the call (HTTP 403).';
    return { type: 'refused', failCode: 'provider_auth', whereKeyIsGood: 'provider_rejected_input', message };
  }
  const seconds = busyCodes.get(status);
  if (seconds !== undefined && candidatesIn(text).length === 0) return busy(status, seconds, 'no JSON');
  return ambiguous(`HTTP ${status} without readable JSON`, text);
}

type Answer = Extract<Envelope, { type: 'read' }>;

/** What is said in words is a refusal where no job is named, whatever code says so. */
function refusalInWords({ code, message }: Answer): StartOutcome | undefined {
  if (speaksOfPolicy(message)) return refused(code, 'content_blocked', message);
  if (speaksOfCredit(message)) return refused(code, 'insufficient_provider_credit', message);
  return undefined;
}

/** The ids that a refusal names, for whoever looks for the job. */
function named(ids: readonly string[]): string {
  return ids.length === 0 ? '' : ` (it names ${ids.join(', ')})`;
}

/** An answer that is neither yes nor "not now". */
function readRefusal(answer: Answer, ids: readonly string[]): StartOutcome | undefined {
  const { code, message } = answer;
  const isField = code === 500 && speaksOfField(message);
  const failCode = isField ? 'provider_rejected_input' : refusalCodes.get(code);
  if (failCode !== undefined) return refused(code, failCode, `${message}${named(ids)}`);
  return ids.length === 0 ? refusalInWords(answer) : undefined;
}

/** Codes that say that the job was taken: 200 is documented, others of the kind are what the rest of the world says. */
const isYes = (code: number): boolean => code === 0 || (code >= 200 && code < 300);

/** What has come of an answer that has no text of its own. */
const heardOf = (reply: Reply): string => (reply.type === 'broken' ? (reply.text ?? '') : '');

/** Classifies the answer to the paid call. In doubt it is ambiguous: only a proven refusal may be sent again. */
export function readStart(reply: Reply): StartOutcome {
  if (reply.type === 'not-sent') return reply;
  if (reply.type !== 'answered') return ambiguous(untold(reply), heardOf(reply));
  const { status, text } = reply;
  const answer = readEnvelope(status, text);
  if (answer.type === 'unreadable') return readEdge(status, text);
  const { code, message, data, body } = answer;
  if (isYes(code)) {
    const externalId = idIn(data) ?? idIn(body);
    if (externalId !== undefined) return { type: 'accepted', externalId };
    const ids = candidatesIn(text, body);
    const refusal = ids.length === 0 ? refusalInWords(answer) : undefined;
    return refusal ?? ambiguous(`code ${code} without a usable task id`, text, body);
  }
  // Whoever names a job has made one: the call is not made again.
  const ids = candidatesIn(text, body);
  const seconds = busyCodes.get(code);
  if (seconds !== undefined && ids.length === 0) return busy(code, seconds, message);
  return readRefusal(answer, ids) ?? ambiguous(`code ${code}: ${message}`, text, body);
}
