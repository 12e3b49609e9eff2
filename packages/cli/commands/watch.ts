import type { LiveTarget } from '@darkroom/client';
import { connect } from '../connection.ts';
import { exitCodes, readArguments, UsageError } from '../context.ts';
import type { Context } from '../context.ts';

export const watchOptions = { 'prompt-id': { type: 'string' }, json: { type: 'boolean' } } as const;

/** Prints what happens to the caller's tasks, to those of a prompt or to one, as it happens, until it is interrupted. */
export async function watch(args: readonly string[], context: Context): Promise<number> {
  const { values, positionals } = readArguments(args, watchOptions);
  const { out, err, interrupted } = context;
  const target = targetOf(positionals, values['prompt-id']);
  const darkroom = await connect(context);
  let known = false;
  await darkroom.live(target, {
    signal: interrupted,
    onEvent: (event) => {
      const { timestamp, type, data } = event;
      const at = timestamp.slice(0, 19).replace('T', ' ');
      const line = [
        at,
        type.padEnd(18),
        data.id,
        `${data.service} ${data.model}`,
        data.failCode ?? data.stage,
      ];
      out(`${values.json === true ? JSON.stringify(event) : line.join('  ')}\n`);
    },
    onLook: () => {
      if (known) err('Something may have been missed: darkroom tasks shows how all stand.\n');
      else err('Listening. End with Ctrl+C.\n');
      known = true;
    },
  });
  if (interrupted.aborted) return exitCodes.ok;
  throw new UsageError('This deployment has no live push: darkroom task ID --wait asks for one task.');
}

function targetOf([id, ...more]: readonly string[], prompt: string | undefined): LiveTarget {
  if (more.length > 0 || (id !== undefined && prompt !== undefined))
    throw new UsageError('One task, or one prompt: darkroom watch [id] [--prompt-id ID]');
  if (prompt !== undefined) return { prompt };
  return id === undefined ? { owner: true } : { task: id };
}
