import { spawnSync } from 'node:child_process';
import * as z from 'zod';
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

/**
 * What the deployed stack of a stage says that it was told; undefined where there is no stack yet, or one of an earlier
 * version that does not say it. Throws where AWS cannot be asked: then nobody knows what would be dropped.
 */
export function deployedSettings(
  stage: string,
  profile: string | undefined,
  aws: AwsCommand,
): Chosen | undefined {
  const query = ['--query', 'Metadata', '--output', 'text'];
  const as = profile === undefined ? [] : ['--profile', profile];
  const stack = ['--stack-name', serviceStackName(stage)];
  const answer = aws(['cloudformation', 'get-template-summary', ...stack, ...query, ...as]);
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
