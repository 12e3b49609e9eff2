import {
  CreateSecretCommand,
  DeleteSecretCommand,
  GetSecretValueCommand,
  PutSecretValueCommand,
  RestoreSecretCommand,
  type SecretsManagerClient,
} from '@aws-sdk/client-secrets-manager';
import type { Clock } from '#domain/ports.ts';
import type { ProviderAccount } from '#domain/tasks/provider-account.ts';

/** What became of reading a secret: `missing` where there is none, it is about to be deleted, or may not be read. */
export type SecretReading =
  { readonly type: 'read'; readonly arn: string; readonly value: unknown } | { readonly type: 'missing' };

/** A new secret, and one that was restored, may take a moment until every part of Secrets Manager knows of it. */
const MOST_TRIES = 5;
const BETWEEN_TRIES_MS = 1000;
/** A secret that was deleted can be had back for so many days: the least that AWS allows. */
const RECOVERY_DAYS = 7;

const isNamed = (error: unknown, ...names: readonly string[]): boolean =>
  error instanceof Error && names.includes(error.name);

const isGone = (error: unknown): boolean =>
  isNamed(error, 'ResourceNotFoundException', 'InvalidRequestException');

const parsed = (text: string | undefined): unknown => {
  try {
    return JSON.parse(text ?? '') as unknown;
  } catch {
    return undefined;
  }
};

/** Reads secrets of accounts, past every cache. What is read is looked at, and never shown. */
export const secretReader =
  (client: Pick<SecretsManagerClient, 'send'>) =>
  async (id: string): Promise<SecretReading> => {
    try {
      const { ARN = id, SecretString } = await client.send(new GetSecretValueCommand({ SecretId: id }));
      return { type: 'read', arn: ARN, value: parsed(SecretString) };
    } catch (error) {
      if (isGone(error) || isNamed(error, 'AccessDeniedException', 'DecryptionFailure'))
        return { type: 'missing' };
      throw error;
    }
  };

/** Writes secrets of accounts below one name. The SDK gives every call a token, so that a repeated one makes no second version. */
export const secretWriter = (
  client: SecretsManagerClient,
  below: string,
  { sleep }: Pick<Clock, 'sleep'>,
) => {
  const nameOf = ({ service, account }: ProviderAccount): string => `${below}/${service}/${account}`;

  /** Tries again while Secrets Manager does not know yet what it was told. */
  async function untilKnown<Result>(attempt: () => Promise<Result>): Promise<Result> {
    for (let tries = 1; ; tries += 1) {
      try {
        return await attempt();
      } catch (error) {
        if (tries === MOST_TRIES || !isGone(error)) throw error;
        await sleep(BETWEEN_TRIES_MS);
      }
    }
  }

  const replace = async (SecretId: string, SecretString: string): Promise<string> => {
    const put = () => client.send(new PutSecretValueCommand({ SecretId, SecretString }));
    return (await untilKnown(put)).ARN ?? SecretId;
  };

  return {
    nameOf,

    /** Makes the secret of an account, or replaces its value; gives where it lies. Once it answers, the value can be read. */
    async write(account: ProviderAccount, value: unknown): Promise<string> {
      const [name, text] = [nameOf(account), JSON.stringify(value)];
      const read = async (arn: string): Promise<string> => {
        await untilKnown(() => client.send(new GetSecretValueCommand({ SecretId: arn })));
        return arn;
      };
      try {
        const made = await client.send(new CreateSecretCommand({ Name: name, SecretString: text }));
        return await read(made.ARN ?? name);
      } catch (error) {
        if (isNamed(error, 'ResourceExistsException')) return replace(name, text);
        // It was removed with its account, and can still be had back.
        if (!isNamed(error, 'InvalidRequestException')) throw error;
      }
      await client.send(new RestoreSecretCommand({ SecretId: name }));
      return read(await replace(name, text));
    },

    /**
     * Deletes the secret of an account, which can be had back for a week, or not at all; one that is gone, or about to go, is
     * left so.
     */
    async remove(account: ProviderAccount, how: 'for good' | 'for now' = 'for now'): Promise<void> {
      const order = {
        SecretId: nameOf(account),
        ...(how === 'for good'
          ? { ForceDeleteWithoutRecovery: true }
          : { RecoveryWindowInDays: RECOVERY_DAYS }),
      };
      await client.send(new DeleteSecretCommand(order)).catch((error: unknown) => {
        if (!isGone(error)) throw error;
      });
    },
  };
};

export type SecretWriter = ReturnType<typeof secretWriter>;
