import { getSecret } from '@aws-lambda-powertools/parameters/secrets';
import { once } from '#domain/once.ts';
import { DEFAULT_ACCOUNT } from '#domain/tasks/provider-account.ts';
import { isCallable, type CallableService, type Origins } from '#providers/service.ts';
import { services } from '#providers/services.ts';
import { renewableSecret, type RenewableSecret } from './renewable-secret.ts';
import { readServiceSettings } from './settings.ts';
import { systemClock } from './system-ports.ts';

const SECRET_AGE_SECONDS = 300;

/** A service with where it is called, and as whom. */
export interface ConnectedService {
  readonly service: CallableService;
  readonly origins: Origins;
  /** What is known of the secret of one of our accounts there. */
  readonly secretOf: (account: string) => RenewableSecret;
}

/** Of an account whose secret nobody here knows: nothing is sent with it, and never with the key of another one instead. */
const noSecret: RenewableSecret = {
  read: async () => {
    throw new Error('No secret of this account is known');
  },
  renew: async () => false,
};

function connect(service: CallableService): ConnectedService {
  const { origins, secretArn } = readServiceSettings(service);
  const first = renewableSecret(
    (from) =>
      getSecret(secretArn, {
        maxAge: SECRET_AGE_SECONDS,
        transform: 'json',
        forceFetch: from === 'source',
      }),
    systemClock.now,
  );
  return { service, origins, secretOf: (account) => (account === DEFAULT_ACCOUNT ? first : noSecret) };
}

/** Every service that can be called. All of a function share them, and what they know of their secrets. */
export const connectServices = once((): readonly ConnectedService[] =>
  services.filter(isCallable).map(connect),
);
