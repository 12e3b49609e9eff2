/**
 * What the function of the contract is told to do, as its payload: to answer · to fail with an error of this name · to fail
 * with one of these errors, by the number of the try, and then to answer · to answer with so many letters · to keep a token.
 */
export type Script =
  | { readonly answer: unknown }
  | { readonly error: string; readonly message?: string }
  | { readonly errors: readonly string[]; readonly tries: number }
  | { readonly letters: number }
  | { readonly token: string };

const failure = (name: string, message = 'as asked'): Error => Object.assign(new Error(message), { name });

/** The one function that the contract of Step Functions needs; it does as it is told by its payload, and knows nothing else. */
export async function handler(script: Script): Promise<unknown> {
  if ('error' in script) throw failure(script.error, script.message);
  if ('errors' in script) {
    const error = script.errors[script.tries];
    if (error !== undefined) throw failure(error);
    return 'well';
  }
  if ('letters' in script) return 'x'.repeat(script.letters);
  return 'answer' in script ? script.answer : 'submitted';
}
