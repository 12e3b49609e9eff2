import { describe, expect, it } from 'vitest';
import { readContext } from '../../../infra/command-line.ts';
import { cdkArguments } from '../../../infra/deploy.ts';
import { readSettings } from '../../../infra/settings.ts';

const settingsOf = (context: Record<string, unknown>) => readSettings((key) => context[key]);

describe('settings', () => {
  it('need nothing to be said', () => {
    expect(settingsOf({})).toMatchObject({
      stage: 'dev',
      serviceUrls: {
        KIE_BASE_URL: 'https://api.kie.ai',
        KIE_UPLOAD_URL: 'https://kieai.redpandaai.co',
      },
      allowRetiredModels: false,
      removeOrphans: false,
    });
  });

  it('switch the removal of objects without a row on by one word only', () => {
    expect(settingsOf({ removeOrphans: 'true' }).removeOrphans).toBe(true);
    expect(settingsOf({ removeOrphans: true }).removeOrphans).toBe(true);
    expect(settingsOf({ removeOrphans: 'false' }).removeOrphans).toBe(false);
    expect(() => settingsOf({ removeOrphans: 'yes' })).toThrow('Context removeOrphans=yes');
  });

  it('say where each service is reached, by its name', () => {
    expect(settingsOf({ kieBaseUrl: 'https://proxy.example.com/' }).serviceUrls).toEqual({
      KIE_BASE_URL: 'https://proxy.example.com',
      KIE_UPLOAD_URL: 'https://kieai.redpandaai.co',
    });
  });

  it('take addresses without their trailing slash', () => {
    expect(settingsOf({ mediaBaseUrl: 'https://media.example.com/' }).mediaBaseUrl).toBe(
      'https://media.example.com',
    );
  });

  it.each([
    ['stage', 'Dev_1'],
    ['stage', 'a-name-longer-than-twenty'],
    ['publicUrl', 'http://example.com'],
    ['mediaBaseUrl', 'media'],
    ['kieBaseUrl', 'http://api.kie.ai'],
    ['logLevel', 'LOUD'],
    ['logSampleRate', '2'],
    ['mediaEndpoint', 'http://127.0.0.1:9000'],
    ['waiters', 'many'],
    ['corsOrigins', 'studio.example.com'],
    ['corsOrigins', 'https://studio.example.com/'],
    ['corsOrigins', '*,https://studio.example.com'],
    ['enableVideoGeneration', 'no'],
    ['maxQueueSeconds', '-1'],
    ['balanceAlarmCredits', '0'],
    ['balanceAlarmCredits', 'few'],
    ['reservedConcurrency', '-1'],
  ])('refuse %s=%s by name', (key, value) => {
    expect(() => settingsOf({ [key]: value })).toThrow(`Context ${key}=${value}`);
  });

  it('take an external store with its bucket, and sign for R2 unless told otherwise', () => {
    const mediaEndpoint = 'https://account.r2.cloudflarestorage.com/';
    expect(settingsOf({ mediaEndpoint, mediaBucket: 'pictures' }).externalStore).toEqual({
      endpoint: 'https://account.r2.cloudflarestorage.com',
      bucket: 'pictures',
      region: 'auto',
    });
    expect(
      settingsOf({ mediaEndpoint, mediaBucket: 'b-1', mediaRegion: 'eu-west-1' }).externalStore?.region,
    ).toBe('eu-west-1');
    expect(settingsOf({}).externalStore).toBeUndefined();
  });

  it.each([
    ['mediaEndpoint and mediaBucket', { mediaEndpoint: 'https://r2.example' }],
    ['mediaEndpoint and mediaBucket', { mediaBucket: 'pictures' }],
    ['mediaEndpoint=', { mediaEndpoint: 'https://r2.example/pictures', mediaBucket: 'pictures' }],
    ['mediaBucket=', { mediaEndpoint: 'https://r2.example', mediaBucket: 'Pictures/1' }],
  ])('refuse half of an external store, naming %s', (name, context) => {
    expect(() => settingsOf(context)).toThrow(name);
  });

  it('allow callbacks to be switched off', () => {
    expect(settingsOf({ publicUrl: 'none' }).publicUrl).toBe('none');
  });
});

describe('the command line', () => {
  it('reads context in each spelling of the CDK command line', () => {
    const args = [
      '--context',
      'stage=dev',
      '-c',
      'resultHosts=a,b',
      '--context=alarmEmail=me@example.com',
      '--quiet',
    ];
    expect(readContext(args)).toEqual({ stage: 'dev', resultHosts: 'a,b', alarmEmail: 'me@example.com' });
  });

  it('names context that has no value', () => {
    expect(() => readContext(['--context', 'stage'])).toThrow('key=value');
  });

  it('deploys all stacks and keeps their outputs by stage', () => {
    const args = cdkArguments(['--context', 'stage=prod', '--require-approval', 'never']);
    expect(args.slice(0, 2)).toEqual(['deploy', '--all']);
    expect(args).toContain('.darkroom/outputs-prod.json');
    expect(args.slice(-2)).toEqual(['--require-approval', 'never']);
  });

  it('passes another command on', () => {
    const args = cdkArguments(['destroy', 'Darkroom-dev-Service', '--context', 'stage=dev']);
    expect(args[0]).toBe('destroy');
    expect(args).not.toContain('--all');
    expect(args).not.toContain('--outputs-file');
  });
});
