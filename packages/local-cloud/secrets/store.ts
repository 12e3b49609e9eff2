import { randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import type { Clock } from '../clock.ts';
import { CloudFailure } from '../failure.ts';
import { identity } from '../identity.ts';
import { answersTo } from '../resources/answers-to.ts';
import type { SecretDefinition } from '../resources/secrets.ts';
import { generateSecret } from './generate.ts';

const version = z.object({
  id: z.string(),
  text: z.string(),
  createdAt: z.number(),
  stages: z.array(z.string()),
});
const secret = z.object({
  name: z.string(),
  arn: z.string(),
  createdAt: z.number(),
  /** When it was marked to be deleted, and when it goes (epoch ms). */
  deletedAt: z.number().optional(),
  goesAt: z.number().optional(),
  versions: z.array(version),
});

export type SecretVersion = z.infer<typeof version>;
export type Secret = z.infer<typeof secret>;

/** Secrets and their versions, kept in one file that only the owner may read. */
export interface SecretStore {
  /** Makes sure each secret exists; an override becomes its current value. */
  ensure(definitions: readonly SecretDefinition[], overrides: Readonly<Record<string, string>>): void;
  find(id: string): Secret | undefined;
  /** Makes one that no template names. */
  create(name: string, text: string, id?: string): Secret;
  put(found: Secret, text: string, id?: string): SecretVersion;
  /** Marks a secret as one that goes in so many days, or at once; without days it stays. */
  mark(found: Secret, days: number | undefined): void;
}

const DAY_MS = 24 * 3600_000;
const isKept =
  (now: number) =>
  ({ goesAt }: Secret): boolean =>
    goesAt === undefined || goesAt > now;

/** As AWS names them: six letters behind the name, so that one made anew is another. */
const arnOf = (name: string): string => {
  const { partition, region, accountId } = identity;
  const end = randomUUID().replaceAll('-', '').slice(0, 6);
  return `arn:${partition}:secretsmanager:${region}:${accountId}:secret:${name}-${end}`;
};

export function openSecretStore(folder: string, clock: Clock): SecretStore {
  mkdirSync(folder, { recursive: true });
  const file = join(folder, 'secrets.json');
  let secrets: Secret[] = existsSync(file)
    ? z.array(secret).parse(JSON.parse(readFileSync(file, 'utf8')))
    : [];
  const save = (): void => {
    writeFileSync(`${file}.half`, JSON.stringify(secrets, null, 2), { mode: 0o600 });
    renameSync(`${file}.half`, file);
  };
  const find = (id: string): Secret | undefined =>
    secrets
      .filter(isKept(clock.now()))
      .find(({ name, arn }) => id === name || id === arn || arn.slice(0, -7) === id);
  const put = (found: Secret, text: string, id: string = randomUUID()): SecretVersion => {
    for (const old of found.versions) old.stages = old.stages.includes('AWSCURRENT') ? ['AWSPREVIOUS'] : [];
    const added = { id, text, createdAt: clock.now(), stages: ['AWSCURRENT'] };
    found.versions = [added, ...found.versions.filter((old) => old.stages.length > 0 && old.id !== id)];
    save();
    return added;
  };
  const mark = (found: Secret, days: number | undefined): void => {
    delete found.deletedAt;
    delete found.goesAt;
    if (days !== undefined) {
      found.deletedAt = clock.now();
      found.goesAt = clock.now() + days * DAY_MS;
    }
    secrets = secrets.filter(isKept(clock.now()));
    save();
  };
  const create = (name: string, text: string, id?: string): Secret => {
    const made: Secret = { name, arn: arnOf(name), createdAt: clock.now(), versions: [] };
    secrets.push(made);
    put(made, text, id);
    return made;
  };
  return {
    find,
    create,
    put,
    mark,
    ensure: (definitions, overrides) => {
      checkOverrides(definitions, Object.keys(overrides));
      for (const definition of definitions) {
        const { name, arn, initial } = definition;
        const wanted = Object.entries(overrides).find(([called]) => answersTo(definition, called))?.[1];
        let found = find(arn);
        if (found === undefined) {
          found = { name, arn, createdAt: clock.now(), versions: [] };
          secrets.push(found);
          put(found, wanted ?? ('text' in initial ? initial.text : generateSecret(initial.generate)));
        } else if (wanted !== undefined && found.versions[0]?.text !== wanted) put(found, wanted);
      }
    },
  };
}

function checkOverrides(definitions: readonly SecretDefinition[], overrides: readonly string[]): void {
  const unknown = overrides.filter((called) => !definitions.some((one) => answersTo(one, called)));
  if (unknown.length === 0) return;
  const known = definitions.map(({ logicalId }) => logicalId).join(', ') || 'none';
  throw new CloudFailure(`No secret is called ${unknown.join(', ')}; the template has: ${known}.`);
}
