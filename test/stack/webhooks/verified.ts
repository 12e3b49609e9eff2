import OpenAI from 'openai';
import { Webhook as Verifier } from 'standardwebhooks';
import type { Received } from './receiver.ts';

/** What the official library makes of what was sent. It compares with the real time: the headers say when, and that is what it is asked about. */
export function verified(secret: string, received: Received): unknown {
  const now = Date.now;
  Date.now = () => Number(received.headers['webhook-timestamp']) * 1000;
  try {
    return new Verifier(secret).verify(received.text, received.headers as Record<string, string>);
  } finally {
    Date.now = now;
  }
}

/** The same by a verifier that shares nothing with it. Rejects where the signature is not good. */
export async function verifiedByAnother(secret: string, received: Received): Promise<void> {
  const { webhooks } = new OpenAI({ apiKey: 'none' });
  const now = Date.now;
  Date.now = () => Number(received.headers['webhook-timestamp']) * 1000;
  try {
    await webhooks.verifySignature(received.text, received.headers, secret);
  } finally {
    Date.now = now;
  }
}
