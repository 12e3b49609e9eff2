import type { Call, Reply } from '../call.ts';
import type { Probe } from '../service.ts';
import { readEnvelope } from './envelope.ts';

/** Reads the account's balance: free, and refused only where our key is. */
const creditCall: Call = { method: 'GET', path: '/api/v1/chat/credit' };

/** True when the provider took our key. */
function isHealthy(reply: Reply): boolean {
  if (reply.type !== 'answered') return false;
  const envelope = readEnvelope(reply.status, reply.text);
  return envelope.type === 'read' && envelope.code === 200;
}

/** Asks for the balance to learn whether our key is good. */
export const creditProbe: Probe = { call: creditCall, isHealthy };
