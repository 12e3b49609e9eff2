import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { DarkroomError } from '@darkroom/client';
import { commands } from './commands.ts';
import { helpText } from './help.ts';
import { exitCodes, NoStackError, UsageError } from './context.ts';
import type { Context } from './context.ts';

/** Runs one command line to its exit code; whatever goes wrong has been said by then. */
export async function run(given: Context): Promise<number> {
  const context = inDataDir(given);
  const [name, ...rest] = context.args;
  if (name === '--version' || name === '-v') return showVersion(context);
  const wantsHelp = name === undefined || isHelp(name) || rest.includes('--help');
  // An option without a command before it is answered with the help, too, and is a mistake.
  if (wantsHelp || name.startsWith('-')) {
    context.out(helpText);
    return wantsHelp ? exitCodes.ok : exitCodes.usage;
  }
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  try {
    if (!command) throw new UsageError(`There is no command "${name}". See: darkroom help`);
    return await command.run(rest, context);
  } catch (error) {
    return explain(error, context);
  }
}

/** Takes `--data-dir` out of the command line, wherever it stands: which stack is meant is no matter of one command. */
function inDataDir(context: Context): Context {
  const args = context.args.flatMap((word) =>
    word.startsWith('--data-dir=') ? ['--data-dir', word.slice('--data-dir='.length)] : [word],
  );
  const at = args.indexOf('--data-dir');
  const folder = at < 0 ? undefined : args[at + 1];
  if (folder === undefined) return context;
  const env = { ...context.env, DARKROOM_DATA_DIR: resolve(context.cwd, folder) };
  return { ...context, env, args: args.toSpliced(at, 2) };
}

const fileRefusals: ReadonlySet<string> = new Set([
  'no_such_file',
  'payload_too_large',
  'unsupported_media_type',
  'validation_failed',
]);

const isHelp = (name: string): boolean => ['help', '--help', '-h'].includes(name);

function explain(error: unknown, { err, interrupted }: Context): number {
  if (interrupted.aborted) return exitCodes.interrupted;
  if (error instanceof UsageError) {
    err(`${error.message}\n`);
    return exitCodes.usage;
  }
  if (error instanceof DarkroomError && error.status > 0) {
    err(`${refusal(error)}\n`);
    return exitCodes.refused;
  }
  // What the client itself refuses: a file that is not there, or too large. Nothing was sent.
  if (error instanceof DarkroomError && fileRefusals.has(error.code)) {
    err(`${error.message}\n`);
    return exitCodes.usage;
  }
  const isUnreachable = error instanceof DarkroomError && error.code === 'unreachable';
  if (error instanceof NoStackError || isUnreachable) {
    err(`${error.message}\n`);
    return exitCodes.unreachable;
  }
  // Ours: a full disk, a folder without permission, a fault of this program.
  err(`${error instanceof Error ? error.message : String(error)}\n`);
  return exitCodes.failed;
}

function refusal(error: DarkroomError): string {
  const { successor, services } = error.problem;
  return [
    `${error.code} (${error.status}): ${error.message}`,
    ...error.errors.map(({ path, message }) => `  ${path || '/'}  ${message}`),
    ...(successor ? [`  instead: ${successor}`] : []),
    ...(services ? [`  offered by: ${services.join(', ')}`] : []),
    ...(error.requestId ? [`  request ${error.requestId}`] : []),
  ].join('\n');
}

async function showVersion({ out }: Context): Promise<number> {
  const manifest: unknown = JSON.parse(await readFile(join(import.meta.dirname, 'package.json'), 'utf8'));
  const known = typeof manifest === 'object' && manifest !== null && 'version' in manifest;
  out(`${known ? String(manifest.version) : 'unknown'}\n`);
  return exitCodes.ok;
}
