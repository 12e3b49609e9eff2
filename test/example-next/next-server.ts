import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

export const exampleFolder = join(import.meta.dirname, '..', '..', 'examples', 'next');
export const programOfNext = join(exampleFolder, 'node_modules', 'next', 'dist', 'bin', 'next');

/** The example as it was built, on a free port of this machine. */
export class NextServer {
  readonly url: string;
  readonly #child: ChildProcess;

  private constructor(url: string, child: ChildProcess) {
    this.url = url;
    this.#child = child;
  }

  static async start(env: Readonly<Record<string, string | undefined>>): Promise<NextServer> {
    const child = spawn(
      process.execPath,
      [programOfNext, 'start', '--hostname', '127.0.0.1', '--port', '0'],
      {
        cwd: exampleFolder,
        env: { ...process.env, NODE_ENV: 'production', NEXT_TELEMETRY_DISABLED: '1', ...env },
        stdio: ['ignore', 'pipe', 'inherit'],
      },
    );
    return new NextServer(await addressOf(child), child);
  }

  async stop(): Promise<void> {
    if (this.#child.exitCode !== null) return;
    const gone = once(this.#child, 'exit');
    this.#child.kill();
    await gone;
  }
}

/** As it tells it once it listens. */
async function addressOf(child: ChildProcess): Promise<string> {
  let said = '';
  for await (const piece of child.stdout ?? []) {
    said += String(piece);
    const found = /http:\/\/127\.0\.0\.1:[1-9]\d*/.exec(said);
    if (found && /Ready/.test(said)) {
      return found[0];
    }
  }
  throw new Error(`Next.js has not started: ${said}`);
}
