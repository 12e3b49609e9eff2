/** The part of the package we use; it ships no types of its own. */
declare module 'asl-validator' {
  interface Verdict {
    readonly errors: readonly { readonly 'Error code': string; readonly Message: string }[];
  }
  function validate(
    definition: object,
    options: { readonly checkPaths: boolean; readonly checkArn: boolean },
  ): Verdict;
  export = validate;
}
