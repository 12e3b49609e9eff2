import { join } from 'node:path';
import { dataDirOf } from './start/data-dir.ts';
import { signToken } from './start/issuer.ts';
import { issuerKey, LAPTOP_AUDIENCE } from './start/own-issuer.ts';
import { readStackFile } from './start/stack-file.ts';
import { StartError } from './start/start-error.ts';
import { readTokenCommand, tokenHelp } from './start/token-command.ts';

async function main(): Promise<string> {
  const root = join(import.meta.dirname, '..');
  const command = readTokenCommand(process.argv.slice(2));
  if (command === 'help') return tokenHelp;
  const dataDir = dataDirOf(root, { asked: command.dataDir, env: process.env });
  const issuer = readStackFile(dataDir)?.issuerUrl;
  const key = await issuerKey(dataDir);
  if (issuer === undefined || key === undefined) {
    throw new StartError(
      `No stack with an issuer of its own is running on ${dataDir}. Start it with npm start.`,
    );
  }
  const { owner, scope, ttlSeconds } = command;
  const claims = { sub: owner, scope };
  return signToken(key, { claims, issuer, audience: LAPTOP_AUDIENCE, now: Date.now(), ttlSeconds });
}

try {
  console.log(await main());
} catch (error) {
  const isExpected = error instanceof StartError;
  console.error(isExpected ? error.message : error);
  process.exitCode = isExpected ? error.exitCode : 1;
}
