import { spawnSync } from 'node:child_process';
import * as z from 'zod';
import { allFunctions } from './functions.ts';
import { serviceStackName } from './darkroom.ts';
import type { Chosen } from './stage-file.ts';

/** What a command has answered. `missing`: there is no such command on this machine. */
export type CommandAnswer =
  | { readonly type: 'done'; readonly output: string }
  | { readonly type: 'failed'; readonly complaint: string }
  | { readonly type: 'missing' };

/** Runs the AWS command line with these arguments. */
export type AwsCommand = (args: readonly string[]) => CommandAnswer;

export const awsCommand: AwsCommand = (args) => {
  const { status, stdout, stderr, error } = spawnSync('aws', args, { encoding: 'utf8' });
  if (error !== undefined) return { type: 'missing' };
  return status === 0 ? { type: 'done', output: stdout } : { type: 'failed', complaint: stderr.trim() };
};

const metadata = z.looseObject({ Darkroom: z.looseObject({ settings: z.record(z.string(), z.string()) }) });

/** Who asks AWS, and how: the profile of the command line, or that of the shell. */
export interface AwsAccount {
  readonly profile: string | undefined;
  readonly aws: AwsCommand;
}

/** Asks AWS for plain text. */
export const asked = ({ profile, aws }: AwsAccount, args: readonly string[]): CommandAnswer =>
  aws([...args, '--output', 'text', ...(profile === undefined ? [] : ['--profile', profile])]);

/** Fewer than so many executions at once, and what is kept free for some functions is missing for all others. */
const LEAST_ACCOUNT_LIMIT = 200;
/** AWS lets nobody reserve the last hundred. */
const LEAST_UNRESERVED = 100;

/** Refuses to keep concurrency free where the account has so little that everything else would starve instead. */
export function checkConcurrency(reserved: number, account: AwsAccount): void {
  const query = ['--query', 'AccountLimit.ConcurrentExecutions'];
  const answer = asked(account, ['lambda', 'get-account-settings', ...query]);
  const limit = answer.type === 'done' ? Number(answer.output.trim()) : Number.NaN;
  const all = reserved * allFunctions.filter(({ drivesTasks }) => drivesTasks).length;
  const needed = Math.max(LEAST_ACCOUNT_LIMIT, all + LEAST_UNRESERVED);
  if (limit >= needed) return;
  throw new Error(
    `reservedConcurrency=${reserved}: the account may run ${limit} functions at once, and at least ${needed} are needed.`,
  );
}

/**
 * What the deployed stack of a stage says that it was told; undefined where there is no stack yet, or one of an earlier
 * version that does not say it. Throws where AWS cannot be asked: then nobody knows what would be dropped.
 */
export function deployedSettings(stage: string, account: AwsAccount): Chosen | undefined {
  const stack = ['--stack-name', serviceStackName(stage), '--query', 'Metadata'];
  const answer = asked(account, ['cloudformation', 'get-template-summary', ...stack]);
  switch (answer.type) {
    case 'missing':
      throw new Error('The AWS command line (aws) is needed, to compare settings with what is deployed.');
    case 'failed':
      if (answer.complaint.includes('does not exist')) return undefined;
      throw new Error(`The deployed settings cannot be read. ${answer.complaint}`);
    case 'done':
      return settingsIn(answer.output);
  }
}

/** The command line writes `None` where a template has no metadata. */
function settingsIn(output: string): Chosen | undefined {
  const text = output.trim();
  if (!text.startsWith('{')) return undefined;
  const parsed = metadata.safeParse(JSON.parse(text));
  return parsed.success ? parsed.data.Darkroom.settings : undefined;
}
