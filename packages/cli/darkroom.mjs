#!/usr/bin/env node
// Plain JavaScript for whatever Node the machine has (18 or newer): hands over to the pinned Node of the checkout.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');

function pinnedNode() {
  try {
    const folder = dirname(createRequire(join(root, 'package.json')).resolve('node/package.json'));
    const binary = join(folder, 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
    return existsSync(binary) ? binary : undefined;
  } catch {
    return undefined;
  }
}

const node = pinnedNode();
if (node === undefined) {
  process.stderr.write(`Darkroom is not installed yet. In ${root} run: npm start (or npm ci)\n`);
  process.exit(4);
}

const main = join(dirname(fileURLToPath(import.meta.url)), 'main.ts');
const child = spawn(node, ['--disable-warning=ExperimentalWarning', main, ...process.argv.slice(2)], {
  stdio: 'inherit',
});
// The child decides what a signal means; it may have something to say before it goes.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
child.on('exit', (code, signal) => process.exit(signal ? 1 : (code ?? 1)));
