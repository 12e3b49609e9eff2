import { timeouts } from '../../../infra/functions.ts';
import { kie } from '#providers/kie/service.ts';
import { dispatch } from '../../../infra/dispatch.ts';
import { workflow } from '../../../infra/workflow.ts';
import type { Facts } from '../scenarios/simulation-options.ts';

/** What is deployed, read off the infrastructure and the service's description. */
export const facts: Facts = {
  definition: workflow,
  dispatch,
  timeouts,
  gate: kie.access.rate,
  questions: kie.access.questions,
};
