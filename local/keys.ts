import { join } from 'node:path';
import { auditDaysOf } from './start/audit-days.ts';
import { keysHelp, readKeyCommand, runKeyCommand } from './start/key-command.ts';
import { dataDirOf } from './start/data-dir.ts';
import { deployedTable, laptopTable } from './start/key-place.ts';
import { mintKey, withKeys } from './start/keys.ts';
import { StartError } from './start/start-error.ts';

async function main(): Promise<void> {
  const root = join(import.meta.dirname, '..');
  const { wish, stage, dataDir, reason } = readKeyCommand(process.argv.slice(2));
  if (wish.verb === 'help') {
    console.log(keysHelp);
    return;
  }
  const place =
    stage === undefined
      ? laptopTable(dataDirOf(root, { asked: dataDir, env: process.env }))
      : await deployedTable(root, stage);
  console.log(
    await withKeys(place, (keys) =>
      runKeyCommand(wish, {
        keys,
        now: Date.now(),
        mint: () => mintKey(stage),
        ...(reason === undefined ? {} : { reason }),
        auditDays: auditDaysOf(stage),
      }),
    ),
  );
}

try {
  await main();
} catch (error) {
  const isExpected = error instanceof StartError;
  console.error(isExpected ? error.message : error);
  process.exitCode = isExpected ? error.exitCode : 1;
}
