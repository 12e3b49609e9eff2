import { describe, expect, it } from 'vitest';
import { findReceiver } from '#actions/webhooks/find-receiver.ts';
import { callbackIdOf } from '#domain/webhooks/receiver.ts';
import { webhookStore } from '#storage/webhooks/webhook-store.ts';
import { webhookKey } from '#storage/webhooks/webhook-rows.ts';
import { MemoryTable, memoryTable } from '../../simulation/ports/memory-table.ts';
import { ownerOf } from './delivering.ts';

const DAY_MS = 24 * 3600 * 1000;
const owner = ownerOf('ana');
const webhookId = callbackIdOf('0123456789abcdef'.repeat(4));
const url = 'https://shop.example.com/ended';

function theStore() {
  const memory = new MemoryTable();
  const clock = { at: Date.parse('2026-11-21T10:00:00Z'), now: () => clock.at };
  let made = 0;
  const webhooks = webhookStore(
    memoryTable(memory),
    () => `nonce-${(made += 1)}`,
    async () => undefined,
  );
  const secret256 = (): string => String((made += 1)).padStart(43, 'A');
  const find = findReceiver({ webhooks, clock, random: { secret256 } });
  const rowOf = () => memory.get(webhookKey(owner, webhookId));
  return { find, clock, webhooks, rowOf, memory };
}

describe('the address of a callbackUrl', () => {
  it('is kept when something first goes there, and signs with the one default secret of its owner', async () => {
    const { find, webhooks } = theStore();
    const [first, second] = [
      await find({ owner, webhookId }, url),
      await find({ owner, webhookId }, undefined),
    ];
    expect(first).toMatchObject({ id: webhookId, url });
    expect(second).toEqual(first);
    expect(first?.secrets).toEqual((await webhooks.find(owner, 'default'))?.secrets);
    expect(first?.secrets).toHaveLength(1);
    expect(await webhooks.list(owner)).toEqual([]);
    expect(await webhooks.listCallbacks(owner)).toHaveLength(1);
  });

  it('is written once a week as long as it is used, and goes two months after that', async () => {
    const { find, clock, rowOf } = theStore();
    await find({ owner, webhookId }, url);
    const kept = [];
    for (let day = 1; day <= 15; day += 1) {
      clock.at += DAY_MS;
      await find({ owner, webhookId }, url);
      kept.push(rowOf()?.['rev']);
    }
    expect(kept).toEqual([1, 1, 1, 1, 1, 1, 2, 2, 2, 2, 2, 2, 2, 3, 3]);
    const left = Number(rowOf()?.['expiresAtSeconds']) - clock.at / 1000;
    expect(left / 86_400).toBe(59);
  });

  it('that has gone is made again with the next event, and is not there without one', async () => {
    const { find, memory } = theStore();
    await find({ owner, webhookId }, url);
    memory.write({ type: 'remove', key: webhookKey(owner, webhookId) });
    expect(await find({ owner, webhookId }, undefined)).toBeUndefined();
    expect(await find({ owner, webhookId }, url)).toMatchObject({ url });
  });
});
