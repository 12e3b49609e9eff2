import { getSecret } from '@aws-lambda-powertools/parameters/secrets';
import type { GateRule } from '#domain/tasks/lanes.ts';
import { isCallable, type CallableService, type Connection } from '#providers/service.ts';
import { services } from '#providers/services.ts';
import { readServiceSettings } from './settings.ts';

const SECRET_AGE_SECONDS = 300;

/** A service with where and as whom it is called. */
export interface ConnectedService {
  readonly service: CallableService;
  readonly connection: Connection;
}

function connect(service: CallableService): ConnectedService {
  const { origins, secretArn } = readServiceSettings(service);
  // Remembered for five minutes.
  const secret = () => getSecret(secretArn, { maxAge: SECRET_AGE_SECONDS, transform: 'json' });
  return { service, connection: { origins, secret } };
}

/** Every service that can be called. */
export const connectServices = (): readonly ConnectedService[] => services.filter(isCallable).map(connect);

/** How many paid calls a service takes in how long a time. */
export function rateOf(name: string): GateRule {
  const access = services.find((service) => service.name === name)?.access;
  if (access === undefined) throw new Error(`No service that can be called is named ${name}`);
  return access.rate;
}
