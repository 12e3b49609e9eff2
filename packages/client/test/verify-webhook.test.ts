import { generateKeyPairSync, sign } from 'node:crypto';
import { Webhook } from 'standardwebhooks';
import { describe, expect, it } from 'vitest';
import { verifyWebhook } from '../verify-webhook.ts';

const secret = `whsec_${Buffer.from('a secret of thirty-two bytes ...').toString('base64')}`;
const other = `whsec_${Buffer.from('another one of thirty-two bytes.').toString('base64')}`;
const at = new Date('2026-11-30T10:00:00Z');
const now = (): number => at.getTime();
const body = JSON.stringify({ id: 'evt_1', type: 'task.succeeded', sequence: 3, data: { id: 'ä' } });

const headersOf = (signature: string): Record<string, string> => ({
  'webhook-id': 'evt_1',
  'webhook-timestamp': String(at.getTime() / 1000),
  'webhook-signature': signature,
});
const signedWith = (key: string): string => new Webhook(key).sign('evt_1', at, body);

describe('a webhook is taken', () => {
  it('as the library of Standard Webhooks signs it', async () => {
    const event = await verifyWebhook({ headers: headersOf(signedWith(secret)), body }, { secret, now });
    expect(event).toEqual(JSON.parse(body));
  });

  it('with any one of its signatures, and with any one of the secrets', async () => {
    const both = `v1a,bm90 ${signedWith(other)} ${signedWith(secret)}`;
    await verifyWebhook({ headers: headersOf(both), body }, { secret, now });
    await verifyWebhook({ headers: headersOf(signedWith(other)), body }, { secret: [secret, other], now });
  });

  it('with headers and bytes as they come', async () => {
    const bytes = new TextEncoder().encode(body);
    const headers = new Headers(headersOf(signedWith(secret)));
    await verifyWebhook({ headers, body: bytes }, { secret, now });
    const given = Object.entries(headersOf(signedWith(secret)));
    const upper = Object.fromEntries(
      given.map(([name, value]): [string, string[]] => [name.toUpperCase(), [value]]),
    );
    await verifyWebhook({ headers: upper, body }, { secret, now });
  });

  it('with the public key of the deployment', async () => {
    const { privateKey, publicKey } = generateKeyPairSync('ed25519');
    const { x: raw = '' } = publicKey.export({ format: 'jwk' });
    const signed = sign(null, Buffer.from(`evt_1.${at.getTime() / 1000}.${body}`), privateKey);
    const headers = headersOf(`v1a,${signed.toString('base64')}`);
    await verifyWebhook(
      { headers, body },
      { secret: `whpk_${Buffer.from(raw, 'base64url').toString('base64')}`, now },
    );
  });
});

describe('a webhook is refused', () => {
  const minutes = (count: number) => () => at.getTime() + count * 60_000;

  it.each([
    [
      'with another body',
      { headers: headersOf(signedWith(secret)), body: body.replace('3', '4') },
      { secret, now },
    ],
    ['with another secret', { headers: headersOf(signedWith(secret)), body }, { secret: other, now }],
    ['when it is old', { headers: headersOf(signedWith(secret)), body }, { secret, now: minutes(6) }],
    [
      'when it is of the future',
      { headers: headersOf(signedWith(secret)), body },
      { secret, now: minutes(-6) },
    ],
    ['without a signature', { headers: {}, body }, { secret, now }],
    ['with one that is none', { headers: headersOf('v1,§ v1 v2,AAAA'), body }, { secret, now }],
  ])('%s', async (_why, received, options) => {
    await expect(verifyWebhook(received, options)).rejects.toMatchObject({ code: 'bad_signature' });
  });
});
