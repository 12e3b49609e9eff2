import * as z from 'zod';
import type { ModelEntry } from '../catalog/entry.ts';
import { untold, type Call, type Reply } from '../call.ts';
import { wiresOf } from '../catalog/names.ts';
import { oneLine, readEnvelope } from './envelope.ts';
import { chatModels } from './models/chat.ts';
import { kie } from './service.ts';
import type { Drift, ModelListing } from '../service.ts';

/** The provider's own list of its models: free, whole in one answer, at most once a second for an account. */
const listCall: Call = { method: 'GET', path: '/api/v1/models' };

/** Seen in recordings: `{total, models: [{model, …}]}`. The prices in it are sentences, and are not read. */
const list = z.object({
  total: z.number().optional(),
  models: z.array(z.object({ model: z.string().min(1).max(200) })).min(1),
});

/** The ids in the provider's list, or why there are none. A part of the list is no list: what it lacks is not gone. */
export function readModelList(reply: Reply): readonly string[] | { readonly unread: string } {
  if (reply.type !== 'answered') return { unread: untold(reply) };
  const envelope = readEnvelope(reply.status, reply.text);
  if (envelope.type === 'unreadable') return { unread: `HTTP ${envelope.status} without readable JSON` };
  if (envelope.code !== 200) return { unread: `code ${envelope.code}: ${envelope.message}` };
  const read = list.safeParse(envelope.data);
  if (!read.success) return { unread: 'the list has another form' };
  const { total, models } = read.data;
  if (total !== undefined && total > models.length) {
    return { unread: `${models.length} of ${total} models were listed` };
  }
  return models.map(({ model }) => oneLine(model));
}

const folded = (names: readonly string[]): ReadonlySet<string> =>
  new Set(names.map((name) => name.toLowerCase()));
const namesOf = (entry: ModelEntry): readonly string[] => [entry.id, ...entry.aliases, ...wiresOf(entry)];

/**
 * The ids by which a model has to be listed. In the unified interface each form is listed by its own; of a model that
 * has endpoints of its own, any one name will do.
 */
function missingOf(entry: ModelEntry, isListed: (name: string) => boolean): readonly string[] {
  if (entry.dialect === 'kie-jobs') return wiresOf(entry).filter((wire) => !isListed(wire));
  return namesOf(entry).some(isListed) ? [] : [entry.id];
}

/** Compares what the provider lists with what the catalogue says of it. */
export function driftOf(entries: readonly ModelEntry[], listed: readonly string[]): Drift {
  const ours = entries.filter(({ service }) => service === kie.name);
  const known = folded([...ours.flatMap(namesOf), ...chatModels]);
  const there = folded(listed);
  const isListed = (name: string): boolean => there.has(name.toLowerCase());
  const withStatus = (...wanted: readonly string[]): readonly ModelEntry[] =>
    ours.filter(({ lifecycle }) => wanted.includes(lifecycle.status));
  return {
    unknown: listed.filter((id) => !known.has(id.toLowerCase())),
    gone: withStatus('active', 'deprecated').flatMap((entry) => missingOf(entry, isListed)),
    returned: withStatus('retired')
      .filter((entry) => namesOf(entry).some(isListed))
      .map(({ id }) => id),
  };
}

/** The daily comparison of the provider's list with the catalogue. */
export const modelListing: ModelListing = {
  call: listCall,
  compare: (reply, entries) => {
    const listed = readModelList(reply);
    return 'unread' in listed ? listed : { ...driftOf(entries, listed), listed: listed.length };
  },
};
