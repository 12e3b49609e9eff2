import { readUsage } from '#actions/money/read-usage.ts';
import { viewUsage } from '#contract/money/view-money.ts';
import { routes } from '#contract/routes.ts';
import { keyStore } from '#storage/keys/key-store.ts';
import { ledgerStore } from '#storage/money/ledger-store.ts';
import { endpoint } from '../http/endpoint.ts';
import { operation } from '../http/operation.ts';
import { connectTable } from '../compose/connect-table.ts';
import { systemClock } from '../compose/system-ports.ts';

const table = connectTable();
const usage = readUsage({ ledger: ledgerStore(table), clock: systemClock });

export const handler = endpoint(
  keyStore(table),
  operation(routes.readUsage, async (_request, { owner }) => ({
    status: 200,
    body: viewUsage(await usage(owner)),
  })),
);
