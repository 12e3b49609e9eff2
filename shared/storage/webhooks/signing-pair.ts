import {
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  sign,
  type KeyObject,
} from 'node:crypto';
import * as z from 'zod';
import { once } from '#domain/once.ts';
import type { Table } from '../table/table-port.ts';

/** The deployment's own key pair for events: made when it is first needed, and the same for all webhooks. */

const key = { pk: 'webhook-signing-pair', sk: 'webhook-signing-pair' };
const pairRow = once(() => z.object({ privateKey: z.string() }));

const made = (): string =>
  generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'der' }).toString('base64');

/** A public key as a JSON Web Key has it: `x` is its 32 bytes in base64url. */
export interface PublicKey {
  readonly kid: string;
  readonly x: string;
}

/** Signs, and says what signatures are verified with. The pair is read once: it never changes. */
export function signingPair(table: Table) {
  let known: Promise<KeyObject> | undefined;

  /** Of two that make one at once, one has it. */
  const load = async (): Promise<KeyObject> => {
    let stored = await table.get(key);
    if (stored === undefined) {
      await table.write({ type: 'put', row: { ...key, privateKey: made() }, when: { absent: true } });
      stored = await table.get(key);
    }
    if (stored === undefined) throw new Error('The pair for signatures of events could not be made');
    const der = Buffer.from(pairRow().parse(stored).privateKey, 'base64');
    return createPrivateKey({ key: der, type: 'pkcs8', format: 'der' });
  };
  const privateKey = (): Promise<KeyObject> =>
    (known ??= load().catch((error: unknown) => {
      known = undefined;
      throw error;
    }));

  return {
    async sign(text: string): Promise<string> {
      return sign(null, Buffer.from(text), await privateKey()).toString('base64');
    },

    async publicKey(): Promise<PublicKey> {
      const { x = '' } = createPublicKey(await privateKey()).export({ format: 'jwk' });
      return { kid: createHash('sha256').update(x).digest('hex').slice(0, 8), x };
    },
  };
}

export type SigningPair = ReturnType<typeof signingPair>;
