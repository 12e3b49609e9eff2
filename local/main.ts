import { join } from 'node:path';
import { banner, firstLines } from './start/banner.ts';
import { buildAssembly, firstFault } from './start/build.ts';
import { cleanups } from './start/cleanups.ts';
import { takeLock } from './start/lock.ts';
import { requireRoom, watchDisk } from './start/disk.ts';
import { logFile } from './start/log.ts';
import { whenOrphaned } from './start/orphan.ts';
import { readSettings, startHelp } from './start/settings.ts';
import type { Settings } from './start/settings.ts';
import { removeStackFile } from './start/stack-file.ts';
import type { StackFacts } from './start/stack-file.ts';
import { firstLook, startStack } from './start/stack.ts';
import type { Stack } from './start/stack.ts';
import { StartError } from './start/start-error.ts';
import { shownSteps } from './start/steps.ts';
import { watchCode } from './start/watch.ts';

// The engines need a moment to write down what they hold; beyond that, leaving is worth more.
const LONGEST_GOODBYE_MS = 5_000;

// For esbuild, a program in Go: collecting less often takes a quarter off the time that it works, for 30 MB more.
process.env['GOGC'] ??= '400';

const stopping = new AbortController();
const waste = cleanups();

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}

function complain(text: string): void {
  process.stderr.write(`${text}\n`);
}

async function main(): Promise<void> {
  const root = join(import.meta.dirname, '..');
  const settings = readSettings({ args: process.argv.slice(2), env: process.env, root });
  if (settings === 'help') return say(startHelp);
  await requireRoom(settings.dataDir);
  const release = takeLock(settings.dataDir);
  // The last resort for every way out; the orderly way does it earlier.
  process.on('exit', () => {
    removeStackFile(settings.dataDir);
    release();
  });
  removeStackFile(settings.dataDir);
  const step = shownSteps(settings.output === 'full', process.stdout.isTTY);
  const stack = await startStack({ settings, step, cleanups: waste, signal: stopping.signal });
  announce(settings, stack);
  reloadOnSave(settings, stack);
  const disk = watchDisk(settings.dataDir, complain);
  waste.add(() => disk.stop());
  const first = await firstLook(stack, { settings, step, signal: stopping.signal });
  if (settings.output === 'full') process.stdout.write(firstLines(first, settings.root));
  await new Promise((resolve) => stopping.signal.addEventListener('abort', resolve, { once: true }));
}

// Where the local S3 lays the objects of the media bucket, each under its key.
const bucketFolder = ({ dataDir, bucketName }: StackFacts): string =>
  join(dataDir, 'cloud', 's3', 'buckets', bucketName, 'files');

function announce(settings: Settings, { facts, provider }: Stack): void {
  if (settings.output === 'json') return say(JSON.stringify(facts));
  if (settings.output === 'quiet') return say(`${facts.apiUrl}\n${facts.apiKey}`);
  const ready = { facts, provider: provider.title, root: settings.root, files: bucketFolder(facts) };
  say(banner({ ...ready, log: logFile(facts.dataDir) }));
}

function reloadOnSave(settings: Settings, { cloud, build, lastCalled }: Stack): void {
  let runs = build.fingerprint;
  let broken = false;
  const load = async (file: string): Promise<string | undefined> => {
    const began = Date.now();
    const next = await buildAssembly(settings, stopping.signal, {
      lastCalled: lastCalled(),
      take: async (assembly) => {
        await cloud.reload(assembly);
        complain(`${file}: what was called last is loaded in ${Date.now() - began} ms, the rest follows`);
      },
    });
    if (next.fingerprint === runs) return broken ? 'again the code that runs' : undefined;
    await cloud.reload(next.assembly);
    runs = next.fingerprint;
    return `loaded in ${Date.now() - began} ms`;
  };
  const watch = watchCode(settings.root, async (file) => {
    try {
      const done = await load(file);
      broken = false;
      if (done !== undefined) complain(`${file}: ${done}`);
    } catch (error) {
      broken = true;
      if (!stopping.signal.aborted) complain(`${file}: not loaded. ${firstFault(messageOf(error))}`);
    }
  });
  waste.add(() => watch.stop());
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

let leaving = false;

async function leave(code: number): Promise<void> {
  if (leaving) return;
  leaving = true;
  setTimeout(() => process.exit(1), LONGEST_GOODBYE_MS).unref();
  stopping.abort();
  for (const error of await waste.run()) complain(`While stopping: ${messageOf(error)}`);
  process.exit(code);
}

function crash(error: unknown): void {
  complain(
    error instanceof StartError ? error.message : String(error instanceof Error ? error.stack : error),
  );
  void leave(1);
}

// npm, its shell and the terminal may each send the same Ctrl-C: once is enough, more changes nothing.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => stopping.abort());
whenOrphaned(() => stopping.abort());
stopping.signal.addEventListener('abort', () => void leave(0), { once: true });
process.on('uncaughtException', crash);
process.on('unhandledRejection', crash);

main().then(
  () => leave(0),
  (error: unknown) => {
    if (!stopping.signal.aborted) crash(error);
  },
);
