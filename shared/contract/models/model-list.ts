import * as z from 'zod';
import { Failure } from '#domain/error.ts';
import { percentDecoded } from '#domain/percent.ts';
import { listModels, publicModel } from '#providers/catalog.ts';
import { summarizeModel, type ModelSummary, type PublicModel } from '#providers/catalog/describe.ts';
import type { ModelEntry } from '#providers/catalog/entry.ts';
import { findNamed, wiresOf } from '#providers/catalog/names.ts';
import { nearestNames } from '#providers/catalog/nearest.ts';
import { capabilityWord, lifecycleWord, mediaWord, serviceWord } from './answers.ts';
import { requestLimits } from '../wire/limits.ts';

/** The query string of the list of models. */
export const modelQuery = z.object({
  media: mediaWord.exactOptional(),
  service: serviceWord.exactOptional(),
  capability: capabilityWord.exactOptional(),
  status: lifecycleWord.exactOptional(),
  limit: z.coerce
    .number<string>()
    .int()
    .min(1)
    .max(requestLimits.pageItems)
    .default(50)
    .describe('How many to a page.'),
  cursor: z.string().describe('`nextCursor` of the page before.').exactOptional(),
});

/** The query string of one model. */
export const oneModelQuery = z.object({
  service: serviceWord
    .describe('Where several services have the model: the one that is meant.')
    .exactOptional(),
});

/** The query string of the page: one model, or none for all else. */
export const docsQuery = z.object({
  model: z.string().max(200).describe('The page of this model: its id, alias or wire id.').exactOptional(),
  service: oneModelQuery.shape.service,
  find: z
    .string()
    .max(200)
    .describe('Words that the list of models on the page is narrowed to.')
    .exactOptional(),
});

export type ModelQuery = z.output<typeof modelQuery>;

/** A model occurs once for each service; together they name one entry. */
const cursorOf = ({ service, id }: ModelEntry): string => `${service}:${id}`;

function after(cursor: string | undefined): readonly ModelEntry[] {
  const all = listModels();
  if (cursor === undefined) return all;
  const place = all.findIndex((entry) => cursorOf(entry) === cursor);
  if (place >= 0) return all.slice(place + 1);
  const errors = [{ path: 'cursor', message: 'Not a cursor of this list' }];
  throw new Failure('validation_failed', 'The cursor is not one of ours', { errors });
}

const fits = (entry: ModelEntry, { media, service, capability, status }: ModelQuery): boolean =>
  (media === undefined || entry.media.includes(media)) &&
  (service === undefined || entry.service === service) &&
  (capability === undefined || entry.capabilities.includes(capability)) &&
  (status === undefined || entry.lifecycle.status === status);

/** Which models are shown. */
export type Shows = (entry: Pick<ModelEntry, 'media'>) => boolean;
const showsAll: Shows = () => true;

/** One page of the catalogue. A cursor that is not ours is 422. */
export function pageOfModels(
  query: ModelQuery,
  shows: Shows = showsAll,
): { items: ModelSummary[]; nextCursor?: string } {
  const found = after(query.cursor).filter((entry) => fits(entry, query) && shows(entry));
  const page = found.slice(0, query.limit);
  const last = page.at(-1);
  const more = last !== undefined && found.length > page.length;
  return {
    items: page.map(summarizeModel),
    ...(more ? { nextCursor: cursorOf(last) } : {}),
  };
}

const namesOf = (entry: ModelEntry): string[] => [entry.id, ...entry.aliases, ...wiresOf(entry)];

/** The entry of this id, alias or wire id, retired or not; with a service, as that service has it. 404 names the nearest. */
export function entryNamed(
  name: string,
  service?: ModelEntry['service'],
  shows: Shows = showsAll,
): ModelEntry {
  const entries = listModels().filter(
    (entry) => (service === undefined || entry.service === service) && shows(entry),
  );
  // An encoded slash that the gateway left encoded is a slash all the same.
  const found = findNamed(entries, name) ?? findNamed(entries, percentDecoded(name));
  if (found !== undefined) return found.entry;
  const suggestions = nearestNames(percentDecoded(name), entries.flatMap(namesOf), 3);
  const shown = JSON.stringify(percentDecoded(name).slice(0, 100));
  throw new Failure('not_found', `There is no model ${shown}; did you mean ${suggestions.join(', ')}?`, {
    extra: { suggestions },
  });
}

/** What the world may know of that model. */
export const modelNamed = (name: string, service?: ModelEntry['service'], shows?: Shows): PublicModel =>
  publicModel(entryNamed(name, service, shows));
