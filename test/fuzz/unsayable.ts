import { isObject, textIn, type Json } from './document.ts';

/** A refusal of something that the description allows. */
interface Unsayable {
  /** Everywhere, where it is absent. */
  readonly path?: RegExp;
  readonly message: RegExp;
  readonly why: string;
}

/** What no schema can say. A refusal that none of these explains is a fault of the description or of the server. */
export const unsayable: readonly Unsayable[] = [
  {
    message:
      /^is a number too large or too small to keep$|half of a character$|^lies deeper than \d+ levels$/,
    why: 'What the table cannot keep, no schema tells from other numbers, texts and depths.',
  },
  {
    path: /cursor$/,
    message: /cursor/,
    why: 'A cursor is what the list gave: it is sealed, and good for that list.',
  },
  { message: /^No model takes .*; it has to be one of /s, why: 'Types have several names, in any case.' },
  { message: /^Not a file name$|^A file name without /, why: 'Not every tool knows the patterns for it.' },
  { message: /^There are no bytes$|^Not base64$/, why: 'What base64 comes to is known when it is decoded.' },
  { message: /^(?:Its bytes are of no type|It is no whole file)/, why: 'What bytes are, no schema tells.' },
  {
    path: /^\/(?:providerParams\/)?\w+/,
    message: /^must be (?:at (?:least|most) -?[\d.]+|a whole number)$/,
    why: 'A number in quotes is checked as the number that it is; one without quotes has its limits in the schema.',
  },
  {
    message: /^must be the address of an? (?:picture|film|sound)|^must be a file of one of these types: /,
    why: 'The ending of an address tells of what kind the file is.',
  },
  {
    message: /^cannot be (?:fetched|called): |^[\w.-]+ (?:cannot be resolved|has no address)$/,
    why: 'Which hosts there are, and which of them and of their ports are public, a schema does not know.',
  },
  {
    message:
      / of yours\b|^names a task |^is not ready: |^has just been removed$|^is [\w-]+\/[\w.+-]+[,:;]|^has [\d.]+ MB|^comes from tokens/,
    why: 'What there is, and what has become of it, a schema does not know.',
  },
  { message: /^lies before /, why: 'A schema does not compare two values.' },
  {
    message: /^At most \d+ bytes of JSON$|^has \d+ of \d+ bytes of input/,
    why: 'A schema does not count bytes.',
  },
  { message: /; use the route of that kind$/, why: 'The short form names a model in words.' },
  { message: / together | after start, /, why: 'A schema does not add up.' },
  {
    message: /^disagrees with .* another spelling$/,
    why: 'That two spellings say the same, no schema can ask.',
  },
  { path: /expiresAt$/, message: /has passed/, why: 'A schema knows no time.' },
];

const faultsOf = (problem: Json): { path: string; message: string }[] => {
  const errors = isObject(problem) ? problem['errors'] : undefined;
  return Array.isArray(errors) && errors.length > 0
    ? errors.flatMap((one: Json) =>
        isObject(one) ? [{ path: textIn(one['path']), message: textIn(one['message']) }] : [],
      )
    : [{ path: '', message: isObject(problem) ? textIn(problem['detail']) : '' }];
};

/** Where what is given chooses the form of a model, the schema has the fields and words of all forms. */
const ofOtherForms =
  /^is not a field of this model$|^is required$|^must be one of |^must have at |^must not be empty$|^is required with /;

/** The faults of a refusal that a schema could have told. */
export function unexplained(problem: Json, isLoose = false): readonly string[] {
  const faults = faultsOf(problem);
  return faults
    .filter((fault) => !(isLoose && ofOtherForms.test(fault.message)))
    .filter(
      (fault) =>
        !unsayable.some(
          ({ path, message }) => (path?.test(fault.path) ?? true) && message.test(fault.message),
        ),
    )
    .map(({ path, message }) => `${path}: ${message}`);
}
