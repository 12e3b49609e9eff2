// Plain JavaScript for whatever Node the machine has: refuses one that is too old to install with, installs what the lock
// file names when node_modules is missing or older than the lock, sees that every native part is there and loads, then
// hands over to the pinned Node in node_modules.
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { missingPackages, nativePackages, rangeInWords, satisfies, thisMachine } from './machine.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const { engines } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
if (!satisfies(process.versions.node, engines.node))
  fail(
    `Darkroom needs Node ${rangeInWords(engines.node)} to install; this is ${process.versions.node}. ` +
      'With an older one npm leaves native packages out. Get one from https://nodejs.org, or with nvm: nvm install',
  );

const windows = process.platform === 'win32';
const npm = windows ? 'npm.cmd' : 'npm';
const stamp = join(root, 'node_modules', '.darkroom-lock');
const lockText = readFileSync(join(root, 'package-lock.json'), 'utf8');
// Checked, and for this machine: an install of a version that did not check, or of another machine, is looked at again.
const checked = `${createHash('sha256').update(lockText).digest('hex')} ${process.platform}-${process.arch} checked`;

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

/** Loads what is native, as the functions and the build will: each that does not, with its own words. */
const loading = `
  const broken = [];
  const tell = (name) => (error) => broken.push(name + ': ' + String(error.message).split('\\n')[0]);
  await import('sharp').then(({ default: sharp }) => sharp({ create: { width: 8, height: 8, channels: 3, background: 'red' } }).png().toBuffer()).catch(tell('sharp'));
  await import('esbuild').then(({ transform }) => transform('1')).catch(tell('esbuild'));
  const engine = '@dynoxide/' + process.platform + '-' + process.arch;
  const place = await import('node:module').then(({ createRequire }) => createRequire(process.cwd() + '/').resolve(engine + '/package.json')).catch(() => undefined);
  if (place !== undefined) {
    const { execFileSync } = await import('node:child_process');
    const program = place.replace('package.json', process.platform === 'win32' ? 'dynoxide.exe' : 'dynoxide');
    try { execFileSync(program, ['--version'], { stdio: 'pipe' }); } catch (error) { tell(engine)(error); }
  }
  process.stdout.write(broken.join('\\n'));
  process.exit(0);
`;

/** What of the native parts is not there or does not load; nothing where all is well. */
function faultsOfInstall() {
  const node = pinnedNode();
  if (node === undefined) return ['node: its install script was blocked; npm rebuild node runs it'];
  const missing = missingPackages(root, nativePackages(JSON.parse(lockText), thisMachine()));
  if (missing.length > 0) return missing.map((folder) => `${folder} is not there`);
  const probe = spawnSync(node, ['--input-type=module', '-e', loading], { cwd: root, encoding: 'utf8' });
  if (probe.status !== 0) return [`the pinned Node does not run: ${probe.error || probe.stderr.trim()}`];
  return probe.stdout.split('\n').filter((line) => line !== '');
}

function install() {
  process.stdout.write('Installing what package-lock.json names (npm ci) …\n');
  if (!run(['ci', '--no-audit', '--no-fund', '--loglevel=error']))
    fail('npm ci failed; see the lines above.');
  fetchTableEngine();
  return faultsOfInstall();
}

if (!existsSync(stamp) || readFileSync(stamp, 'utf8') !== checked) {
  const isNew = !existsSync(stamp) || readFileSync(stamp, 'utf8').split(' ')[0] !== checked.split(' ')[0];
  const before = isNew ? ['not installed yet'] : faultsOfInstall();
  const faults = before.length === 0 ? before : install();
  if (faults.length > 0)
    fail(
      `What npm installed is not whole:\n${faults.map((fault) => `  ${fault}`).join('\n')}\n` +
        `This is Node ${process.versions.node} on ${process.platform}-${process.arch}. Remove node_modules and start again; ` +
        'if that does not help, npm may be told to leave optional packages out (npm config get omit).',
    );
  writeFileSync(stamp, checked);
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
