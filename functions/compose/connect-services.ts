import { getSecret } from '@aws-lambda-powertools/parameters/secrets';
import { once } from '#domain/once.ts';
import { isCallable, type CallableService, type Connection } from '#providers/service.ts';
import { services } from '#providers/services.ts';
import { renewableSecret, type RenewableSecret } from './renewable-secret.ts';
import { readServiceSettings } from './settings.ts';
import { systemClock } from './system-ports.ts';

const SECRET_AGE_SECONDS = 300;

/** A service with where and as whom it is called. */
export interface ConnectedService {
  readonly service: CallableService;
  readonly connection: Connection;
  readonly renewSecret: RenewableSecret['renew'];
}

function connect(service: CallableService): ConnectedService {
  const { origins, secretArn } = readServiceSettings(service);
  const { read, renew } = renewableSecret(
    (from) =>
      getSecret(secretArn, {
        maxAge: SECRET_AGE_SECONDS,
        transform: 'json',
        forceFetch: from === 'source',
      }),
    systemClock.now,
  );
  return { service, connection: { origins, secret: read }, renewSecret: renew };
}

/** Every service that can be called. All of a function share them, and what they know of their secrets. */
export const connectServices = once((): readonly ConnectedService[] =>
  services.filter(isCallable).map(connect),
);
