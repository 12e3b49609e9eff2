import { readFileSync } from 'node:fs';
import { runInNewContext } from 'node:vm';
import { analyse, type Literal } from 'scslre';
import { describe, expect, it } from 'vitest';
import { attacksOn, type Attack } from './attacks.ts';
import { MOST_ROUNDS, stepsOf } from './backtracking.ts';
import { longestLoop } from './parts.ts';
import { patternsIn, patternsOf, type Placed } from './patterns-of-code.ts';

/** What V8 is given to read. */
const LENGTH = 20_000;
/** Ends a match that would never end; of the linear ones, none takes a hundredth of it. */
const PATIENCE_MS = 20_000;
const MOST_STEPS = 1_000_000;

/** In words, what makes a pattern slow where one sign repeats: told from its form. */
const slowForm = (literal: Literal): string[] =>
  analyse(literal).reports.map(({ type, exponential, character }) =>
    [exponential ? 'exponential' : 'polynomial', type, JSON.stringify(character.pick)].join(' '),
  );

/**
 * The attacks for which a pattern needs more than linear steps. Three texts, each longer by the same: for a linear pattern
 * the steps grow by the same too, but for the ends; for a quadratic one, two ninths of the last figure are left over.
 */
function slowAttacks(literal: Literal, attacks: readonly Attack[]): string[] {
  const steps = stepsOf(literal);
  const length = Math.max(240, 3 * longestLoop(literal, MOST_ROUNDS));
  const isSlow = (attack: Attack): boolean => {
    const [one = 0, two = 0, three = 0] = [1, 2, 3].map((times) => steps(attack(times * length), MOST_STEPS));
    return three === Infinity || Math.abs(three - 2 * two + one) > 0.12 * three;
  };
  return attacks.filter(isSlow).map((attack) => attack(40));
}

/** Whether V8 comes to an end with all these texts. */
function isRead({ source, flags }: Literal, texts: readonly string[]): boolean {
  try {
    const code = `const it = new RegExp(source, flags); for (const text of texts) text.replace(it, '')`;
    runInNewContext(code, { source, flags, texts }, { timeout: PATIENCE_MS });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ERR_SCRIPT_EXECUTION_TIMEOUT') return false;
    throw error;
  }
}

const { written, built } = patternsOf(['functions', 'shared', 'packages']);
const described = patternsIn(readFileSync('docs/openapi.json', 'utf8'));
const all = new Map(
  [...written, ...described].map((one): [string, Placed] => [`/${one.source}/${one.flags}`, one]),
);

describe('a regular expression that may see what a client sends', () => {
  it.each([...all])('%s is linear', (_text, { source, flags, where }) => {
    const literal = { source, flags };
    expect(slowForm(literal), where).toEqual([]);
    const attacks = attacksOn(literal);
    expect(slowAttacks(literal, attacks), where).toEqual([]);
    const texts = attacks.map((attack) => attack(LENGTH));
    expect(isRead(literal, texts), where).toBe(true);
  });

  it('is built at run time of fields of the catalogue only, which the API description has too', () => {
    const server = built.filter(({ file }) => !file.startsWith('packages/'));
    expect(server.map(({ file }) => file)).toEqual([
      'shared/providers/catalog/compile.ts',
      'shared/providers/catalog/compile.ts',
    ]);
    const sources = described.map(({ source }) => source);
    expect(sources).toContain('^#[0-9A-Fa-f]{6}$');
    expect(sources).toContain('^(asset):\\/\\/\\S+$');
  });
});

describe('what tells a slow regular expression', () => {
  it.each([
    ['a loop in a loop', /^(?:a+)+$/],
    ['two loops of the same signs', /^[\w ]+=? *$/],
    ['a loop that begins anywhere', /a+$/],
    ['a word that is looked for anywhere, and then the end', /:bus\/(.+)$/],
    ['a comment that may go on beyond its end', /^(?:\s|<!--[^]*?-->)*<html/],
    ['a loop that ends where a look behind looks back', /(?<=a+)b/],
  ])('knows %s', (_name, pattern) => {
    expect(slowAttacks(pattern, attacksOn(pattern))).not.toEqual([]);
  });

  it.each([/^(?:a|b)+$/, /^[a-z]{1,500}$/, /^(?:\s|<!--(?:[^-]|-(?!->))*-->)*<html/, /(?:x-)?[a-z]{1,40}/g])(
    'has nothing against %s',
    (pattern) => {
      expect(slowAttacks(pattern, attacksOn(pattern))).toEqual([]);
    },
  );
});
