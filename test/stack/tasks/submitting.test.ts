import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { eventsOf, takenFor } from '../queries.ts';
import { orders } from '../orders.ts';
import { troubledTable, type TroubledTable } from '../faulty-table.ts';
import { World } from '../test-stack.ts';

const WINDOW_MS = 12_000;
/** How often the AWS client makes one request before it gives up. */
const MOST_ATTEMPTS = 4;
let trouble: TroubledTable;
let world: World;
beforeAll(async () => {
  trouble = await troubledTable();
  world = await World.open({ knobs: { imageEdge: 64 }, cloud: { dynamodbUrl: trouble.url } });
});
afterAll(async () => {
  await world.close();
  await trouble.stop();
});
afterEach(() => {
  trouble.fate = () => 'pass';
});

describe('a provider that is not to be asked for a minute', () => {
  it.each(['433', '455'])('with code %s is sent the job again after that, and not before', async (code) => {
    world.kie.setKnobs({ failNext: [code] });
    const { body } = await world.create(orders.imagen(`closed with ${code}`));
    const held = await world.until(body.id, ({ stage }) => stage === 'held');
    const refusedAt = world.clock.now();
    expect(Date.parse(held.startsAt ?? '') - refusedAt).toBeGreaterThanOrEqual(60_000);
    expect(await world.untilEnded(body.id)).toMatchObject({ status: 'SUCCESS', attempt: 2 });
    const claims = (await eventsOf(world, body.id)).filter(({ type }) => type === 'job-claimed');
    expect(Date.parse(claims[1]?.at ?? '') - refusedAt).toBeGreaterThanOrEqual(60_000);
    expect(takenFor(world, `closed with ${code}`)).toBe(1);
  });
});

describe('a task that is held until a moment between two seconds', () => {
  it('is sent in the second after it, with the wait and one more submit as its only transitions', async () => {
    await world.advance(1000 - (world.clock.now() % 1000) + 337);
    world.cloud.meter.reset();
    await world.run(orders.imagen('not held'));
    const plain = world.counts().transitions;

    world.cloud.meter.reset();
    world.kie.setKnobs({ failNext: ['433'] });
    const { body } = await world.create(orders.imagen('held once'));
    const { startsAt } = await world.until(body.id, ({ stage }) => stage === 'held');
    expect(Date.parse(startsAt ?? '') % 1000).toBeGreaterThan(0);
    expect(await world.untilEnded(body.id)).toMatchObject({ status: 'SUCCESS' });
    expect(world.counts().transitions - plain).toBe(2);
  });
});

describe('a claim whose task cannot be read right then', () => {
  it('is given back, since nothing was sent, and the job is sent later', async () => {
    let isClaimed = false;
    let downs = 0;
    trouble.fate = (operation, caller) => {
      if (!caller.includes('SubmitGeneration')) return 'pass';
      isClaimed ||= operation === 'PutItem';
      if (!isClaimed || operation !== 'GetItem' || downs === MOST_ATTEMPTS) return 'pass';
      downs += 1;
      return 'down';
    };
    const { body } = await world.create(orders.imagen('out of reach'));
    await world.until(body.id, ({ stage }) => stage === 'held');
    expect(downs).toBe(MOST_ATTEMPTS);
    expect(takenFor(world, 'out of reach')).toBe(0);
    expect(await world.untilEnded(body.id)).toMatchObject({ status: 'SUCCESS', attempt: 2 });
    expect(takenFor(world, 'out of reach')).toBe(1);
  });
});

describe('a place at the gate', () => {
  it('is waited for, and used when it is free, without asking again', async () => {
    await world.advance(2 * WINDOW_MS);
    await Promise.all(Array.from({ length: 20 }, (_, i) => world.create(orders.imagen(`filler ${i}`))));
    await world.settle();
    const { body } = await world.create(orders.imagen('in time'));
    const { startsAt } = await world.until(body.id, ({ stage }) => stage === 'held');
    expect(Date.parse(startsAt ?? '')).toBeGreaterThan(world.clock.now());
    expect(await world.untilEnded(body.id)).toMatchObject({ status: 'SUCCESS', attempt: 1 });
    expect(takenFor(world, 'in time')).toBe(1);
  });

  it('is exchanged for another when its claim is written so slowly that the call would come too late', async () => {
    await world.advance(2 * WINDOW_MS);
    let isStalled = false;
    trouble.fate = (operation, caller) => {
      if (operation !== 'PutItem' || !caller.includes('SubmitGeneration') || isStalled) return 'pass';
      isStalled = true;
      void world.clock.advance(2500);
      return 'pass';
    };
    const { body } = await world.create(orders.imagen('slow to claim'));
    const held = await world.until(body.id, ({ stage }) => stage === 'held');
    expect(isStalled).toBe(true);
    expect(held).toMatchObject({ attempt: 1 });
    expect(takenFor(world, 'slow to claim')).toBe(0);
    expect(await world.untilEnded(body.id)).toMatchObject({ status: 'SUCCESS', attempt: 2 });
    const events = await eventsOf(world, body.id);
    expect(events.find(({ type }) => type === 'job-released')?.reason).toMatch(
      /time for this call had passed/,
    );
    expect(takenFor(world, 'slow to claim')).toBe(1);
  });
});
