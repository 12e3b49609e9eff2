import { randomBytes } from 'node:crypto';
import { afterEach, describe, expect, it } from 'vitest';
import { eraseData } from '#actions/erasure/erase-data.ts';
import { createPartedUpload } from '#actions/files/upload-parts.ts';
import { newErasure, type Erasure } from '#domain/erasure/erasure.ts';
import type { ErasureId, Owner } from '#domain/ids.ts';
import { isoTime } from '#domain/ports.ts';
import { defaultAccount, ownAccount } from '#domain/tasks/provider-account.ts';
import type { TaskRequest } from '#domain/tasks/task.ts';
import { copyStore } from '#storage/files/copy-store.ts';
import { erasureStore } from '#storage/erasure/erasure-store.ts';
import { itemStore } from '#storage/operators/item-store.ts';
import { ledgerStore } from '#storage/money/ledger-store.ts';
import { ledgerBooks } from '#storage/money/ledger-sums.ts';
import { objectList } from '#storage/objects/object-list.ts';
import type { Table } from '#storage/table/table-port.ts';
import { newDelivery } from '#domain/webhooks/delivery.ts';
import { feedStore } from '#storage/live/feed-store.ts';
import { deliveryStore } from '#storage/webhooks/delivery-store.ts';
import { webhookStore } from '#storage/webhooks/webhook-store.ts';
import { accountChanges } from '#storage/tasks/account-changes.ts';
import { accountKey, readOwnAccount } from '#storage/tasks/account-rows.ts';
import { workOf } from '#storage/tasks/account-work.ts';
import { taskStore } from '#storage/tasks/task-store.ts';
import { uploadParts, type PartedFile } from '#storage/objects/upload-parts.ts';
import { objectRemoval } from '#storage/objects/upload-removal.ts';
import { uploadStore } from '#storage/files/upload-store.ts';
import { nodeDigest } from '../../../functions/compose/system-ports.ts';
import { aBucketWorld, ana, aTaskId, HOUR_MS } from '../../unit/uploads/bucket-fixture.ts';
import { mortality } from '../../mortality.ts';
import { storeEnded } from './ended-task.ts';

