import * as z from 'zod';
import { flag, number, ofType, readProperties, type Reading } from './reading.ts';

const generate = z.strictObject({
  ExcludeCharacters: z.string().default(''),
  ExcludeLowercase: flag.default(false),
  ExcludeNumbers: flag.default(false),
  ExcludePunctuation: flag.default(false),
  ExcludeUppercase: flag.default(false),
  GenerateStringKey: z.string().optional(),
  IncludeSpace: flag.default(false),
  PasswordLength: number.default(32),
  RequireEachIncludedType: flag.default(true),
  SecretStringTemplate: z.string().optional(),
});

export type GenerateOptions = z.infer<typeof generate>;

/** One secret: its names, and how its first value comes about. */
export interface SecretDefinition {
  readonly name: string;
  readonly logicalId: string;
  readonly arn: string;
  readonly initial: { readonly text: string } | { readonly generate: GenerateOptions };
}

const secretProperties = z.object({
  GenerateSecretString: generate.optional(),
  Name: z.string().optional(),
  SecretString: z.string().optional(),
});

/** Every secret of the template. */
export function readSecrets(reading: Reading): readonly SecretDefinition[] {
  return ofType(reading, 'AWS::SecretsManager::Secret').flatMap((resource) => {
    const read = readProperties(secretProperties, resource, reading);
    if (read === undefined) return [];
    const { name, logicalId, arn } = resource;
    const { SecretString, GenerateSecretString } = read;
    const initial =
      SecretString === undefined
        ? { generate: GenerateSecretString ?? generate.parse({}) }
        : { text: SecretString };
    return [{ name, logicalId, arn, initial }];
  });
}
