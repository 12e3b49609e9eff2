import { describe, expect, it } from 'vitest';
import { auditWriter } from '#storage/operators/audit-store.ts';
import { accountChanges } from '#storage/tasks/account-changes.ts';
import { readAccounts } from '#storage/tasks/account-rows.ts';
import { gateViewer } from '#storage/tasks/gate-view.ts';
import { accountsHelp, readAccountCommand, runAccountCommand } from '../../../local/start/account-command.ts';
import { StartError } from '../../../local/start/start-error.ts';
import { MemoryTable, memoryTable } from '../../simulation/ports/memory-table.ts';

const ARN = 'arn:aws:secretsmanager:eu-central-1:123456789012:secret:darkroom-prod/accounts/second-AbCdEf';
const ODD = 'arn:aws:secretsmanager:eu-central-1:123456789012:secret:odd-AbCdEf';
const KEY = { apiKey: 'a key that nobody is to see' };

/** The accounts of a stack of its own, and what is printed of them. */
function accounts() {
  const table = memoryTable(new MemoryTable());
  const secrets: Readonly<Record<string, unknown>> = {
    first: KEY,
    [ARN]: KEY,
    [`${ARN}2`]: KEY,
    [ODD]: 'odd',
  };
  const acts = {
    accountsOf: (service: string) => readAccounts(table, service),
    readSecret: async (arn: string) =>
      arn in secrets ? ({ type: 'read', arn, value: secrets[arn] } as const) : ({ type: 'missing' } as const),
    firstSecret: () => 'first',
    isSecret: (_service: string, value: unknown) => value === KEY,
    freshSecret: () => ({}),
    view: gateViewer(table, () => ({ creates: 1, windowMs: 1000 })).view,
    changes: accountChanges(table),
    audit: auditWriter(365),
    clock: { now: () => Date.parse('2026-01-01T12:00:00Z') },
  };
  const run = async (...words: readonly string[]) => {
    const { wish, reason } = readAccountCommand(words);
    return runAccountCommand(wish, acts, reason);
  };
  return Object.assign(run, { lines: () => table.partition('audit#2026-01') });
}

describe('npm run accounts', () => {
  it('lists the first account of each service, which nobody has set, and whether its secret can be read', async () => {
    expect(await accounts()('list')).toMatch(
      /^KIE {2}default +open +secret readable +the secret of the deployment$/m,
    );
  });

  it('adds an account, which is open, and turns it', async () => {
    const run = accounts();
    await run('set', 'KIE', 'second', '--secret', ARN);
    expect(await run('list')).toMatch(new RegExp(`^KIE  second +open +secret readable .*${ARN}$`, 'm'));
    await run('drain', 'KIE', 'second', '--reason', 'Its month is over');
    expect(await run('list')).toMatch(
      /^KIE {2}second +draining .* since 2026-01-01T12:00Z {2}"Its month is over"/m,
    );
    await run('set', 'KIE', 'second', '--secret', `${ARN}2`);
    expect(await run('list')).toMatch(/^KIE {2}second +draining +.*arn.*2$/m);
    await run('open', 'KIE', 'second');
    await run('shut', 'KIE', 'default');
    expect(await run('list')).toMatch(/^KIE {2}default +shut[^]*^KIE {2}second +open/m);
  });

  it('prints no secret, and tells the audit who did what', async () => {
    const run = accounts();
    const printed = [
      await run('set', 'KIE', 'second', '--secret', ARN),
      await run('drain', 'KIE', 'second', '--reason', 'Sold'),
      await run('list'),
    ];
    const told = await run.lines();
    expect(told).toMatchObject([
      {
        actor: 'command-line',
        action: 'account-set',
        subject: 'KIE/second',
        after: { state: 'open', secretArn: ARN },
      },
      { actor: 'command-line', action: 'account-set', after: { state: 'draining' }, reason: 'Sold' },
    ]);
    expect(JSON.stringify([printed, told])).not.toContain(KEY.apiKey);
  });

  it('warns where no account takes calls any more, and goes on warning', async () => {
    const run = accounts();
    expect(await run('drain', 'KIE', 'default')).toMatch(/\nWarning: No account of KIE takes calls now/);
    expect(await run('list')).toMatch(/\nWarning: No account of KIE takes calls now/);
    expect(await run('open', 'KIE', 'default')).not.toContain('Warning');
  });

  it.each([
    ['turns none that is not there', ['drain', 'KIE', 'second'], 'KIE has no account second'],
    [
      'sets none whose secret cannot be read',
      ['set', 'KIE', 'second', '--secret', `${ARN}x`],
      'cannot be read',
    ],
    ['sets none whose secret has another form', ['set', 'KIE', 'second', '--secret', ODD], 'another form'],
  ] as const)('%s', async (_what, words, why) => {
    const run = accounts();
    await expect(run(...words)).rejects.toThrow(why);
    expect(await run('list')).not.toContain('second');
  });

  const failureOf = (words: readonly string[]): unknown => {
    try {
      return readAccountCommand(words);
    } catch (error) {
      return error;
    }
  };

  it.each([
    [['set', 'KIE', 'second'], 'Where does its secret lie?'],
    [['set', 'KIE', 'second', '--secret', ARN, '--stage', 'dev'], 'darkroom-dev/accounts/'],
    [['set', 'KIE', 'default', '--secret', ARN], 'the deployment’s own'],
    [['set', 'NOBODY', 'second', '--secret', ARN], 'No service is called "NOBODY"'],
    [['drain', 'KIE', 'Second#1'], 'cannot be an account'],
    [['drain', 'KIE'], 'which account is meant?'],
    [['drain', 'KIE', 'second', 'third'], '"third" is too much'],
    [['remove', 'KIE', 'second'], '"remove KIE second" is no command'],
    [['list', 'KIE'], '"list KIE" is no command'],
    [['list', '--nonsense'], "Unknown option '--nonsense'."],
  ] as const)('refuses %j in one line, and ends with 2', (words, why) => {
    const error = failureOf(words);
    expect(error).toBeInstanceOf(StartError);
    const { message, exitCode } = error as StartError;
    expect([message, exitCode]).toEqual([expect.stringContaining(why), 2]);
    expect(message).toMatch(/^[^\n]+ See: npm run accounts -- help$/);
  });

  it('prints the help where nothing is said, and ends with 2', () => {
    expect(failureOf([])).toMatchObject({ message: accountsHelp, exitCode: 2 });
    expect(readAccountCommand(['help']).wish).toEqual({ verb: 'help' });
  });

  it('takes the secret of a deployment that its functions may read', () => {
    const { wish, stage } = readAccountCommand(['set', 'KIE', 'second', '--secret', ARN, '--stage', 'prod']);
    expect([wish, stage]).toEqual([{ verb: 'set', service: 'KIE', name: 'second', secretArn: ARN }, 'prod']);
  });
});
