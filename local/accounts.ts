import { join } from 'node:path';
import { adapters, services } from '#providers/services.ts';
import { auditWriter } from '#storage/operators/audit-store.ts';
import type { Table } from '#storage/table/table-port.ts';
import { accountChanges } from '#storage/tasks/account-changes.ts';
import { readAccounts } from '#storage/tasks/account-rows.ts';
import { secretReader } from '#storage/tasks/account-secrets.ts';
import { gateViewer } from '#storage/tasks/gate-view.ts';
import { auditDaysOf } from './start/audit-days.ts';
import { deployedAccounts, laptopAccounts, type AccountPlace } from './start/account-place.ts';
import {
  accountsHelp,
  readAccountCommand,
  runAccountCommand,
  type AccountActs,
} from './start/account-command.ts';
import { dataDirOf } from './start/data-dir.ts';
import { withTable } from './start/keys.ts';
import { StartError } from './start/start-error.ts';

const accessOf = (name: string) => {
  const access = services.find((service) => service.name === name)?.access;
  if (access === undefined) throw new StartError(`No service that is called has the name ${name}.`);
  return access;
};

const actsOn = (table: Table, place: AccountPlace, stage: string | undefined): AccountActs => ({
  accountsOf: (service) => readAccounts(table, service),
  readSecret: secretReader(place.secrets),
  firstSecret: (service) => place.firstSecrets[service] ?? 'none is known',
  isSecret: (service, value) => adapters[service]?.isSecret(value) ?? false,
  freshSecret: (service) => accessOf(service).secret.fresh,
  view: gateViewer(table, (service) => accessOf(service).rate).view,
  changes: accountChanges(table),
  audit: auditWriter(auditDaysOf(stage)),
  clock: { now: () => Date.now() },
});

async function main(): Promise<void> {
  const root = join(import.meta.dirname, '..');
  const { wish, stage, dataDir, reason } = readAccountCommand(process.argv.slice(2));
  if (wish.verb === 'help') {
    console.log(accountsHelp);
    return;
  }
  const place =
    stage === undefined
      ? laptopAccounts(dataDirOf(root, { asked: dataDir, env: process.env }))
      : await deployedAccounts(root, stage);
  try {
    console.log(
      await withTable(place.table, (table) => runAccountCommand(wish, actsOn(table, place, stage), reason)),
    );
  } finally {
    place.secrets.destroy();
  }
}

try {
  await main();
} catch (error) {
  const isExpected = error instanceof StartError;
  console.error(isExpected ? error.message : error);
  process.exitCode = isExpected ? error.exitCode : 1;
}
