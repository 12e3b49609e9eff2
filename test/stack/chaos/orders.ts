import type { Chance } from '../../simulation/engine/random.ts';

/** What one client wants, and what will go wrong with it: all drawn beforehand, so that a seed names a run. */
export interface Order {
  readonly i: number;
  readonly owner: string;
  /** Holds the words that tell the simulated provider how to misbehave. */
  readonly prompt: string;
  readonly images: number;
  readonly keepOutputs: boolean;
  /** The request is sent so often at once, under one key. */
  readonly copies: number;
  readonly cancelAfterMs: number | undefined;
}

/** How the paid call, the generation, the queries or the files of a task go wrong: weights out of a thousand. */
const troubles: readonly (readonly [string, number])[] = [
  ['500-created', 25],
  ['no-answer-created', 20],
  ['502-html-created', 15],
  ['bad-json-created', 15],
  ['500', 10],
  ['no-answer', 10],
  ['422', 10],
  ['402', 5],
  ['generation', 30],
  ['content', 10],
  ['501', 5],
  ['stuck', 10],
  ['vanish', 8],
  ['empty', 8],
  ['unknown-state', 5],
  ['latency:2400', 12],
  ['query-500', 20],
  ['query-html', 10],
  ['query-no-answer', 10],
  ['file-404', 6],
  ['file-html', 5],
  ['file-truncate', 5],
  ['file-no-length', 15],
];

const callbackTroubles: readonly (readonly [string, number])[] = [
  ['callback-lost', 50],
  ['callback-duplicate', 40],
  ['callback-late', 40],
  ['callback-early', 20],
  ['callback-forged', 20],
  ['callback-bad-signature', 10],
];

/** Files that can never be kept: their jobs succeed at the provider and not with us. */
export const hasBrokenFiles = (prompt: string): boolean => /\[file-(?:404|html|truncate)\]/.test(prompt);

function drawn(chance: Chance, table: readonly (readonly [string, number])[]): string[] {
  let left = chance.between(0, 999);
  for (const [word, weight] of table) {
    if (left < weight) return [`[${word}]`];
    left -= weight;
  }
  return [];
}

/** So many orders of two owners: `ana` has enough to spend, `ben` less than he asks for. */
export function ordersOf(chance: Chance, count: number): Order[] {
  return Array.from({ length: count }, (_, i) => {
    const words = [...drawn(chance, troubles), ...drawn(chance, callbackTroubles)];
    const latency = words.some((word) => word.startsWith('[latency'))
      ? []
      : [`[latency:${chance.between(2, 90)}]`];
    return {
      i,
      owner: chance.happens(0.2) ? 'ben' : 'ana',
      prompt: [`chaos ${i}`, ...words, ...latency].join(' '),
      images: chance.happens(0.08) ? chance.between(2, 3) : 1,
      keepOutputs: chance.happens(0.5),
      copies: chance.happens(0.06) ? 3 : 1,
      cancelAfterMs: chance.happens(0.06) ? chance.between(0, 60_000) : undefined,
    };
  });
}

/** An order with the task that it has become; without one where the budget refused it. */
export interface Placed {
  readonly order: Order;
  readonly id: string | undefined;
}
