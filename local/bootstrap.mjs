// Plain JavaScript for whatever Node the machine has (18 or newer): installs what the lock file names when
// node_modules is missing or older than the lock, then hands over to the pinned Node in node_modules.
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const major = Number(process.versions.node.split('.')[0]);
if (major < 18) fail(`Darkroom needs Node 18 or newer to start; this is ${process.versions.node}.`);

const windows = process.platform === 'win32';
const npm = windows ? 'npm.cmd' : 'npm';
const stamp = join(root, 'node_modules', '.darkroom-lock');
const lock = createHash('sha256')
  .update(readFileSync(join(root, 'package-lock.json')))
  .digest('hex');

function fail(message) {
  process.stderr.write(`${message}\n`);
  process.exit(1);
}

function run(args) {
  return (
    spawnSync(npm, args, { cwd: root, stdio: ['ignore', 'inherit', 'inherit'], shell: windows }).status === 0
  );
}

function pinnedNode() {
  const require = createRequire(join(root, 'package.json'));
  try {
    const folder = dirname(require.resolve('node/package.json'));
    const binary = join(folder, 'bin', windows ? 'node.exe' : 'node');
    return existsSync(binary) ? binary : undefined;
  } catch {
    return undefined;
  }
}

/** The DynamoDB engine is a native package a platform; only the Linux x64 one stands in the lock file. */
function fetchTableEngine() {
  if (process.platform === 'linux' && process.arch === 'x64') return;
  const manifest = readFileSync(join(root, 'packages', 'local-cloud', 'package.json'), 'utf8');
  const version = JSON.parse(manifest).optionalDependencies['@dynoxide/linux-x64'];
  const name = `@dynoxide/${process.platform}-${process.arch}@${version}`;
  if (!run(['install', '--no-save', '--no-audit', '--no-fund', name])) {
    process.stderr.write(
      `No DynamoDB engine for ${process.platform}-${process.arch}: set DARKROOM_DYNAMODB_URL to one that runs.\n`,
    );
  }
}

function installed() {
  return existsSync(stamp) && readFileSync(stamp, 'utf8') === lock && pinnedNode() !== undefined;
}

if (!installed()) {
  process.stdout.write('Installing what package-lock.json names (npm ci) …\n');
  if (!run(['ci', '--no-audit', '--no-fund', '--loglevel=error']))
    fail('npm ci failed; see the lines above.');
  fetchTableEngine();
  writeFileSync(stamp, lock);
}

const node = pinnedNode();
if (node === undefined)
  fail('The pinned Node is not in node_modules: its install script was blocked. Run: npm rebuild node');
// Where the processor has protection keys for memory, V8 may lose count of code pages that many threads make and give
// back at once, and ends the process ("Check failed: jit_page.has_value()"). Our functions and simulations are threads.
const flags = ['--disable-warning=ExperimentalWarning', '--no-memory-protection-keys'];
const child = spawn(node, [...flags, ...process.argv.slice(2)], {
  stdio: 'inherit',
  cwd: root,
});
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
// npm may be ended without a word to us: when another process has become our parent, the old one is gone.
const parent = process.ppid;
setInterval(() => {
  if (process.ppid !== parent) child.kill('SIGTERM');
}, 500).unref();
child.on('exit', (code, signal) => process.exit(signal ? 1 : (code ?? 1)));
