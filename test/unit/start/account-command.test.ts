import { describe, expect, it } from 'vitest';
import { readAccountCommand, runAccountCommand } from '../../../local/start/account-command.ts';
import { MemoryTable, memoryTable } from '../../simulation/ports/memory-table.ts';

const ARN = 'arn:aws:secretsmanager:eu-central-1:123456789012:secret:darkroom-prod/accounts/second-AbCdEf';

/** The accounts of a stack of its own, and what is printed of them. */
function accounts() {
  const table = memoryTable(new MemoryTable());
  return async (...words: readonly string[]) =>
    runAccountCommand(readAccountCommand(words).wish, table, Date.parse('2026-01-01T12:00:00Z'));
}

describe('npm run accounts', () => {
  it('lists the first account of each service, which nobody has set', async () => {
    expect(await accounts()('list')).toMatch(/^KIE {2}default +open +the secret of the deployment$/m);
  });

  it('adds an account, which is open, and turns it', async () => {
    const run = accounts();
    await run('set', 'KIE', 'second', '--secret', ARN);
    expect(await run('list')).toMatch(new RegExp(`^KIE  second +open +${ARN}$`, 'm'));
    await run('drain', 'KIE', 'second');
    expect(await run('list')).toMatch(/^KIE {2}second +draining/m);
    await run('set', 'KIE', 'second', '--secret', `${ARN}2`);
    expect(await run('list')).toMatch(/^KIE {2}second +draining +arn.*2$/m);
    await run('open', 'KIE', 'second');
    await run('shut', 'KIE', 'default');
    expect(await run('list')).toMatch(/^KIE {2}default +shut[^]*^KIE {2}second +open/m);
  });

  it('turns none that is not there', async () => {
    await expect(accounts()('drain', 'KIE', 'second')).rejects.toThrow('KIE has no account second');
  });

  it.each([
    [['set', 'KIE', 'second'], 'Where does its secret lie?'],
    [['set', 'KIE', 'second', '--secret', ARN, '--stage', 'dev'], 'darkroom-dev/accounts/'],
    [['set', 'KIE', 'default', '--secret', ARN], 'the deployment’s own'],
    [['set', 'NOBODY', 'second', '--secret', ARN], 'No service is called "NOBODY"'],
    [['drain', 'KIE', 'Second#1'], 'cannot be an account'],
    [['remove', 'KIE', 'second'], 'npm run accounts -- list'],
    [['list', '--nonsense'], 'npm run accounts -- list'],
  ] as const)('refuses %j', (words, why) => {
    expect(() => readAccountCommand(words)).toThrow(why);
  });

  it('takes the secret of a deployment that its functions may read', () => {
    const { wish, stage } = readAccountCommand(['set', 'KIE', 'second', '--secret', ARN, '--stage', 'prod']);
    expect([wish, stage]).toEqual([{ verb: 'set', service: 'KIE', name: 'second', secretArn: ARN }, 'prod']);
  });
});
