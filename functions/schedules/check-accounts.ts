import { checkAccounts } from '#actions/money/check-accounts.ts';
import { keyStore } from '#storage/keys/key-store.ts';
import { accountStore } from '#storage/money/account-store.ts';
import { settledBetween } from '#storage/money/ledger-sums.ts';
import { cloudLog } from '../compose/cloud-log.ts';
import { connectProviders } from '../compose/connect-providers.ts';
import { connectServices } from '../compose/connect-services.ts';
import { connectTable } from '../compose/connect-table.ts';
import { eventHandler } from '../compose/event-handler.ts';
import { systemClock } from '../compose/system-ports.ts';

const table = connectTable();

/** Called every quarter of an hour by the schedule; what the event says does not matter. */
export const handler = eventHandler(
  checkAccounts({
    probe: connectProviders().probe,
    services: connectServices().map(({ service }) => service.name),
    accounts: accountStore(table),
    booked: async (period) => {
      const keys = await keyStore(table).list();
      let total = 0;
      for (const owner of new Set(keys.map((key) => key.owner)))
        total += await settledBetween(table, owner, period);
      return total;
    },
    clock: systemClock,
    log: cloudLog,
  }),
);
