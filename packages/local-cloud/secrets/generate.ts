import { randomInt } from 'node:crypto';
import type { GenerateOptions } from '../resources/secrets.ts';

const alphabets = {
  lower: 'abcdefghijklmnopqrstuvwxyz',
  upper: 'ABCDEFGHIJKLMNOPQRSTUVWXYZ',
  digits: '0123456789',
  punctuation: '!"#$%&\'()*+,-./:;<=>?@[\\]^_`{|}~',
};

/** A secret as CloudFormation generates it: a password, alone or as one field of the given JSON. */
export function generateSecret(options: GenerateOptions): string {
  const password = generatePassword(options);
  if (options.SecretStringTemplate === undefined || options.GenerateStringKey === undefined) return password;
  const template = JSON.parse(options.SecretStringTemplate) as Record<string, unknown>;
  return JSON.stringify({ ...template, [options.GenerateStringKey]: password });
}

function generatePassword(options: GenerateOptions): string {
  const kinds = [
    options.ExcludeLowercase ? '' : alphabets.lower,
    options.ExcludeUppercase ? '' : alphabets.upper,
    options.ExcludeNumbers ? '' : alphabets.digits,
    options.ExcludePunctuation ? '' : alphabets.punctuation,
    options.IncludeSpace ? ' ' : '',
  ]
    .map((kind) => [...kind].filter((letter) => !options.ExcludeCharacters.includes(letter)))
    .filter((kind) => kind.length > 0);
  const all = kinds.flat();
  const letters = Array.from({ length: options.PasswordLength }, () => pick(all));
  // One of each kind, each in a place of its own.
  if (options.RequireEachIncludedType)
    for (const [index, place] of places(letters.length, kinds.length).entries())
      letters[place] = pick(kinds[index] ?? all);
  return letters.join('');
}

const pick = (letters: readonly string[]): string => letters[randomInt(letters.length)] ?? '';

function places(length: number, count: number): number[] {
  const free = Array.from({ length }, (_, place) => place);
  return Array.from(
    { length: Math.min(count, length) },
    () => free.splice(randomInt(free.length), 1)[0] ?? 0,
  );
}
