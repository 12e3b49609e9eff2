import { getSecret } from '@aws-lambda-powertools/parameters/secrets';
import { once } from '#domain/once.ts';
import { DEFAULT_ACCOUNT } from '#domain/tasks/provider-account.ts';
import { isCallable, type CallableService, type Origins } from '#providers/service.ts';
import { services } from '#providers/services.ts';
import type { SecretArnOf } from './connect-accounts.ts';
import { renewableSecret, type RenewableSecret } from './renewable-secret.ts';
import { readServiceSettings } from './settings.ts';
import { systemClock } from './system-ports.ts';

const SECRET_AGE_SECONDS = 300;

/** A service with where it is called, and as whom. */
export interface ConnectedService {
  readonly service: CallableService;
  readonly origins: Origins;
  /** Where the secret of the first account lies. */
  readonly secretArn: string;
  /** What is known of the secret of one of our accounts there; where those lie that are not the first, `arnOf` says. */
  readonly secretOf: (account: string, arnOf: SecretArnOf) => RenewableSecret;
}

function connect(service: CallableService): ConnectedService {
  const { origins, secretArn } = readServiceSettings(service);
  const secretAt = (find: () => Promise<string | undefined>): RenewableSecret =>
    renewableSecret(async (from) => {
      const arn = await find();
      // Nothing is sent then, and never with the key of another account instead.
      if (arn === undefined) throw new Error('No secret of this account is known');
      return getSecret(arn, {
        maxAge: SECRET_AGE_SECONDS,
        transform: 'json',
        forceFetch: from === 'source',
      });
    }, systemClock.now);
  const secrets = new Map([[DEFAULT_ACCOUNT, secretAt(async () => secretArn)]]);
  const secretOf: ConnectedService['secretOf'] = (account, arnOf) => {
    const known = secrets.get(account) ?? secretAt(() => arnOf({ service: service.name, account }));
    secrets.set(account, known);
    return known;
  };
  return { service, origins, secretArn, secretOf };
}

/** Every service that can be called. All of a function share them, and what they know of their secrets. */
export const connectServices = once((): readonly ConnectedService[] =>
  services.filter(isCallable).map(connect),
);
