import { timeouts } from '../../../infra/functions.ts';
import { workflow } from '../../../infra/workflow.ts';
import type { Facts } from '../scenarios/simulation-options.ts';

/** Kie's limit for one account, and how far inside of it we stay: as `functions/compose/connect-providers.ts` sets it. */
const gate = { creates: 20, windowMs: 12_000 };

/** What is deployed, read off the infrastructure itself. */
export const facts: Facts = { definition: workflow, timeouts, gate };
