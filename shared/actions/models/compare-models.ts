import { QUERY_CALL_SECONDS } from '#domain/tasks/limits.ts';
import type { Log } from '#domain/ports.ts';
import { defaultAccount } from '#domain/tasks/provider-account.ts';
import type { ModelEntry } from '#providers/catalog/entry.ts';
import type { Drift, ModelListing } from '#providers/service.ts';
import type { ProviderDependencies } from '../dependencies.ts';

interface CompareDependencies extends Pick<ProviderDependencies, 'send'> {
  /** How the services that publish a list of their models are asked for it, by service. */
  readonly listings: Readonly<Record<string, ModelListing>>;
  readonly listModels: () => readonly ModelEntry[];
  readonly log: Log;
}

/** What a comparison found; `unread` where the provider's list could not be had, and nothing was compared. */
export type ComparisonReport = { readonly unread: string } | (Drift & { readonly listed: number });

/** A line of the log stays readable, whatever the provider lists. */
const MOST_NAMED = 50;

/**
 * Asks every service for its list of models and counts every difference from the catalogue as `CatalogueDrift`. A list
 * that cannot be read is no drift: it is counted as `ModelListUnread`, and asked for again at the next tick.
 */
export const compareModels = ({ listings, send, listModels, log }: CompareDependencies) => {
  const compareOne = async (service: string, listing: ModelListing): Promise<ComparisonReport> => {
    const reply = await send(defaultAccount(service), listing.call, { timeoutMs: QUERY_CALL_SECONDS * 1000 });
    const compared = listing.compare(reply, listModels());
    if ('unread' in compared) {
      log.warn('the provider’s model list was not read', { provider: service, reason: compared.unread });
      log.count('ModelListUnread');
      return compared;
    }
    const { unknown, gone, returned, listed } = compared;
    const found = unknown.length + gone.length + returned.length;
    const named = {
      unknown: unknown.slice(0, MOST_NAMED),
      gone: gone.slice(0, MOST_NAMED),
      returned: returned.slice(0, MOST_NAMED),
    };
    if (found === 0) log.info('the catalogue agrees with the provider’s list', { provider: service, listed });
    else log.warn('the catalogue differs from the provider’s list', { provider: service, found, ...named });
    if (found > 0) log.count('CatalogueDrift', found);
    return { listed, ...named };
  };

  return async (): Promise<Readonly<Record<string, ComparisonReport>>> => {
    const reports = Object.entries(listings).map(
      async ([service, listing]) => [service, await compareOne(service, listing)] as const,
    );
    return Object.fromEntries(await Promise.all(reports));
  };
};
