import type { Call, Reply } from '../catalog/model.ts';
import { readEnvelope } from './envelope.ts';

/** Reads the account's balance: free, and refused only where our key is. */
export const creditCall: Call = { method: 'GET', path: '/api/v1/chat/credit' };

/** True when the provider took our key. */
export function isHealthy(reply: Reply): boolean {
  if (reply.type !== 'answered') return false;
  const envelope = readEnvelope(reply.status, reply.text);
  return envelope.type === 'read' && envelope.code === 200;
}
