import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { takeOption } from '../../../infra/command-line.ts';
import { compareSettings } from '../../../infra/deploy.ts';
import type { CommandAnswer } from '../../../infra/deployed-settings.ts';
import { settingNames } from '../../../infra/settings.ts';
import { readStageFile, stagesFolder } from '../../../infra/stage-file.ts';
import { synthesize } from '../../../infra/synth.ts';
import { stubFunctions, temporaryFolder } from './assembly.ts';

const folder = temporaryFolder();
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const stages = join(folder, 'stages');
mkdirSync(stages);
const keep = (stage: string, settings: unknown): void =>
  writeFileSync(join(stages, `${stage}.json`), JSON.stringify(settings));

describe('the file of a stage', () => {
  it('names settings only, and need not be there', () => {
    keep('odd', { alarmMail: 'on-call@example.com' });
    expect(() => readStageFile(stages, 'odd')).toThrow('there is no setting alarmMail');
    expect(readStageFile(stages, 'none')).toEqual({});
  });

  it('may name what the deploy page and the README say, all of it', () => {
    const rows = (page: string): string =>
      readFileSync(join(import.meta.dirname, '..', '..', '..', page), 'utf8')
        .split('\n')
        .filter((line) => line.startsWith('|'))
        .join('\n');
    for (const name of settingNames())
      for (const page of ['docs/deploy.md', 'README.md'])
        expect([page, name, rows(page).includes(`\`${name}\``)]).toEqual([page, name, true]);
  });

  it('is there for the stages that everybody shares, and can be read', () => {
    for (const stage of ['dev', 'prod']) expect(() => readStageFile(stagesFolder, stage)).not.toThrow();
  });

  it('is what a synthesis goes by, but for what the command line says', async () => {
    keep('team', { alarmEmail: 'on-call@example.com', logLevel: 'WARN', removeOrphans: true });
    await synthesize({
      outDir: join(folder, 'cdk.out'),
      stage: 'team',
      context: { logLevel: 'DEBUG' },
      stages,
      sources: stubFunctions(join(folder, 'functions')),
      buildDir: join(folder, 'build'),
      checked: false,
    });
    const text = readFileSync(join(folder, 'cdk.out', 'Darkroom-team-Service.template.json'), 'utf8');
    expect(JSON.parse(text)).toMatchObject({
      Metadata: {
        Darkroom: {
          settings: { alarmEmail: 'on-call@example.com', logLevel: 'DEBUG', removeOrphans: 'true' },
        },
      },
    });
    expect(text).toContain('"LOG_LEVEL": "DEBUG"');
    expect(text).toContain('"REMOVE_ORPHANS": "true"');
    expect(text).toContain('on-call@example.com');
  });
});

describe('a deployment', () => {
  const asked: (readonly string[])[] = [];
  const compared = (answer: CommandAnswer, args: readonly string[], dropped: readonly string[] = []) => {
    const lines: string[] = [];
    const aws = (command: readonly string[]) => {
      asked.push(command);
      return answer;
    };
    compareSettings(args, dropped, { stages, aws, say: (line) => void lines.push(line) });
    return lines.join('\n');
  };
  const deployed = (settings: Record<string, string>): CommandAnswer => ({
    type: 'done',
    output: `${JSON.stringify({ Darkroom: { settings } })}\n`,
  });
  const stage = ['--context', 'stage=shop'];

  it('says which settings change, and asks AWS as whoever deploys', () => {
    keep('shop', { alarmEmail: 'on-call@example.com', uploadDays: 7 });
    const text = compared(deployed({ alarmEmail: 'old@example.com', uploadDays: '7' }), [
      ...stage,
      ...['-c', 'logLevel=WARN', '--profile', 'work'],
    ]);
    expect(text).toContain('alarmEmail: old@example.com → on-call@example.com');
    expect(text).toContain('logLevel: (default) → WARN');
    expect(text).not.toContain('uploadDays');
    expect(asked.at(-1)).toEqual(expect.arrayContaining(['Darkroom-shop-Service', '--profile', 'work']));
  });

  it('does not drop a setting that nobody names, unless it is told to', () => {
    keep('shop', {});
    const before = deployed({ alarmEmail: 'on-call@example.com', mediaBucket: 'pictures' });
    expect(() => compared(before, stage)).toThrow('--drop alarmEmail --drop mediaBucket');
    expect(() => compared(before, stage, ['alarmEmail'])).toThrow('mediaBucket: pictures → (default)');
    expect(compared(before, stage, ['alarmEmail', 'mediaBucket'])).toContain('mediaBucket');
  });

  it('is the first where there is no stack, or one that does not say its settings', () => {
    const none = { type: 'failed', complaint: 'Stack with id Darkroom-shop-Service does not exist' } as const;
    expect(compared(none, stage)).toContain('Nothing is deployed');
    expect(compared({ type: 'done', output: 'None\n' }, stage)).toContain('Nothing is deployed');
  });

  it('does not go ahead where AWS cannot be asked', () => {
    expect(() => compared({ type: 'missing' }, stage)).toThrow('AWS command line');
    expect(() => compared({ type: 'failed', complaint: 'ExpiredToken' }, stage)).toThrow('ExpiredToken');
  });

  it('keeps concurrency free only where the account has enough of it', () => {
    const reserve = ['-c', 'reservedConcurrency=20'];
    const answering = (limit: string) => (command: readonly string[]) =>
      command[0] === 'lambda' ? ({ type: 'done', output: `${limit}\n` } as const) : deployed({});
    const compare = (limit: string): void => {
      compareSettings([...stage, ...reserve], [], { stages, aws: answering(limit), say: () => undefined });
    };
    expect(() => compare('1000')).not.toThrow();
    expect(() => compare('10')).toThrow('the account may run 10 functions at once, and at least 220');
    expect(() => compare('220')).not.toThrow();
    expect(() => compare('219')).toThrow('219');
  });

  it('keeps what is dropped from the CDK command line', () => {
    expect(takeOption(['--drop', 'a', '--all', '--drop=b'], '--drop')).toEqual({
      values: ['a', 'b'],
      rest: ['--all'],
    });
  });
});
