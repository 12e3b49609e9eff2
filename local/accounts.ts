import { join } from 'node:path';
import { accountsHelp, readAccountCommand, runAccountCommand } from './start/account-command.ts';
import { dataDirOf } from './start/data-dir.ts';
import { deployedTable, laptopTable } from './start/key-place.ts';
import { withTable } from './start/keys.ts';
import { StartError } from './start/start-error.ts';

async function main(): Promise<void> {
  const root = join(import.meta.dirname, '..');
  const { wish, stage, dataDir } = readAccountCommand(process.argv.slice(2));
  if (wish.verb === 'help') {
    console.log(accountsHelp);
    return;
  }
  const place =
    stage === undefined
      ? laptopTable(dataDirOf(root, { asked: dataDir, env: process.env }))
      : await deployedTable(root, stage);
  console.log(await withTable(place, (table) => runAccountCommand(wish, table, Date.now())));
}

try {
  await main();
} catch (error) {
  const isExpected = error instanceof StartError;
  console.error(isExpected ? error.message : error);
  process.exitCode = isExpected ? error.exitCode : 1;
}
