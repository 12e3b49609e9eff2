import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { secretReader, secretWriter } from '#storage/tasks/account-secrets.ts';
import { requestTimeouts } from './request-timeouts.ts';
import { readSettings } from './settings.ts';
import { systemClock } from './system-ports.ts';

/** What reads and writes the secrets of accounts at providers. */
export function connectAccountSecrets() {
  const client = new SecretsManagerClient({ requestHandler: requestTimeouts });
  const { ACCOUNT_SECRETS } = readSettings('ACCOUNT_SECRETS');
  return { readSecret: secretReader(client), secrets: secretWriter(client, ACCOUNT_SECRETS, systemClock) };
}
