import * as z from 'zod';

/**
 * A schema for every member of a view: optional exactly where the view's member is. A view that gains, loses or
 * loosens a member no longer compiles where its schema says `satisfies Members<View>`.
 */
export type Members<View> = {
  readonly [Name in keyof Required<View>]: Record<never, never> extends Pick<View, Name>
    ? z.ZodExactOptional<z.ZodType<Exclude<View[Name], undefined>>>
    : z.ZodType<View[Name]>;
};

/** A closed list of words, each with its meaning. A word that a union gains or loses does not compile. */
export const words = <Word extends string>(meanings: Readonly<Record<Word, string>>) =>
  z.enum(Object.keys(meanings) as [Word, ...Word[]]).describe(meaningsAsList(meanings));

const meaningsAsList = (meanings: Readonly<Record<string, string>>): string =>
  Object.entries(meanings)
    .map(([word, meaning]) => `- \`${word}\`: ${meaning}`)
    .join('\n');

/** An instant as every view shows it. */
export const instant = z.iso.datetime().describe('ISO-8601, UTC.');

/** An amount as every view shows it. */
export const credits = z.number().min(0).describe('In credits, at most three decimals.');

/** The cursor of the next page, as every list carries it. */
export const nextCursor = z
  .string()
  .describe('Give it as `cursor` for the next page. Absent on the last.')
  .exactOptional();
