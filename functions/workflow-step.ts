import { flushCounts } from './compose/cloud-log.ts';

/** Makes a Lambda handler of an action that the state machine calls: what it throws is the machine's to retry or catch. */
export const workflowStep =
  <Order, Result>(action: (order: Order) => Promise<Result>) =>
  async (order: Order): Promise<Result> => {
    try {
      return await action(order);
    } finally {
      flushCounts();
    }
  };
