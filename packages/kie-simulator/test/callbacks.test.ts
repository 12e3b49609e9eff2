import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { signedHeaders } from '../delivery.ts';
import { aKie, aCallbackServer } from './simulator.ts';
import { anyNumber } from './expectations.ts';

const minute = 60_000;

describe('callbacks', () => {
  it('pushes the final record once, with HTTP 200 noted in the ledger', async () => {
    const { kie, createImage, advance } = await aKie();
    const { url, deliveries } = await aCallbackServer();
    const id = await createImage('a lighthouse', url);
    await advance(1_999);
    expect(deliveries).toEqual([]);
    await advance(1);
    expect(deliveries).toHaveLength(1);
    expect(deliveries[0]?.headers).not.toHaveProperty('x-webhook-signature');
    expect(deliveries[0]?.body).toMatchObject({
      code: 200,
      msg: 'Playground task completed successfully.',
      data: { taskId: id, state: 'success', creditsConsumed: 4, costTime: 2, failCode: null },
    });
    expect(JSON.parse(String(deliveries[0]?.body.data['resultJson']))).toHaveProperty('resultUrls');
    expect(kie.ledger[0]?.callbacks).toEqual([{ at: anyNumber, sent: 'result', outcome: '200' }]);
  });

  it('says 501 and null results for a failure', async () => {
    const { createImage, advance } = await aKie();
    const { url, deliveries } = await aCallbackServer();
    await createImage('a lighthouse [generation]', url);
    await advance(2_000);
    expect(deliveries[0]?.body).toMatchObject({
      code: 501,
      msg: 'Playground task failed.',
      data: { state: 'fail', resultJson: null, failCode: '500', failMsg: 'Internal server error' },
    });
  });

  it('signs task id and time when a key is set', async () => {
    const { createImage, advance, clock } = await aKie({ hmacKey: 'whk_secret' });
    const { url, deliveries } = await aCallbackServer();
    const id = await createImage('a lighthouse', url);
    await advance(2_000);
    const seconds = Math.floor(clock.now() / 1000);
    const signature = createHmac('sha256', 'whk_secret').update(`${id}.${seconds}`).digest('base64');
    expect(deliveries[0]?.headers).toMatchObject({
      'x-webhook-timestamp': String(seconds),
      'x-webhook-signature': signature,
    });
  });

  it('signs the published test vector as published', () => {
    expect(signedHeaders('ab12', 1_760_000_000, 'whk_test')['x-webhook-signature']).toBe(
      'RHdCmn6txiv0f8fS6dZKxZL+nf0k4Wv8VcX1lrt9F0g=',
    );
  });

  it('tries again after 1, 5 and 15 minutes and then gives up', async () => {
    const { kie, createImage, advance } = await aKie();
    const { url, deliveries } = await aCallbackServer([500, 302, 404, 503]);
    await createImage('a lighthouse', url);
    await advance(2_000);
    for (const [wait, received] of [
      [minute, 2],
      [5 * minute, 3],
      [15 * minute, 4],
      [60 * minute, 4],
    ] as const) {
      await advance(wait - 1);
      await advance(1);
      expect(deliveries).toHaveLength(received);
    }
    expect(kie.ledger[0]?.callbacks.map(({ outcome }) => outcome)).toEqual(['500', '302', '404', '503']);
  });

  it('takes silence and a refused connection for failures', async () => {
    const { kie, createImage, advance } = await aKie({ knobs: { callbackTimeoutMs: 200 } });
    const { url } = await aCallbackServer([0]);
    await createImage('one', url);
    await createImage('two', 'http://127.0.0.1:9/closed');
    await advance(2_000);
    expect(kie.ledger.map(({ callbacks }) => callbacks[0]?.outcome)).toEqual(['timeout', 'unreachable']);
    // Who answers may take his time: this machine may be busy.
    kie.setKnobs({ callbackTimeoutMs: 15_000 });
    await advance(minute);
    expect(kie.ledger.map(({ callbacks }) => callbacks[1]?.outcome)).toEqual(['200', 'unreachable']);
  });

  it('loses, doubles and delays on demand', async () => {
    const { createImage, advance } = await aKie();
    const [lost, doubled, late] = [await aCallbackServer(), await aCallbackServer(), await aCallbackServer()];
    await createImage('[callback-lost]', lost.url);
    await createImage('[callback-duplicate]', doubled.url);
    await createImage('[callback-late]', late.url);
    await advance(2_000);
    expect([lost, doubled, late].map(({ deliveries }) => deliveries.length)).toEqual([0, 2, 0]);
    await advance(minute);
    expect([lost, doubled, late].map(({ deliveries }) => deliveries.length)).toEqual([0, 2, 1]);
  });

  it('lets a later callback overtake a reordered one', async () => {
    const { createImage, advance } = await aKie();
    const { url, deliveries } = await aCallbackServer();
    const first = await createImage('[callback-reorder]', url);
    await advance(1_000);
    const second = await createImage('a lighthouse', url);
    await advance(1_000);
    expect(deliveries).toEqual([]);
    await advance(1_000);
    expect(deliveries.map(({ body }) => body.data['taskId'])).toEqual([second, first]);
  });

  it('forges a success with strange addresses while the task still runs', async () => {
    const { kie, createImage, recordOf, advance } = await aKie({ hmacKey: 'whk_secret' });
    const { url, deliveries } = await aCallbackServer();
    const id = await createImage('[callback-forged]', url);
    await advance(1_000);
    expect(deliveries[0]?.body.data).toMatchObject({ taskId: id, state: 'success' });
    expect(String(deliveries[0]?.body.data['resultJson'])).toContain('169.254.169.254');
    const seconds = Number(deliveries[0]?.headers['x-webhook-timestamp']);
    const honest = signedHeaders(id, seconds, 'whk_secret')['x-webhook-signature'];
    expect(deliveries[0]?.headers['x-webhook-signature']).not.toBe(honest);
    expect((await recordOf(id)).state).toBe('generating');
    await advance(1_000);
    expect(kie.ledger[0]?.callbacks.map(({ sent }) => sent)).toEqual(['forged', 'result']);
  });

  it('sends the truth under a wrong signature, or before the record shows it', async () => {
    const { kie, createImage, recordOf, advance } = await aKie({ hmacKey: 'whk_secret' });
    const { url, deliveries } = await aCallbackServer();
    await createImage('[callback-bad-signature]', url);
    const early = await createImage('[callback-early]', url);
    await advance(2_000);
    expect(kie.ledger[0]?.callbacks[0]).toMatchObject({ sent: 'bad-signature', outcome: '200' });
    expect(deliveries).toHaveLength(2);
    expect((await recordOf(early)).state).toBe('generating');
    await advance(2_000);
    expect((await recordOf(early)).state).toBe('success');
  });

  it('rolls the dice for each kind of trouble', async () => {
    const { kie, createImage } = await aKie({ knobs: { callbackLostShare: 1, callbackForgedShare: 0.5 } });
    const { url } = await aCallbackServer();
    for (let count = 0; count < 20; count += 1) await createImage('dice', url);
    expect(kie.ledger.filter(({ faults }) => faults.includes('callback-lost'))).toHaveLength(20);
    const forged = kie.ledger.filter(({ faults }) => faults.includes('callback-forged')).length;
    expect(forged).toBeGreaterThan(3);
    expect(forged).toBeLessThan(17);
  });
});
