import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { temporaryFolder } from './assembly.ts';

const root = join(import.meta.dirname, '..', '..', '..');
const folder = temporaryFolder();
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Runs with every socket refused and no credentials in sight. */
const cutOff =
  "data:text/javascript,import net from 'node:net';net.Socket.prototype.connect=()=>{throw new Error('a socket was opened')}";

describe('synthesis of the real functions', () => {
  it('needs neither an account nor a network, and writes where the CDK command line wants it', () => {
    const outDir = join(folder, 'cdk.out');
    const { status, stderr } = spawnSync(process.execPath, ['--import', cutOff, 'infra/app.ts'], {
      cwd: root,
      env: { CDK_OUTDIR: outDir, CDK_CONTEXT_JSON: '{"stage":"offline"}', HOME: folder },
      encoding: 'utf8',
    });
    expect(stderr).toBe('');
    expect(status).toBe(0);
    expect(existsSync(join(outDir, 'Darkroom-offline-Service.template.json'))).toBe(true);
  });

  it('leaves a list of what each bundle is made of for the bench', () => {
    const meta = JSON.parse(readFileSync(join(root, '.build', 'functions', 'meta.json'), 'utf8')) as {
      outputs: Record<string, { bytes: number }>;
    };
    expect(meta.outputs['create-task/index.js']?.bytes).toBeGreaterThan(10_000);
  });
});
