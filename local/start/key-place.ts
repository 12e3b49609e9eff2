import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as z from 'zod';
import type { TablePlace } from './keys.ts';
import { readStackFile } from './stack-file.ts';
import { StartError } from './start-error.ts';

/** The table of the stack that runs on this laptop. */
export function laptopTable(dataDir: string): TablePlace {
  const facts = readStackFile(dataDir);
  if (facts === undefined) {
    throw new StartError(
      `No stack is running on ${dataDir}. Start it with npm start, or name a deployment with --stage.`,
    );
  }
  const { tableName, dynamodbUrl, credentials } = facts;
  return { tableName, endpoint: dynamodbUrl, region: credentials.region, credentials };
}

const outputs = z.record(z.string(), z.record(z.string(), z.string()));

/** The region in an ARN, such as those of the secrets; nothing for other texts. */
const regionIn = (text: string): string | undefined => /^arn:[^:]*:[^:]+:([^:]+):/.exec(text)?.[1];

/** The table of a deployment, as its outputs file names it; the region is that of the stack's secrets. */
export async function deployedTable(root: string, stage: string): Promise<TablePlace> {
  const file = join(root, '.darkroom', `outputs-${stage}.json`);
  const text = await readFile(file, 'utf8').catch(() => undefined);
  if (text === undefined) {
    throw new StartError(`${file} is not there. npm run deploy -- --context stage=${stage} writes it.`);
  }
  for (const stack of Object.values(outputs.parse(JSON.parse(text)))) {
    const tableName = stack['TaskTable'];
    const region = Object.values(stack).flatMap((value) => regionIn(value) ?? [])[0];
    if (tableName !== undefined) return { tableName, ...(region ? { region } : {}) };
  }
  throw new StartError(`${file} names no TaskTable. Deploy the stage ${stage} again.`);
}