const ben = 'ben' as Owner;
const KEPT = /^(?:erasure#ana|ledger#ana|usage#ana|webhooks#ana|walk#)/;

async function aRoom() {
  const world = await aBucketWorld();
  const death = mortality();
  const stores = (table: Table) => ({
    erasures: erasureStore(table),
    tasks: taskStore({ table, nonce: () => randomBytes(8).toString('hex'), backoff: async () => undefined }),
    uploads: uploadStore(table),
    copies: copyStore(table),
    ledger: ledgerStore(table),
    books: ledgerBooks(table),
    items: itemStore(table),
    deliveries: deliveryStore(table),
    feed: feedStore(table),
    webhooks: webhookStore(
      table,
      () => randomBytes(8).toString('hex'),
      async () => undefined,
    ),
  });
  const plain = stores(world.table);
  /** The secrets of accounts that owners have brought. */
  const secrets = new Set<string>();
  const secretStore = {
    remove: async ({ account }: { account: string }) => void secrets.delete(account),
  };
  const { clock, log } = world.dependencies;
  const visit = (table: Table) =>
    eraseData({
      ...stores(table),
      objects: death.mortal(objectRemoval(world.s3.client, 'media')),
      parts: death.mortal(uploadParts(world.s3.client, 'media')),
      list: death.mortal(objectList(world.s3.client, 'media')),
      fetched: {
        objects: death.mortal(objectRemoval(world.s3.client, 'media')),
        list: death.mortal(objectList(world.s3.client, 'media')),
      },
      ownAccounts: {
        services: ['KIE'],
        find: (service, owner) => readOwnAccount(table, service, owner),
        changes: accountChanges(table),
        secrets: death.mortal(secretStore),
        workOf: workOf(table, itemStore(table)),
      },
      clock,
      log,
      digest: nodeDigest,
      cancel: () => Promise.reject(new Error('nothing is open here')),
    })();

  const aTask = async (owner: Owner, n: number, path?: TaskRequest['path']): Promise<void> => {
    const at = isoTime(clock.now());
    const id = aTaskId(n);
    const prefix = path === undefined ? '' : `project_${path.project}/branch_${path.branch}/`;
    const key = `${prefix}images/generated/${owner}/${id}.png`;
    await world.put(key, 'bytes');
    await world.put(key.replace('generated', 'thumbnails/320').replace('png', 'webp'));
    await storeEnded(plain, { id, owner, at, key }, path);
    const copy = { url: 'https://kie', expiresAt: isoTime(clock.now() + HOUR_MS) };
    await plain.copies.save(key, defaultAccount('KIE'), copy);
  };

  const erasure: Erasure = newErasure('e'.repeat(32) as ErasureId, ana, clock.now());
  /** An account that an owner has brought, in this state for an hour. */
  const anAccount = async (owner: Owner, state: 'open' | 'shut'): Promise<void> => {
    const { account } = ownAccount('KIE', owner);
    secrets.add(account);
    const stateAt = isoTime(clock.now() - HOUR_MS);
    await world.table.write({ type: 'put', row: { ...accountKey('KIE', account), state, stateAt } });
  };

  const begun: PartedFile[] = [];
  /** An upload in parts, of which nothing has arrived. */
  const begin = async (): Promise<void> => {
    const parts = uploadParts(world.s3.client, 'media');
    const order = { owner: ana, fileName: 'long.wav', contentType: 'audio/wav', bytes: 1000 };
    const { upload } = await createPartedUpload({ ...world.dependencies, parts })(order);
    begun.push({ key: upload.sentTo ?? '', storeId: upload.parts?.storeId ?? '' });
  };

  return {
    world,
    begin,
    /** Files in parts that the store still takes parts of. */
    awaited: async (): Promise<string[]> => {
      const parts = uploadParts(world.s3.client, 'media');
      const arrived = await Promise.all(begun.map((file) => parts.arrived(file)));
      return begun.filter((_, at) => arrived[at] !== undefined).map(({ key }) => key);
    },
    secrets,
    anAccount,
    death,
    plain,
    erasure,
    aTask,
    visit: () => visit(world.table),
    /** The same with a death in between; the table dies with the process. */
    dyingVisit: () => visit(death.mortal(world.table)),
    receipt: () => plain.erasures.find(ana, erasure.id),
  };
}

type Room = Awaited<ReturnType<typeof aRoom>>;
let room: Room;
afterEach(() => room.world.end());

/** A webhook, and what was sent to it. */
async function sentTo({ plain, world }: Room, owner: Owner): Promise<void> {
  const now = world.s3.clock.now() - 1000;
  const webhook = { id: `wh_${'0'.repeat(32)}`, owner, url: 'https://receiver.example.com', secrets: [] };
  await plain.webhooks.create({ ...webhook, createdAt: isoTime(now) });
  const event = { unique: 'f'.repeat(16), type: 'webhook.test', about: {} } as const;
  const delivery = newDelivery({ owner, webhookId: webhook.id }, now, event);
  await plain.deliveries.add(delivery);
  const { id, at } = delivery;
  await plain.feed.add({ id, owner, type: 'task.created', at, sequence: 1, taskId: 'f'.repeat(32) });
}

/** Three tasks, one of them below a path, an upload, one in parts that has been begun, and a task of somebody else. */
async function aFullRoom(): Promise<Room> {
  const full = await aRoom();
  await full.aTask(ana, 1);
  await full.aTask(ana, 2);
  await full.aTask(ana, 3, { project: 'p', branch: 'b' });
  await full.aTask(ben, 4);
  const upload = await full.world.store();
  await full.world.use(upload, aTaskId(1), 1);
  await full.begin();
  const createdAt = isoTime(full.world.s3.clock.now());
  for (const [owner, n, status] of [
    [ana, 1, 'open'],
    [ben, 4, 'open'],
    [ana, 5, 'adopted'],
  ] as const) {
    const id = `outcome_unknown:${n}`;
    await full.plain.items.raise({
      id,
      kind: 'outcome_unknown',
      status,
      taskId: aTaskId(n),
      owner,
      job: 1,
      createdAt,
    });
  }
  await full.anAccount(ana, 'shut');
  await full.anAccount(ben, 'open');
  await sentTo(full, ana);
  await full.plain.erasures.create(full.erasure);
  await full.world.advance(25 * 60_000);
  return full;
}

async function leftOf({ world, awaited }: Room, owner: string): Promise<string[]> {
  const rows = world.partitions().filter((pk) => pk.includes(owner) && !KEPT.test(pk));
  const keys = [...(await world.keys()), ...(await awaited())];
  return [...rows, ...keys.filter((key) => key.includes(`/${owner}/`))];
}

const everything = { tasks: 3, files: 3, uploads: 2, accounts: 1 };

describe('an erasure that dies', () => {
  it('at any step is continued by the next visit, and counts everything once', async () => {
    room = await aFullRoom();
    room.death.dieAt(Infinity, false);
    await room.dyingVisit();
    const steps = room.death.steps();
    expect(steps).toBeGreaterThan(40);
    const bytes = (await room.receipt())?.erased.bytes;

    for (const late of [false, true]) {
      for (let deadly = 1; deadly <= steps; deadly += 1) {
        await room.world.end();
        room = await aFullRoom();
        room.death.dieAt(deadly, late);
        await room.dyingVisit().catch(() => undefined);
        room.death.live();
        await room.world.advance(10 * 60_000);
        await room.visit();
        const where = `${late ? 'after' : 'before'} step ${deadly}`;
        expect(await leftOf(room, 'ana'), where).toEqual([]);
        expect(await room.receipt(), where).toMatchObject({
          status: 'done',
          erased: { ...everything, bytes },
        });
        const [sum, ...more] = await room.world.table.partition('ledger#ana');
        expect([sum?.['tasks'], sum?.['amount'], more.length], where).toEqual([3, 12_000, 0]);
        const spent = await room.plain.ledger.sums(ana, isoTime(room.world.dependencies.clock.now()));
        expect(spent, where).toEqual([{ model: 'IMAGEN4', tasks: 3, amount: 12_000 }]);
        const days = await room.world.table.partition('usage#ana');
        const inDays = days.reduce((all, day) => all + Number(day['IMAGEN4#amount']), 0);
        expect(inDays, where).toBe(12_000);
        expect([...room.secrets], where).toEqual(['own.ben']);
        expect(await leftOf(room, 'ben'), where).toHaveLength(7);
        expect(
          (await room.plain.items.list()).map(({ status }) => status),
          where,
        ).toEqual(['written-off', 'open', 'adopted']);
      }
    }
  }, 300_000);
});

describe('two visits at once', () => {
  it('do not both work: one has the erasure until its lease has ended', async () => {
    room = await aFullRoom();
    const reports = await Promise.all([room.visit(), room.visit()]);
    expect(reports.map(({ done }) => done).sort()).toEqual([0, 1]);
    expect(await room.receipt()).toMatchObject({ status: 'done', erased: everything });
  });

  it('count nothing twice where the first is only slow, and its lease has ended', async () => {
    room = await aFullRoom();
    const { erasures } = room.plain;
    const { clock } = room.world.dependencies;
    await Promise.all([
      room.visit(),
      erasures.rest(room.erasure, { tasks: 0, uploads: 0 }, isoTime(clock.now())).then(room.visit),
    ]);
    await room.world.advance(10 * 60_000);
    await room.visit();
    expect(await room.receipt()).toMatchObject({ status: 'done', erased: everything });
    expect(await leftOf(room, 'ana')).toEqual([]);
  });
});
