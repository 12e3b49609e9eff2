import { connect } from '../connection.ts';
import { exitCodes, readArguments, UsageError } from '../context.ts';
import type { Context } from '../context.ts';

export const openOptions = { json: { type: 'boolean' } } as const;

/** Shows what a task made in whatever this machine opens addresses with, and prints the addresses. */
export async function open(args: readonly string[], context: Context): Promise<number> {
  const { values, positionals } = readArguments(args, openOptions);
  const [id, ...more] = positionals;
  if (id === undefined || more.length > 0) throw new UsageError('Which task? darkroom open <id>');
  const darkroom = await connect(context);
  const { status, assets } = await darkroom.tasks.get(id, { signal: context.interrupted });
  const addresses = assets.filter(({ role }) => role === 'result').map(({ url }) => url);
  if (values.json === true) context.out(`${JSON.stringify({ addresses })}\n`);
  else for (const address of addresses) context.out(`${address}\n`);
  if (addresses.length === 0) {
    context.err(`There is nothing to open: ${status}.\n`);
    return exitCodes.failed;
  }
  for (const address of addresses) await context.open(address);
  return exitCodes.ok;
}
