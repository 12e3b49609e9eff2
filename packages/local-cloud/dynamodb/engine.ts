import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import { createServer, type AddressInfo } from 'node:net';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { CloudFailure } from '../failure.ts';
import { tableCall } from './call.ts';

/** A running DynamoDB engine. */
export interface Engine {
  readonly url: string;
  stop(): Promise<void>;
}

const PATIENCE_MS = 20_000;
/** A port that was free a moment ago may be taken when the engine asks for it; so often another one is tried. */
const PORTS_TRIED = 5;

/** Starts the native engine on a free port, its data in one file of the folder. It dies with this process; `onGone` is
 * told when it dies before. */
export async function startEngine(
  folder: string,
  onGone: (message: string) => void = () => undefined,
  choosePort: () => Promise<number> = freePort,
): Promise<Engine> {
  const binary = findBinary();
  mkdirSync(folder, { recursive: true });
  for (let tries = 1; ; tries += 1) {
    try {
      return await startOn(await choosePort(), { binary, folder, onGone });
    } catch (error) {
      const taken = error instanceof CloudFailure && /already in use/.test(error.message);
      if (!taken || tries === PORTS_TRIED) throw error;
    }
  }
}

interface Program {
  readonly binary: string;
  readonly folder: string;
  readonly onGone: (message: string) => void;
}

async function startOn(port: number, { binary, folder, onGone }: Program): Promise<Engine> {
  const watchdog = fileURLToPath(new URL('./watchdog.ts', import.meta.url));
  const serve = ['serve', '--port', String(port), '--db-path', join(folder, 'tables.sqlite')];
  const child = spawn(process.execPath, [watchdog, binary, ...serve], {
    // A group of its own: the interrupt of a terminal must not end the engine before its host has finished with it.
    detached: true,
    stdio: ['pipe', 'ignore', 'pipe'],
  });
  let said = '';
  child.stderr.on('data', (text: Buffer) => (said = (said + text.toString()).slice(-2_000)));
  const url = `http://127.0.0.1:${port}`;
  const spoken = (): string => `It said: ${said.trim() || 'nothing'}`;
  try {
    await untilListening(child);
    await untilAnswering(url, child);
  } catch (cause) {
    await stop(child);
    throw new CloudFailure(`The DynamoDB engine did not start. ${spoken()}`, { cause });
  }
  child.unref();
  const gone = (): void => onGone(`The DynamoDB engine has ended by itself. ${spoken()}`);
  child.once('exit', gone);
  return {
    url,
    stop: () => {
      child.off('exit', gone);
      return stop(child);
    },
  };
}

function findBinary(): string {
  const name = `@dynoxide/${process.platform}-${process.arch}`;
  const file = process.platform === 'win32' ? 'dynoxide.exe' : 'dynoxide';
  try {
    const binary = join(dirname(createRequire(import.meta.url).resolve(`${name}/package.json`)), file);
    if (existsSync(binary)) return binary;
  } catch {
    // Said below, with what to do about it.
  }
  throw new CloudFailure(
    `There is no DynamoDB engine for this platform (${name} is not installed). Install it, or give the address of another DynamoDB-compatible engine.`,
  );
}

/** A free port of 127.0.0.1. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as AddressInfo;
      probe.close(() => resolve(port));
    });
  });
}

/** The engine reports on its output when it listens, so that another process on the port is not mistaken for it. */
function untilListening(child: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    const fail = (message: string): void => reject(new CloudFailure(message));
    const timer = setTimeout(() => fail('The engine never listened.'), PATIENCE_MS);
    child.once('exit', () => clearTimeout(timer));
    child.once('exit', () => fail('The engine ended at once.'));
    child.stderr?.on('data', (text: Buffer) => {
      if (!/listening/i.test(text.toString())) return;
      clearTimeout(timer);
      resolve();
    });
  });
}

async function untilAnswering(url: string, child: ChildProcess): Promise<void> {
  const call = tableCall(url);
  const begun = performance.now();
  for (;;) {
    try {
      await call('ListTables', {});
      return;
    } catch (cause) {
      if (child.exitCode !== null) throw new CloudFailure('The engine ended at once.', { cause });
      if (performance.now() - begun > PATIENCE_MS)
        throw new CloudFailure('The engine never answered.', { cause });
    }
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = new Promise((resolve) => child.once('exit', resolve));
  child.ref();
  child.stdin?.end();
  await gone;
}
