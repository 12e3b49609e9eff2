import { QUERY_CALL_SECONDS } from '#domain/tasks/limits.ts';
import type { Log } from '#domain/ports.ts';
import type { ModelEntry } from '#providers/catalog/entry.ts';
import { driftOf, listCall, readModelList, type Drift } from '#providers/kie/drift.ts';
import type { ProviderDependencies } from '../dependencies.ts';

interface CompareDependencies extends Pick<ProviderDependencies, 'send'> {
  readonly listModels: () => readonly ModelEntry[];
  readonly log: Log;
}

/** What a comparison found; `unread` where the provider's list could not be had, and nothing was compared. */
export type ComparisonReport = { readonly unread: string } | (Drift & { readonly listed: number });

/** A line of the log stays readable, whatever the provider lists. */
const MOST_NAMED = 50;

/**
 * Asks Kie.ai for its list of models and counts every difference from the catalogue as `CatalogueDrift`. A list that
 * cannot be read is no drift: it is counted as `ModelListUnread`, and asked for again at the next tick.
 */
export const compareModels =
  ({ send, listModels, log }: CompareDependencies) =>
  async (): Promise<ComparisonReport> => {
    const listed = readModelList(await send('KIE', listCall, { timeoutMs: QUERY_CALL_SECONDS * 1000 }));
    if ('unread' in listed) {
      log.warn('the provider’s model list was not read', { reason: listed.unread });
      log.count('ModelListUnread');
      return listed;
    }
    const { unknown, gone, returned } = driftOf(listModels(), listed);
    const found = unknown.length + gone.length + returned.length;
    const named = {
      unknown: unknown.slice(0, MOST_NAMED),
      gone: gone.slice(0, MOST_NAMED),
      returned: returned.slice(0, MOST_NAMED),
    };
    if (found === 0) log.info('the catalogue agrees with the provider’s list', { listed: listed.length });
    else log.warn('the catalogue differs from the provider’s list', { found, ...named });
    if (found > 0) log.count('CatalogueDrift', found);
    return { listed: listed.length, ...named };
  };
