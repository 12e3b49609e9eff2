import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { connect } from '../connection.ts';
import { exitCodes, readArguments, UsageError } from '../context.ts';
import type { Context } from '../context.ts';

export const mcpOptions = {
  allow: { type: 'string', multiple: true },
  'confirm-above': { type: 'string' },
} as const;

/** Half a US dollar: most pictures cost less, most films more. */
const USUAL_LIMIT = '100';

/** Serves the program that started this one, until it closes the streams. */
export async function mcp(args: readonly string[], context: Context): Promise<number> {
  const { values, positionals } = readArguments(args, mcpOptions);
  if (positionals.length > 0) throw new UsageError(`mcp takes no words: ${positionals.join(' ')}`);
  const confirmAbove = creditsIn(values['confirm-above'] ?? USUAL_LIMIT);
  const folders = await Promise.all((values.allow ?? []).map((folder) => folderAt(folder, context.cwd)));
  const darkroom = await connect(context);
  // No other command needs the protocol.
  const { serveMcp } = await import('@darkroom/mcp/stdio');
  await serveMcp({ darkroom, confirmAbove, folders }, context.interrupted);
  return exitCodes.ok;
}

function creditsIn(text: string): number {
  if (text === 'none') return Number.POSITIVE_INFINITY;
  if (/^\d+(\.\d+)?$/.test(text)) return Number(text);
  throw new UsageError(`--confirm-above wants a number of credits, or none, not "${text}"`);
}

async function folderAt(folder: string, cwd: string): Promise<string> {
  const path = resolve(cwd, folder);
  const known = await stat(path).catch(() => undefined);
  if (!known?.isDirectory()) throw new UsageError(`--allow wants a folder, and ${folder} is none.`);
  return path;
}
