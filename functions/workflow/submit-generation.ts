import { submitGeneration } from '#actions/workflow/submit-generation.ts';
import { once } from '#domain/once.ts';
import { admissionGate } from '#storage/tasks/admission-gate.ts';
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

export const handler = eventHandler(
  submitGeneration({
    ...connectTasksAndItems(table, connectWaking()),
    ...connectProviders(),
    gate: admissionGate(table, rateOf),
    publicUrl: PUBLIC_URL,
    prepare: connectCopies(table),
    callSecondsOf,
    inFlightSeconds: connectedInFlightSeconds(),
    answerMedia: once(async () => (await import('../compose/connect-media.ts')).connectMedia()),
  }),
);
