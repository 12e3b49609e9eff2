import type { Darkroom } from '@darkroom/client';
import type { ModelSummary } from '@darkroom/client/api-types';
import { connect } from '../connection.ts';
import { table } from '../format.ts';
import { exitCodes, readArguments, UsageError } from '../context.ts';
import type { Context } from '../context.ts';

export const modelsOptions = {
  media: { type: 'string' },
  service: { type: 'string' },
  capability: { type: 'string' },
  status: { type: 'string' },
  json: { type: 'boolean' },
} as const;

/** Lists the catalogue, or shows one model with all that is known of it. */
export async function showModels(args: readonly string[], context: Context): Promise<number> {
  const { values, positionals } = readArguments(args, modelsOptions);
  const [id, ...more] = positionals;
  if (more.length > 0) throw new UsageError('Which model? darkroom models [id]');
  const { json, ...filter } = values;
  const darkroom = await connect(context);
  if (id !== undefined) {
    context.out(`${JSON.stringify(await darkroom.models.get(id), null, 2)}\n`);
    return exitCodes.ok;
  }
  const models = await Array.fromAsync(darkroom.models.list(filter as Filter));
  if (json) context.out(`${JSON.stringify(models, null, 2)}\n`);
  else context.out(models.length === 0 ? 'No models.\n' : `${table(headings, models.map(row))}\n`);
  return exitCodes.ok;
}

// What may be asked for is for the API to say.
type Filter = NonNullable<Parameters<Darkroom['models']['list']>[0]>;

const headings = ['id', 'service', 'media', 'status', 'title'];

function row({ id, service, media, status, lifecycle, title }: ModelSummary): string[] {
  const { successor } = lifecycle;
  return [id, service, media.join(', '), successor ? `${status}, see ${successor}` : status, title];
}
