import type { GateRule } from '#domain/tasks/lanes.ts';
import { inFlightSeconds, SUBMIT_CALL_SECONDS } from '#domain/tasks/limits.ts';
import type { QuestionRule } from '#domain/tasks/questions.ts';
import { submitSeconds, type ServiceAccess } from '#providers/service.ts';
import { services } from '#providers/services.ts';

/** What is known of services without being able to call them: apart from what reads their secrets, for it is large. */

function accessOf(name: string): ServiceAccess {
  const access = services.find((service) => service.name === name)?.access;
  if (access === undefined) throw new Error(`No service that can be called is named ${name}`);
  return access;
}

/** How many paid calls a service takes in how long a time. */
export const rateOf = (name: string): GateRule => accessOf(name).rate;

/** How many status questions a service answers in how long a time; undefined where it has no limit. */
export const questionRuleOf = (name: string): QuestionRule | undefined => accessOf(name).questions;

/** How many seconds a paid call of a service may take. */
export const callSecondsOf = (name: string): number => accessOf(name).callSeconds ?? SUBMIT_CALL_SECONDS;

/** For how many seconds after a claim its invocation may be at work. */
export const connectedInFlightSeconds = (): number => inFlightSeconds(submitSeconds(services));
