import { checkAccounts } from '#actions/money/check-accounts.ts';
import { sumLedgers } from '#actions/money/sum-ledgers.ts';
import { keyLists } from '#storage/keys/key-lists.ts';
import { accountStore } from '#storage/money/account-store.ts';
import { settledBetween } from '#storage/money/ledger-sums.ts';
import { addUnsummed } from '#storage/money/unsummed-lines.ts';
import { cloudLog } from '../compose/cloud-log.ts';
import { connectAccounts, connectSecretArns } from '../compose/connect-accounts.ts';
import { connectProviders } from '../compose/connect-providers.ts';
import { connectServices } from '../compose/connect-services.ts';
import { connectTable } from '../compose/connect-table.ts';
import { eventHandler } from '../compose/event-handler.ts';
import { systemClock } from '../compose/system-ports.ts';

const table = connectTable();
const accounts = connectAccounts(table);

const { owners } = keyLists(table);

const check = checkAccounts({
  probe: connectProviders(connectSecretArns(table, accounts)).probe,
  accountsOf: accounts.accountsOf,
  services: connectServices().map(({ service }) => service.name),
  accounts: accountStore(table),
  booked: async (period) => {
    let total = 0;
    for (const owner of await owners()) total += await settledBetween(table, owner, period);
    return total;
  },
  clock: systemClock,
  log: cloudLog,
});
const sum = sumLedgers({ owners, addUnsummed: addUnsummed(table), clock: systemClock, log: cloudLog });

/** Called every quarter of an hour by the schedule; what the event says does not matter. */
export const handler = eventHandler(async () => {
  try {
    return await check();
  } finally {
    // Whatever became of the check: without it usage is read from ledgers.
    await sum();
  }
});
