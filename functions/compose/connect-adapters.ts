import type { ServiceAdapter } from '#providers/service.ts';
import { adapters } from '#providers/services.ts';
import { connectServices, type ConnectedService } from './connect-services.ts';

/** A service that can be called, with what speaks to it. */
export interface SpokenService extends ConnectedService {
  readonly adapter: ServiceAdapter;
}

/** Every service that can be called, ready to be called. */
export const connectAdapters = (): readonly SpokenService[] =>
  connectServices().map((connected) => {
    const { name } = connected.service;
    const adapter = adapters[name];
    if (adapter === undefined) throw new Error(`Nothing speaks to the service ${name}`);
    return { ...connected, adapter };
  });
