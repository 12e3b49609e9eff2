import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';

const stackFacts = z.object({
  apiUrl: z.string(),
  /** Where clients connect for live push. */
  liveUrl: z.string(),
  apiKey: z.string(),
  kieUrl: z.string(),
  /** The key that the simulator takes, for calls of its control endpoints and of its API; absent for the live service. */
  kieApiKey: z.string().optional(),
  s3Url: z.string(),
  dynamodbUrl: z.string(),
  statesUrl: z.string(),
  /** Secrets Manager, and where the secrets of services lie in it; absent in what an earlier version has started. */
  secretsUrl: z.string().optional(),
  secretArns: z.record(z.string(), z.string()).optional(),
  mediaUrl: z.string(),
  /** The issuer of tokens on this laptop; absent where another is named. */
  issuerUrl: z.string().optional(),
  dataDir: z.string(),
  pid: z.number(),
  tableName: z.string(),
  bucketName: z.string(),
  credentials: z.object({ accessKeyId: z.string(), secretAccessKey: z.string(), region: z.string() }),
});

/** What other programs on this laptop may know of the running stack. */
export type StackFacts = z.infer<typeof stackFacts>;

const fileOf = (dataDir: string): string => join(dataDir, 'stack.json');

/** Says that the stack is ready, to whoever reads the file: it is whole or absent, and only its owner may read it. */
export function writeStackFile(facts: StackFacts): void {
  const file = fileOf(facts.dataDir);
  const draft = `${file}.${facts.pid}`;
  // Parsed, so that nothing gets in that somebody has hung on to an object on its way.
  writeFileSync(draft, `${JSON.stringify(stackFacts.parse(facts), null, 2)}\n`, { mode: 0o600 });
  renameSync(draft, file);
}

/** The facts of the stack on this data directory; undefined when none has said that it is ready. */
export function readStackFile(dataDir: string): StackFacts | undefined {
  try {
    const read = stackFacts.safeParse(JSON.parse(readFileSync(fileOf(dataDir), 'utf8')));
    return read.success ? read.data : undefined;
  } catch {
    return undefined;
  }
}

/** Takes the facts back. Synchronous, so that a process on its way out can do it. */
export const removeStackFile = (dataDir: string): void => rmSync(fileOf(dataDir), { force: true });
