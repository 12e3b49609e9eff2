import { submitGeneration } from '#actions/workflow/submit-generation.ts';
import { once } from '#domain/once.ts';
import { admissionGate } from '#storage/tasks/admission-gate.ts';
import { connectAccounts, connectSecretArns } from '../compose/connect-accounts.ts';
import { connectCopies } from '../compose/connect-copies.ts';
import { connectProviders } from '../compose/connect-providers.ts';
import { callSecondsOf, connectedInFlightSeconds, rateOf } from '../compose/service-limits.ts';
import { connectTable } from '../compose/connect-table.ts';
import { connectWaking } from '../compose/connect-waking.ts';
import { connectTasksAndItems } from '../compose/connect-tasks.ts';
import { eventHandler } from '../compose/event-handler.ts';
import { readSettings } from '../compose/settings.ts';

const { PUBLIC_URL } = readSettings('PUBLIC_URL');
const table = connectTable();
const accounts = connectAccounts(table);
const arnOf = connectSecretArns(table, accounts);

export const handler = eventHandler(
  submitGeneration({
    ...connectTasksAndItems(table, connectWaking()),
    ...connectProviders(arnOf),
    gate: admissionGate(table, rateOf),
    ...accounts,
    ruleOf: rateOf,
    publicUrl: PUBLIC_URL,
    prepare: connectCopies(table, arnOf),
    callSecondsOf,
    inFlightSeconds: connectedInFlightSeconds(),
    answerMedia: once(async () => (await import('../compose/connect-media.ts')).connectMedia()),
  }),
);
