import type { Environment } from '../engine/environment.ts';
import type { Invocation } from '../engine/invocation.ts';
import type { Outcome } from '../engine/runtime.ts';
import { ServiceFault } from './port-call.ts';

/** Invokes another function, and waits for its answer. */
export const callPort =
  <Order>(
    invocation: Invocation,
    { call }: Environment,
    { operation, action }: { readonly operation: string; readonly action: string },
  ) =>
  async (order: Order, timeoutMs: number): Promise<unknown> => {
    let answered: (outcome: Outcome<unknown>) => void = () => undefined;
    const answer = invocation.hear<Outcome<unknown>>((tell) => (answered = tell), timeoutMs);
    await invocation.call({ operation, effect: () => call(action, order, (outcome) => answered(outcome)) });
    const outcome = await answer;
    if (outcome === undefined || outcome.type !== 'returned')
      throw new ServiceFault(`${action} has not answered`);
    return outcome.value;
  };
