import type { Engine } from './engine.ts';
import { executionOperations } from './execution-operations.ts';
import { machineOperations } from './machine-operations.ts';
import type { Clock } from '../clock.ts';
import type { Operation } from './protocol.ts';
import type { Store } from './store.ts';
import { taskOperations } from './task-operations.ts';

/** Every operation this Step Functions knows, by its name. */
export function operations(engine: Engine, store: Store, clock: Clock): Readonly<Record<string, Operation>> {
  return {
    ...machineOperations(store, clock, engine.place),
    ...executionOperations(engine, store, clock),
    ...taskOperations(engine),
  };
}
