import { describe, expect, it } from 'vitest';
import type { AwsCommand, CommandAnswer } from '../../../infra/deployed-settings.ts';
import { tellOfSettings, type SettingsTold } from '../../../infra/tell-audit.ts';

const told: SettingsTold = {
  stage: 'shop',
  changes: [{ name: 'enableVideoGeneration', before: undefined, after: 'false' }],
  action: 'settings-deploying',
  reason: 'Too dear',
  days: 365,
  now: Date.parse('2026-11-30T10:20:00Z'),
};

const done = (output: string): CommandAnswer => ({ type: 'done', output: `${output}\n` });

/** The AWS command line; `put` is what it answers when a row is put. */
function commandLine(table: string, put: CommandAnswer = done('')) {
  const asked: (readonly string[])[] = [];
  const aws: AwsCommand = (args) => {
    asked.push(args);
    if (args[0] === 'cloudformation') return done(table);
    return args[0] === 'sts' ? done('arn:aws:iam::1:user/ana') : put;
  };
  return { asked, account: { profile: 'work', aws } };
}

describe('the settings that a deployment changes', () => {
  it('stand in the audit of its stage, with who, from what to what, and why', () => {
    const { asked, account } = commandLine('table-1');
    expect(tellOfSettings(told, account)).toBe(true);
    const put = asked.at(-1) ?? [];
    expect(put).toEqual(expect.arrayContaining(['put-item', 'table-1', '--profile', 'work']));
    expect(JSON.parse(put[put.indexOf('--item') + 1] ?? '')).toMatchObject({
      pk: { S: 'audit#2026-11' },
      actor: { S: 'command-line' },
      action: { S: 'settings-deploying' },
      owner: { S: 'deployment' },
      subject: { S: 'arn:aws:iam::1:user/ana' },
      before: { M: { enableVideoGeneration: { S: '(default)' } } },
      after: { M: { enableVideoGeneration: { S: 'false' } } },
      reason: { S: 'Too dear' },
      expiresAtSeconds: { N: '1827570000' },
    });
  });

  it('are told of nowhere before there is a table, and stop a deployment whose table will not have them', () => {
    const none = commandLine('None');
    expect(tellOfSettings(told, none.account)).toBe(false);
    expect(none.asked).toHaveLength(1);
    const { account } = commandLine('table-1', { type: 'failed', complaint: 'AccessDenied' });
    expect(() => tellOfSettings(told, account)).toThrow('AccessDenied');
  });
});
