import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import * as z from 'zod';
import { secretNames } from '#providers/service.ts';
import { services } from '#providers/services.ts';
import { deployedTable, laptopTable } from './key-place.ts';
import type { TablePlace } from './keys.ts';
import { readStackFile } from './stack-file.ts';
import { StartError } from './start-error.ts';

/** Where the accounts of a stack are kept, and the secrets of the first ones by service. */
export interface AccountPlace {
  readonly table: TablePlace;
  readonly secrets: SecretsManagerClient;
  readonly firstSecrets: Readonly<Record<string, string>>;
}

/** The accounts of the stack that runs on this laptop. */
export function laptopAccounts(dataDir: string): AccountPlace {
  const table = laptopTable(dataDir);
  const facts = readStackFile(dataDir);
  // Without an endpoint the SDK would ask AWS.
  if (facts?.secretsUrl === undefined)
    throw new StartError(
      'An earlier version has started this stack. Stop it, and start it with npm start again.',
    );
  const { secretsUrl: endpoint, secretArns: firstSecrets = {}, credentials } = facts;
  const secrets = new SecretsManagerClient({ endpoint, region: credentials.region, credentials });
  return { table, secrets, firstSecrets };
}

const outputs = z.record(z.string(), z.record(z.string(), z.string()));

/** The accounts of a deployment, as its outputs file names what they are kept in. */
export async function deployedAccounts(root: string, stage: string): Promise<AccountPlace> {
  const table = await deployedTable(root, stage);
  const file = join(root, '.darkroom', `outputs-${stage}.json`);
  const stacks = Object.values(outputs.parse(JSON.parse(readFileSync(file, 'utf8'))));
  const named = services.flatMap((service) => {
    const arn = stacks.map((stack) => stack[secretNames(service).output]).find((one) => one !== undefined);
    return arn === undefined ? [] : [[service.name, arn] as const];
  });
  const region = table.region === undefined ? {} : { region: table.region };
  return { table, secrets: new SecretsManagerClient(region), firstSecrets: Object.fromEntries(named) };
}
