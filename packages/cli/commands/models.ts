import type { Api } from '@darkroom/client/api';
import type { ModelFilter, ModelView } from '@darkroom/client/types';
import { connect } from '../connection.ts';
import { table } from '../format.ts';
import { exitCodes, readArguments, UsageError } from '../context.ts';
import type { Context } from '../context.ts';

const options = {
  media: { type: 'string' },
  service: { type: 'string' },
  capability: { type: 'string' },
  status: { type: 'string' },
  json: { type: 'boolean' },
} as const;

/** Lists the catalogue, or shows one model with all that is known of it. */
export async function showModels(args: readonly string[], context: Context): Promise<number> {
  const { values, positionals } = readArguments(args, options);
  const [id, ...more] = positionals;
  if (more.length > 0) throw new UsageError('Which model? darkroom models [id]');
  const { json, ...filter } = values;
  const api = await connect(context);
  if (id !== undefined) {
    context.out(`${JSON.stringify(await api.readModel(id), null, 2)}\n`);
    return exitCodes.ok;
  }
  const models = await allModels(api, filter);
  if (json) context.out(`${JSON.stringify(models, null, 2)}\n`);
  else context.out(models.length === 0 ? 'No models.\n' : `${table(headings, models.map(row))}\n`);
  return exitCodes.ok;
}

const headings = ['id', 'service', 'media', 'status', 'title'];

function row({ id, service, media, status, lifecycle, title = '' }: ModelView): string[] {
  const successor = lifecycle?.successor;
  return [id, service, [media].flat().join(', '), successor ? `${status}, see ${successor}` : status, title];
}

async function allModels(api: Api, filter: ModelFilter): Promise<readonly ModelView[]> {
  const models: ModelView[] = [];
  let cursor: string | undefined;
  do {
    const page = await api.listModels({ ...filter, ...(cursor === undefined ? {} : { cursor }) });
    models.push(...page.items);
    cursor = page.nextCursor;
  } while (cursor !== undefined);
  return models;
}
