import * as z from 'zod';
import { fromUnits } from '#domain/money/money.ts';
import type { Call, Reply } from '../call.ts';
import type { Probe, ProbeResult } from '../service.ts';
import { isKeyRefusal } from './codes.ts';
import { readEnvelope } from './envelope.ts';
import { kie } from './service.ts';

/** Reads the account's balance: free, and refused only where our key is. */
const creditCall: Call = { method: 'GET', path: '/api/v1/chat/credit' };

/** What is beyond it, in either direction, is no balance, and could not be kept. */
const MOST_CREDITS = 1e9;
const credits = z.number().min(-MOST_CREDITS).max(MOST_CREDITS);

/** The edge answers in HTML: its 403 to this call, in which nothing can be wrong, is meant for us. */
function read(reply: Reply): ProbeResult {
  if (reply.type !== 'answered') return { type: 'unreachable' };
  const answer = readEnvelope(reply.status, reply.text);
  const code = answer.type === 'read' ? answer.code : answer.status;
  if (isKeyRefusal(code)) return { type: 'refused' };
  if (answer.type === 'unreadable' || code !== 200) return { type: 'unreachable' };
  const left = credits.safeParse(answer.data);
  return left.success
    ? { type: 'accepted', balance: fromUnits(left.data, kie.access.usdPerUnit) }
    : { type: 'accepted' };
}

/** Asks for the balance: it tells whether our key is good, and what is left. */
export const creditProbe: Probe = { call: creditCall, read };
