import { createHmac } from 'node:crypto';
import type { PostDependencies } from '#actions/webhooks/post-event.ts';
import { postOnce } from '#providers/network/post-once.ts';
import { signingPair } from '#storage/webhooks/signing-pair.ts';
import type { Table } from '#storage/table/table-port.ts';
import { systemClock } from './system-ports.ts';
import { readSettings } from './settings.ts';

/** So long a receiver may take. */
const PATIENCE_MS = 15_000;
/** So much of its answer is kept. */
const ANSWER_BYTES = 1024;

/** How receivers of events are called: any public host, with a signature. Only a function whose row says so may be made of this. */
export function connectReceivers(table: Table): PostDependencies {
  const { LOCAL_RECEIVERS } = readSettings('LOCAL_RECEIVERS');
  const pair = signingPair(table);
  return {
    clock: systemClock,
    post: (url, body, headers) =>
      postOnce(
        { url, body, headers },
        { localOrigins: LOCAL_RECEIVERS, timeoutMs: PATIENCE_MS, answerBytes: ANSWER_BYTES },
      ),
    hmac: (secret, text) =>
      createHmac('sha256', Buffer.from(secret.slice('whsec_'.length), 'base64'))
        .update(text)
        .digest('base64'),
    ed25519: (text) => pair.sign(text),
  };
}
