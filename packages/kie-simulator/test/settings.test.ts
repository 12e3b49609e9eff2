import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { startKie } from '../server.ts';
import { settingsFrom } from '../settings.ts';
import { aKie } from './simulator.ts';

describe('settings', () => {
  it('come from the environment, and flags win', () => {
    const env = {
      PATH: '/bin',
      SIM_KIE_PORT: '4000',
      SIM_KIE_KEY: 'one,two',
      SIM_KIE_LATENCY_MIN_MS: '7',
      SIM_KIE_FAIL_NEXT: '500-created,stuck',
      SIM_KIE_CALLBACK_RETRY_MS: '10,20',
      SIM_KIE_MIRROR_STATUS: 'true',
    };
    const settings = settingsFrom(env, ['--port', '5000', '--knob', 'latencyMinMs=9', '--knob', 'outputs=0']);
    expect(settings).toMatchObject({ port: 5_000, apiKeys: ['one', 'two'], credits: 10_000 });
    expect(settings.knobs).toMatchObject({
      latencyMinMs: 9,
      failNext: ['500-created', 'stuck'],
      callbackRetryMs: [10, 20],
      mirrorStatus: true,
      outputs: 0,
    });
  });

  it('sign callbacks with the key that the command line names', async () => {
    const signing = await startKie(settingsFrom({}, ['--hmac', 'whk_secret']));
    expect(signing.knobs.hmacKey).toBe('whk_secret');
    await signing.stop();
    const named = await startKie(settingsFrom({ SIM_KIE_HMAC: 'whk_other' }));
    expect(named.knobs.hmacKey).toBe('whk_other');
    await named.stop();
  });

  it('name what is wrong with them', () => {
    expect(() => settingsFrom({ SIM_KIE_LATENCY: '1' })).toThrow('SIM_KIE_LATENCY');
    expect(() => settingsFrom({}, ['--knob', 'speed=1'])).toThrow('There is no knob speed');
    expect(() => settingsFrom({}, ['--port', 'here'])).toThrow('port must be a number');
    expect(() => settingsFrom({}, ['--what'])).toThrow('npm run kie');
    expect(() => settingsFrom({ SIM_KIE_FAILURE_SHARE: '2' })).toThrow('failureShare');
  });

  it('meet a taken port with its number', async () => {
    const { kie } = await aKie();
    const port = Number(new URL(kie.url).port);
    await expect(startKie({ port })).rejects.toThrow(`Port ${port} is taken.`);
  });
});

const main = fileURLToPath(new URL('../main.ts', import.meta.url));

async function firstLines(stream: NodeJS.ReadableStream, until: RegExp): Promise<string> {
  let text = '';
  for await (const chunk of stream) {
    text += String(chunk);
    if (until.test(text)) break;
  }
  return text;
}

const isUp = async (url: string): Promise<boolean> =>
  fetch(`${url}/__sim/idle`).then(
    () => true,
    () => false,
  );

describe('the command', () => {
  it('prints address, key and a curl line, and dies with its parent', async () => {
    // A parent that starts the simulator and waits, as the bootstrap does.
    const script = `require('node:child_process').spawn(process.execPath, [${JSON.stringify(main)}], { stdio: 'inherit' })`;
    const parent = spawn(process.execPath, ['-e', script], { stdio: ['ignore', 'pipe', 'inherit'] });
    const text = await firstLines(parent.stdout, /curl .*\n/);
    const url = /http:\/\/127\.0\.0\.1:\d+/.exec(text)?.[0] ?? '';
    expect(text).toContain('kie-simulator-key');
    expect(text).toMatch(/curl -s http:\/\/127\.0\.0\.1:\d+\/api\/v1\/jobs\/createTask/);
    expect(await isUp(url)).toBe(true);
    parent.kill('SIGKILL');
    await expect.poll(() => isUp(url), { timeout: 10_000, interval: 100 }).toBe(false);
  });
});
