import { randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import type { Clock } from '../clock.ts';
import { CloudFailure } from '../failure.ts';
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
  versions: z.array(version),
});

export type SecretVersion = z.infer<typeof version>;
export type Secret = z.infer<typeof secret>;

/** Secrets and their versions, kept in one file that only the owner may read. */
export interface SecretStore {
  /** Makes sure each secret exists; an override becomes its current value. */
  ensure(definitions: readonly SecretDefinition[], overrides: Readonly<Record<string, string>>): void;
  find(id: string): Secret | undefined;
  put(found: Secret, text: string, id?: string): SecretVersion;
}

export function openSecretStore(folder: string, clock: Clock): SecretStore {
  mkdirSync(folder, { recursive: true });
  const file = join(folder, 'secrets.json');
  const secrets: Secret[] = existsSync(file)
    ? z.array(secret).parse(JSON.parse(readFileSync(file, 'utf8')))
    : [];
  const save = (): void => {
    writeFileSync(`${file}.half`, JSON.stringify(secrets, null, 2), { mode: 0o600 });
    renameSync(`${file}.half`, file);
  };
  const find = (id: string): Secret | undefined =>
    secrets.find(({ name, arn }) => id === name || id === arn || arn.slice(0, -7) === id);
  const put = (found: Secret, text: string, id: string = randomUUID()): SecretVersion => {
    for (const old of found.versions) old.stages = old.stages.includes('AWSCURRENT') ? ['AWSPREVIOUS'] : [];
    const added = { id, text, createdAt: clock.now(), stages: ['AWSCURRENT'] };
    found.versions = [added, ...found.versions.filter((old) => old.stages.length > 0 && old.id !== id)];
    save();
    return added;
  };
  return {
    find,
    put,
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
