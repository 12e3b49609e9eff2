import { COMMAND_LINE, DEPLOYMENT, type AuditLine } from '#domain/operators/audit.ts';
import { auditWriter } from '#storage/operators/audit-store.ts';
import type { Row } from '#storage/table/table-port.ts';
import { dataStackName } from './darkroom.ts';
import { asked, type AwsAccount } from './deployed-settings.ts';
import type { SettingChange } from './setting-changes.ts';

/** One value of a row, as DynamoDB spells it on the wire. */
function spelled(value: unknown): unknown {
  if (typeof value === 'number') return { N: String(value) };
  if (typeof value === 'boolean') return { BOOL: value };
  return typeof value === 'object' && value !== null ? { M: spelledMembers(value) } : { S: String(value) };
}
const spelledMembers = (row: object): Readonly<Record<string, unknown>> =>
  Object.fromEntries(Object.entries(row).map(([name, value]) => [name, spelled(value)]));

const usual = '(default)';
const sideOf = (changes: readonly SettingChange[], side: 'before' | 'after') =>
  Object.fromEntries(changes.map((change) => [change.name, change[side] ?? usual]));

/** A deployment that changes settings, as the audit is told of it. */
export interface SettingsTold {
  readonly stage: string;
  readonly changes: readonly SettingChange[];
  readonly action: 'settings-deploying' | 'settings-deployed' | 'settings-not-deployed';
  readonly reason: string | undefined;
  /** How many days lines are kept. */
  readonly days: number;
  /** Epoch milliseconds. */
  readonly now: number;
}

function lineOf({ changes, action, reason, now }: SettingsTold, identity: string | undefined): AuditLine {
  return {
    at: new Date(now).toISOString(),
    actor: COMMAND_LINE,
    action,
    owner: DEPLOYMENT,
    ...(identity === undefined ? {} : { subject: identity }),
    before: sideOf(changes, 'before'),
    after: sideOf(changes, 'after'),
    ...(reason === undefined ? {} : { reason }),
  };
}

/** A CloudFormation output of the data stack; undefined where there is no such stack yet. */
function tableOf(stage: string, account: AwsAccount): string | undefined {
  const query = "Stacks[0].Outputs[?OutputKey=='TaskTable'].OutputValue";
  const stack = ['--stack-name', dataStackName(stage), '--query', query];
  const answer = asked(account, ['cloudformation', 'describe-stacks', ...stack]);
  const name = answer.type === 'done' ? answer.output.trim() : '';
  return name === '' || name === 'None' ? undefined : name;
}

/**
 * Writes a line about settings into the audit of a stage, in the name of whoever deploys; false where there is no table yet.
 * Throws where there is one and it would not have the line.
 */
export function tellOfSettings(told: SettingsTold, account: AwsAccount): boolean {
  const table = tableOf(told.stage, account);
  if (table === undefined) return false;
  const who = asked(account, ['sts', 'get-caller-identity', '--query', 'Arn']);
  const write = auditWriter(told.days)(lineOf(told, who.type === 'done' ? who.output.trim() : undefined));
  const row: Row | undefined = write.type === 'put' ? write.row : undefined;
  if (row === undefined) throw new Error('A line of the audit is a new row.');
  const item = JSON.stringify(spelledMembers(row));
  const answer = asked(account, ['dynamodb', 'put-item', '--table-name', table, '--item', item]);
  if (answer.type === 'done') return true;
  throw new Error(
    `The audit of ${told.stage} would not be told of the settings that change. ${answer.type === 'failed' ? answer.complaint : ''}`,
  );
}
