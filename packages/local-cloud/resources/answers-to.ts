/** Anything of a template that people call by a name. */
export interface Called {
  readonly name: string;
  readonly logicalId: string;
}

/** Whether a name means this resource: its physical name, its logical id, or that without the hash CDK appends. */
export const answersTo = ({ name, logicalId }: Called, called: string): boolean =>
  name === called || logicalId === called || logicalId.replace(/[0-9A-F]{8}$/, '') === called;
