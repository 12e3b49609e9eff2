import * as z from 'zod';
import type { FailCode } from '#domain/error.ts';
import { isRemoteJobId } from '#domain/ids.ts';
import { untold, type Reply } from '../call.ts';
import type { StartOutcome } from '../dialect.ts';
import { busyCodes, refusalCodes, speaksOfField, speaksOfPolicy } from './codes.ts';
import { readEnvelope } from './envelope.ts';

const started = z.object({ taskId: z.string().refine(isRemoteJobId) });

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

/** Classifies the answer to the paid call. In doubt it is ambiguous: only a proven refusal may be sent again. */
export function readStart(reply: Reply): StartOutcome {
  if (reply.type === 'not-sent') return reply;
  if (reply.type !== 'answered') return { type: 'ambiguous', reason: untold(reply) };
  const answer = readEnvelope(reply.status, reply.text);
  if (answer.type === 'unreadable') return readEdge(answer.status);

  const { code, message } = answer;
  if (code === 200) {
    const read = started.safeParse(answer.data);
    if (read.success) return { type: 'accepted', externalId: read.data.taskId };
    return { type: 'ambiguous', reason: 'code 200 without a usable task id' };
  }
  const seconds = busyCodes.get(code);
  if (seconds !== undefined) return busy(code, seconds, message);
  const failCode =
    code === 500 && speaksOfField(message) ? 'provider_rejected_input' : refusalCodes.get(code);
  if (failCode !== undefined) return refused(code, failCode, message);
  return { type: 'ambiguous', reason: `code ${code}: ${message}` };
}
