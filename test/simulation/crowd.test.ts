import { expect, it } from 'vitest';
import { facts } from './engine/facts.ts';
import { verdictOf } from './search/enumerate.ts';
import { inTurn } from './provider/provider-behaviour.ts';
import { Simulation } from './simulation.ts';
import { plainOrder } from './users/order.ts';

/** As many as the provider answers in a second, for one account. */
const MOST_QUESTIONS = 10;
const TASKS = 300;

it('hundreds of tasks that are only polled all end, and no question is one too many', async () => {
  const orders = Array.from({ length: TASKS }, (_, i) =>
    plainOrder({ key: `key-${i}`, prompt: `order ${i}` }),
  );
  // Two minutes each: half of them are asked after at a time.
  const character = () => inTurn({ seconds: 120 });
  const mostQuestions = MOST_QUESTIONS;
  const report = await new Simulation({
    ...{ facts, seed: 1, orders, character, callbacks: false, mostQuestions },
    calm: true, // what hangs for seconds has its question on top of the others'
  }).run();
  expect(report.problems).toEqual([]);
  expect(verdictOf(report)).toBeUndefined();
  expect(report.accounts).toMatchObject({ tasks: TASKS, unknown: 0 });
}, 600_000);
