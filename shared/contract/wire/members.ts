import * as z from 'zod';
import { namesOf } from '#domain/names.ts';

/**
 * A schema for every member of a view: optional exactly where the view's member is. A view that gains, loses or
 * loosens a member no longer compiles where its schema says `satisfies Members<View>`. For views that stand elsewhere.
 */
export type Members<View> = {
  readonly [Name in keyof Required<View>]: Record<never, never> extends Pick<View, Name>
    ? z.ZodExactOptional<z.ZodType<Exclude<View[Name], undefined>>>
    : z.ZodType<View[Name]>;
};

/** A switch; its words in quotes are taken too. */
export const flag = z.union(
  [z.boolean(), z.enum(['true', 'false']).transform((word) => word === 'true')],
  'True or false',
);

/** A text that says something, without blanks around it. */
export const shortText = (mostCharacters: number) =>
  z.string().trim().min(1).max(mostCharacters).meta({ pattern: '\\S' });

type Plain = string | number | boolean | null | undefined;

/** `unknown` stays what it is: nothing is said about its members. */
type Immutable<Value> = unknown extends Value ? Value : ImmutablePart<Value>;
type ImmutablePart<Value> = Value extends Plain
  ? Value
  : { readonly [Name in keyof Value]: Immutable<Value[Name]> };

/** The type of what a schema describes, for those who only read it: a public shape stands once, in its schema. */
export type Shown<Schema extends z.ZodType> = Immutable<z.output<Schema>>;

/** A closed list of words, each with its meaning. */
export const words = <Word extends string>(meanings: Readonly<Record<Word, string>>) =>
  z.enum(namesOf(meanings)).describe(meaningsAsList(meanings));

const meaningsAsList = (meanings: Readonly<Record<string, string>>): string =>
  Object.entries(meanings)
    .map(([word, meaning]) => `- \`${word}\`: ${meaning}`)
    .join('\n');

/** The same table with each entry in words. */
export const inWords = <Name extends string, Entry>(
  table: Readonly<Record<Name, Entry>>,
  sentence: (entry: Entry) => string,
): Readonly<Record<Name, string>> =>
  Object.fromEntries(Object.entries<Entry>(table).map(([name, entry]) => [name, sentence(entry)])) as Record<
    Name,
    string
  >;

/** An instant as every view shows it. */
export const instant = z.iso.datetime().describe('ISO-8601, UTC.');

/** An amount as every view shows it. */
export const credits = z.number().min(0).describe('In credits, at most three decimals.');

/** The cursor of the next page, as every list carries it. */
export const nextCursor = z
  .string()
  .describe('Give it as `cursor` for the next page. Absent on the last.')
  .exactOptional();
