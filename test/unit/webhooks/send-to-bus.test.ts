import { describe, expect, it } from 'vitest';
import { sendEvent, sendToBus } from '#actions/webhooks/send-to-bus.ts';
import { newDelivery } from '#domain/webhooks/delivery.ts';
import { EVENT_BUS } from '#domain/webhooks/receiver.ts';
import type { Webhook } from '#domain/webhooks/webhook.ts';
import { ownerOf } from './delivering.ts';

const owner = ownerOf('ana');
const now = Date.parse('2026-11-21T10:00:00Z');
const bus: Webhook = { id: EVENT_BUS, owner, url: '', createdAt: '', secrets: [] };
const delivery = newDelivery({ owner, webhookId: EVENT_BUS }, now, {
  unique: '0123456789abcdef',
  type: 'task.failed',
  sequence: 4,
});

async function sent(data: unknown, answer?: string) {
  const events: { type: string; time: number; detail: string }[] = [];
  const attempt = await sendToBus({
    clock: { now: () => now },
    put: async (event) => {
      events.push(event);
      return answer;
    },
  })(bus, delivery, data);
  const [event] = events;
  return { attempt, event, detail: JSON.parse(event?.detail ?? '{}') as Record<string, unknown> };
}

describe('an event for the bus', () => {
  it('has the body of webhooks, and says whose task it is', async () => {
    const { attempt, event, detail } = await sent({ id: 'a task' });
    expect(event).toMatchObject({ type: 'darkroom.task.failed', time: now });
    expect(detail).toMatchObject({ id: delivery.id, sequence: 4, owner: 'ana', data: { id: 'a task' } });
    expect(attempt).toMatchObject({ status: 200 });
  });

  it('that EventBridge would refuse for its size says the most important, and that it is not all', async () => {
    const data = { id: 'a task', status: 'FAILED', links: { self: '/there' }, metadata: 'é'.repeat(200_000) };
    const { event, detail } = await sent(data);
    expect(Buffer.byteLength(event?.detail ?? '')).toBeLessThan(1000);
    expect(detail['data']).toEqual({
      id: 'a task',
      status: 'FAILED',
      links: { self: '/there' },
      truncated: true,
    });
  });

  it('that is not taken says why, as a try that is repeated', async () => {
    const { attempt } = await sent({}, 'ThrottlingException');
    expect(attempt).toEqual({ at: '2026-11-21T10:00:00.000Z', ms: 0, reason: 'ThrottlingException' });
  });
});

it('an event goes to the bus where the bus is meant, and over the network otherwise', async () => {
  const asked: string[] = [];
  const noted = (name: string) => async () => {
    asked.push(name);
    return { at: '', ms: 0 };
  };
  const send = sendEvent({ post: noted('post'), toBus: noted('bus') });
  await send(bus, delivery, {});
  await send({ ...bus, id: `wh_${'0'.repeat(32)}` }, delivery, {});
  expect(asked).toEqual(['bus', 'post']);
});
