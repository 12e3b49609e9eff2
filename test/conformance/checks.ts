import { answerChecks } from './answer-checks.ts';
import type { Check } from './check.ts';
import { discoveryChecks } from './discovery-checks.ts';
import { exampleChecks } from './example-checks.ts';
import { factsChecks } from './facts-checks.ts';
import { inputChecks } from './input-checks.ts';
import { pageChecks } from './page-checks.ts';
import { priceChecks } from './price-checks.ts';
import { simulatorChecks } from './simulator-checks.ts';
import { spellingChecks } from './spelling-checks.ts';
import { startChecks } from './start-checks.ts';
import { totalChecks } from './total-checks.ts';
import { wireChecks } from './wire-checks.ts';

/** Everything that every model has to stand. */
export const checks: readonly Check[] = [
  ...factsChecks,
  ...exampleChecks,
  ...inputChecks,
  ...totalChecks,
  ...spellingChecks,
  ...wireChecks,
  ...startChecks,
  ...answerChecks,
  ...priceChecks,
  ...discoveryChecks,
  ...pageChecks,
  ...simulatorChecks,
];
