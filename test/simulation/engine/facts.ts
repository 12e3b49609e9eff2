import { timeouts } from '../../../infra/functions.ts';
import { kie } from '#providers/kie/service.ts';
import { workflow } from '../../../infra/workflow.ts';
import type { Facts } from '../scenarios/simulation-options.ts';

/** Kie's limit for one account, and how far inside of it we stay: as `functions/compose/connect-providers.ts` sets it. */
const gate = { creates: 20, windowMs: 12_000 };

/** What is deployed, read off the infrastructure and the service's description. */
export const facts: Facts = { definition: workflow, timeouts, gate, questions: kie.access.questions };
