import { listModels } from '#providers/catalog.ts';
import type { ModelEntry } from '#providers/catalog/entry.ts';
import type { Check, Surroundings, Verdict } from './check.ts';
import { Simulator } from './simulator.ts';
import { Subject } from './subject.ts';
import { Transport } from './transport.ts';

/** Every model of the catalogue, each among the others. */
export function everyModel(catalogue: readonly ModelEntry[] = listModels()): Subject[] {
  return catalogue.map((entry) => new Subject(entry, catalogue));
}

/** What the checks need around them; closed by whoever opened it. */
export interface Kit extends Surroundings {
  close(): Promise<void>;
}

export async function openKit(): Promise<Kit> {
  const simulator = await Simulator.open();
  return { simulator, transport: new Transport(), close: () => simulator.close() };
}

/** One check on one model. What it throws is a fault of the model, or of the check: either way it has not passed. */
export async function judge(check: Check, subject: Subject, surroundings: Surroundings): Promise<Verdict> {
  try {
    return await check.run(subject, surroundings);
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    return { type: 'failed', faults: [`it throws: ${message}`] };
  }
}
