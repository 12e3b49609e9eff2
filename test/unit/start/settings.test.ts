import { describe, expect, it } from 'vitest';
import { readSettings } from '../../../local/start/settings.ts';
import type { Settings } from '../../../local/start/settings.ts';

const root = '/checkout';

function settings(args: string[], env: Record<string, string> = {}): Settings {
  const read = readSettings({ args, env, root });
  if (read === 'help') throw new Error('help was not asked for');
  return read;
}

describe('the settings of npm start', () => {
  it('need nothing: simulator, free ports, data in the checkout', () => {
    expect(settings([])).toMatchObject({
      root,
      dataDir: '/checkout/.darkroom',
      buildDir: '/checkout/.darkroom/build',
      port: undefined,
      makeFirst: true,
      output: 'full',
      dynamodbUrl: undefined,
      uploadDays: undefined,
      showLogs: false,
      provider: { kind: 'simulated' },
    });
  });

  it('tell functions of the features that are switched', () => {
    expect(settings([], { ENABLE_PUBLIC_GALLERY: 'true', ENABLE_VIDEO_GENERATION: '0' }).features).toEqual({
      ENABLE_PUBLIC_GALLERY: 'true',
      ENABLE_VIDEO_GENERATION: 'false',
    });
    expect(() => settings([], { ENABLE_PUBLIC_GALLERY: 'perhaps' })).toThrow('ENABLE_PUBLIC_GALLERY');
  });

  it('take the port from the option before the environment, and refuse what is none', () => {
    expect(settings(['--port', '4000'], { DARKROOM_PORT: '5000' }).port).toBe(4000);
    expect(settings([], { DARKROOM_PORT: '5000' }).port).toBe(5000);
    for (const text of ['0', '70000', 'http', '4.5']) {
      expect(() => settings(['--port', text])).toThrow('from 1 to 65535');
      expect(() => settings([], { DARKROOM_PORT: text })).toThrow('DARKROOM_PORT');
    }
  });

  it('turn to the live service when its key is given under either name, its path cut off', () => {
    expect(
      settings([], { KIE_AI_API_KEY: 'k', KIE_AI_BASE_URL: 'https://api.example/api/v1/' }).provider,
    ).toEqual({
      kind: 'live',
      apiKey: 'k',
      baseUrl: 'https://api.example',
      uploadUrl: 'https://kieai.redpandaai.co',
      publicUrl: undefined,
      webhookKeys: [],
      localSources: false,
    });
    const own = { KIE_API_KEY: 'k', KIE_BASE_URL: 'http://127.0.0.1:9/v1', DARKROOM_LOCAL_SOURCES: '1' };
    expect(settings([], own).provider).toMatchObject({
      baseUrl: 'http://127.0.0.1:9',
      uploadUrl: 'http://127.0.0.1:9',
      localSources: true,
    });
    expect(
      settings([], { KIE_API_KEY: 'k', PUBLIC_URL: 'https://me.example/', KIE_WEBHOOK_KEYS: 'a, b' })
        .provider,
    ).toMatchObject({
      baseUrl: 'https://api.kie.ai',
      publicUrl: 'https://me.example',
      webhookKeys: ['a', 'b'],
    });
  });

  it('count an empty variable as absent', () => {
    expect(settings([], { KIE_API_KEY: '', DARKROOM_PORT: '' })).toMatchObject({
      port: undefined,
      provider: { kind: 'simulated' },
    });
  });

  it('turn the knobs of the simulator, and refuse one that it does not have', () => {
    expect(settings([], { SIM_KIE_LATENCY_MAX_MS: '5' }).provider).toMatchObject({
      simulator: { knobs: { latencyMaxMs: 5 } },
    });
    expect(() => settings([], { SIM_KIE_LATENCIES: '5' })).toThrow('SIM_KIE_LATENCIES');
  });

  it('know their options, and refuse others by name', () => {
    expect(settings(['--no-first', '--json', '--data-dir', '../data'])).toMatchObject({
      makeFirst: false,
      output: 'json',
      dataDir: '/data',
    });
    expect(() => settings(['--prot', '1'])).toThrow('--prot');
    expect(readSettings({ args: ['--help'], env: {}, root })).toBe('help');
  });
});
