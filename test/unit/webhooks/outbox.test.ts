import { describe, expect, it } from 'vitest';
import type { Task } from '#domain/tasks/task.ts';
import type { Delivery } from '#domain/webhooks/delivery.ts';
import { taskStore } from '#storage/tasks/task-store.ts';
import { outbox, type Wake } from '#storage/webhooks/outbox.ts';
import { webhookStore } from '#storage/webhooks/webhook-store.ts';
import type { Row } from '#storage/table/table-port.ts';
import { MemoryTable, memoryTable } from '../../simulation/ports/memory-table.ts';
import { at, claimed, owner, sampleTask, START } from '../domain/samples.ts';

const request = { providerParams: {}, input: {} };
const occasion = { at: at(1), actor: 'workflow' } as const;

interface Listener {
  readonly events?: 'task.succeeded'[];
  readonly disabled?: true;
}

/** A task that is made, whose job is claimed, and that ends: with the rows written meanwhile, and who was woken. */
const aTask = (...webhooks: readonly Listener[]) => aTaskWith({}, ...webhooks);

async function aTaskWith(more: Pick<Task, 'callbackUrl'>, ...webhooks: readonly Listener[]) {
  const memory = new MemoryTable();
  const table = memoryTable(memory);
  let nonces = 0;
  const nonce = (): string => (nonces += 1).toString(16).padStart(32, '0').split('').toReversed().join('');
  const store = webhookStore(table, nonce, async () => undefined);
  for (const [i, { events, disabled }] of webhooks.entries())
    await store.create({
      id: `wh_${String(i).repeat(32)}`,
      owner,
      url: 'https://receiver.example.com',
      createdAt: at(0),
      secrets: [],
      ...(events === undefined ? {} : { events }),
      ...(disabled === undefined ? {} : { disabled: { at: at(0), reason: 'owner' as const } }),
    });
  const [rows, woken]: [Row[], string[]] = [[], []];
  memory.onChange = (_before, after) => void (after !== undefined && rows.push(after));
  const wake: Wake = async (to) => void woken.push('webhookId' in to ? to.webhookId : 'live');
  const tasks = taskStore(
    { table, nonce, backoff: async () => undefined },
    outbox({ table, now: () => START, wake }),
  );
  const task = { ...sampleTask(), ...more };
  await tasks.create(task, request);
  await tasks.advanceJob(task, 1, { event: claimed, occasion });
  await tasks.amendTask(task, (now) => ({ ...now, status: 'SUCCESS', ending: { at: at(60) } }));
  const told = rows.filter(({ pk }) => pk.startsWith('deliveries#')) as unknown as readonly Delivery[];
  return { rows, told, woken };
}

describe('a task', () => {
  it('costs the same writes where nobody listens as where nobody could', async () => {
    const [none, off] = [await aTask(), await aTask({ disabled: true })];
    expect(none.rows.map(({ pk, sk }) => [pk, sk])).toEqual(off.rows.map(({ pk, sk }) => [pk, sk]));
    expect([none.told, off.told, off.woken]).toEqual([[], [], []]);
  });

  it('is told of to each webhook that asks, with numbers that rise', async () => {
    const { told, woken } = await aTask({}, { events: ['task.succeeded'] });
    const of = (i: number) => told.filter(({ webhookId }) => webhookId.endsWith(String(i)));
    expect(of(0).map(({ type, sequence }) => [type, sequence])).toEqual([
      ['task.created', 1],
      ['task.stage_changed', 2],
      ['task.succeeded', 3],
    ]);
    expect(of(1).map(({ type }) => type)).toEqual(['task.succeeded']);
    expect(woken.filter((id) => id.endsWith('1'))).toHaveLength(1);
    expect(woken.filter((id) => id.endsWith('0'))).toHaveLength(3);
  });
});

describe('a task with a callbackUrl', () => {
  it('is told of at its end, for one write more, also where nobody else listens', async () => {
    const url = 'https://shop.example.com/ended';
    const [{ rows: plain }, { rows, told, woken }] = [await aTask(), await aTaskWith({ callbackUrl: url })];
    expect(told.map(({ type, url: place }) => [type, place])).toEqual([['task.succeeded', url]]);
    expect(rows).toHaveLength(plain.length + 1);
    expect(woken).toEqual([told[0]?.webhookId]);
  });
});
