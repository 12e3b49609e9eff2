import * as z from 'zod';
import type { Secret, SecretStore, SecretVersion } from './store.ts';

/** What an operation acts on. */
export interface SecretsContext {
  readonly store: SecretStore;
  /** Called for each value that is read. */
  readonly onRead: () => void;
}

export interface Reply {
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>>;
}

type Operation = (input: unknown, context: SecretsContext) => Reply;

const named = z.object({ SecretId: z.string() });
const wanted = named.extend({ VersionId: z.string().optional(), VersionStage: z.string().optional() });
const token = z.string().min(32).max(64).optional();
const given = named.extend({ SecretString: z.string().min(1), ClientRequestToken: token });
const created = z.object({
  Name: z.string().regex(/^[A-Za-z0-9/_+=.@-]{1,512}$/),
  Description: z.string().optional(),
  SecretString: z.string().min(1),
  ClientRequestToken: token,
});
const deleted = named.extend({
  RecoveryWindowInDays: z.int().min(7).max(30).optional(),
  ForceDeleteWithoutRecovery: z.boolean().optional(),
});

export const refused = (status: number, type: string, message: string): Reply => ({
  status,
  body: { __type: type, Message: message, message },
});
const NOT_FOUND = refused(
  400,
  'ResourceNotFoundException',
  "Secrets Manager can't find the specified secret.",
);
const MARKED = refused(
  400,
  'InvalidRequestException',
  "You can't perform this operation on the secret because it was marked for deletion.",
);

const names = (secret: Secret, version: SecretVersion): Record<string, unknown> => ({
  ARN: secret.arn,
  Name: secret.name,
  VersionId: version.id,
  VersionStages: version.stages,
});

/** An operation on a secret that is there and is to stay. */
const onKept =
  <Schema extends typeof named>(
    schema: Schema,
    run: (secret: Secret, input: z.output<Schema>, context: SecretsContext) => Reply,
  ): Operation =>
  (body, context) => {
    const input = schema.parse(body);
    const secret = context.store.find(input.SecretId);
    if (secret === undefined) return NOT_FOUND;
    return secret.deletedAt === undefined ? run(secret, input, context) : MARKED;
  };

/** Every operation of this Secrets Manager, by its name. */
export const operations: Readonly<Record<string, Operation>> = {
  GetSecretValue: onKept(wanted, (secret, { VersionId, VersionStage = 'AWSCURRENT' }, { onRead }) => {
    const version = secret.versions.find(({ id, stages }) =>
      VersionId === undefined ? stages.includes(VersionStage) : id === VersionId,
    );
    if (version === undefined)
      return refused(
        400,
        'ResourceNotFoundException',
        `Secrets Manager can't find the specified secret value for staging label: ${VersionStage}`,
      );
    onRead();
    const body = {
      ...names(secret, version),
      SecretString: version.text,
      CreatedDate: version.createdAt / 1000,
    };
    return { status: 200, body };
  }),
  DescribeSecret: (input, { store }) => {
    const secret = store.find(named.parse(input).SecretId);
    if (secret === undefined) return NOT_FOUND;
    const VersionIdsToStages = Object.fromEntries(secret.versions.map(({ id, stages }) => [id, stages]));
    const { name, arn, createdAt, deletedAt } = secret;
    const DeletedDate = deletedAt === undefined ? {} : { DeletedDate: deletedAt / 1000 };
    const body = { ARN: arn, Name: name, CreatedDate: createdAt / 1000, ...DeletedDate, VersionIdsToStages };
    return { status: 200, body };
  },
  CreateSecret: (input, { store }) => {
    const { Name, SecretString, ClientRequestToken } = created.parse(input);
    const there = store.find(Name);
    if (there?.deletedAt !== undefined)
      return refused(
        400,
        'InvalidRequestException',
        "You can't create this secret because a secret with this name is already scheduled for deletion.",
      );
    const known = there?.versions.find(({ id }) => id === ClientRequestToken);
    if (there !== undefined && known?.text === SecretString)
      return { status: 200, body: names(there, known) };
    if (there !== undefined)
      return refused(
        400,
        'ResourceExistsException',
        `The operation failed because the secret ${Name} already exists.`,
      );
    const secret = store.create(Name, SecretString, ClientRequestToken);
    const [version] = secret.versions;
    return { status: 200, body: version === undefined ? {} : names(secret, version) };
  },
  PutSecretValue: onKept(given, (secret, { SecretString, ClientRequestToken }, { store }) => {
    const known = secret.versions.find(({ id }) => id === ClientRequestToken);
    if (known === undefined)
      return { status: 200, body: names(secret, store.put(secret, SecretString, ClientRequestToken)) };
    if (known.text === SecretString) return { status: 200, body: names(secret, known) };
    return refused(
      400,
      'ResourceExistsException',
      'A version with this ClientRequestToken already exists, and holds another value.',
    );
  }),
  DeleteSecret: onKept(
    deleted,
    (secret, { RecoveryWindowInDays = 30, ForceDeleteWithoutRecovery = false }, { store }) => {
      const { name, arn } = secret;
      store.mark(secret, ForceDeleteWithoutRecovery ? 0 : RecoveryWindowInDays);
      return { status: 200, body: { ARN: arn, Name: name, DeletionDate: (secret.goesAt ?? 0) / 1000 } };
    },
  ),
  RestoreSecret: (input, { store }) => {
    const secret = store.find(named.parse(input).SecretId);
    if (secret === undefined) return NOT_FOUND;
    store.mark(secret, undefined);
    return { status: 200, body: { ARN: secret.arn, Name: secret.name } };
  },
};
