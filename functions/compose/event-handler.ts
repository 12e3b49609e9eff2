import { lambdaHandler } from './lambda-handler.ts';

/**
 * The Lambda handler of an action that is called with an event: by the state machine, by a schedule or by another
 * function. What the action throws is thrown on, for the caller to retry or to catch by name.
 */
export const eventHandler = <Event, Result>(
  action: (event: Event) => Promise<Result>,
): ((event: Event) => Promise<Result>) => lambdaHandler(action);
