import { readUsage } from '#actions/read-usage.ts';
import { routes } from '#contract/routes.ts';
import { keyStore } from '#storage/key-store.ts';
import { ledgerStore } from '#storage/ledger-store.ts';
import { endpoint } from './http/endpoint.ts';
import { operation } from './http/operation.ts';
import { connectTable } from './wiring/connect-table.ts';
import { systemClock } from './wiring/system-ports.ts';

const table = connectTable();
const usage = readUsage({ ledger: ledgerStore(table), clock: systemClock });

export const handler = endpoint(
  keyStore(table),
  operation(routes.readUsage, async (_request, { owner }) => ({ status: 200, body: await usage(owner) })),
);
