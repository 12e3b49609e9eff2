import { azureModels } from './azure/models.ts';
import { azure } from './azure/service.ts';
import type { ModelEntry } from './catalog/entry.ts';
import { googleModels } from './google/models.ts';
import { google } from './google/service.ts';
import { kieAdapter } from './kie/adapter.ts';
import { readKieCallback } from './kie/read-callback.ts';
import { kieModels } from './kie/market.ts';
import { kie } from './kie/service.ts';
import { openaiModels } from './openai/models.ts';
import { openai } from './openai/service.ts';
import type { CallbackReader, Service, ServiceAdapter } from './service.ts';

/**
 * The table of services: the one place outside their own folders that names them. It has a column for each kind of user,
 * so that a function carries only what it reads.
 */
export const services: readonly Service[] = [kie, google, azure, openai];

/** The models of all services, in the order in which they are listed. */
export const models: readonly (readonly ModelEntry[])[] = [
  kieModels,
  googleModels,
  azureModels,
  openaiModels,
];

/** How the callable services are spoken to, by name. */
export const adapters: Readonly<Record<string, ServiceAdapter>> = { KIE: kieAdapter };

/** How the callbacks of those are read that call back, by name. */
export const callbackReaders: Readonly<Record<string, CallbackReader>> = { KIE: readKieCallback };

/** The service that is meant where a request names none. */
export const defaultService: Service = kie;
