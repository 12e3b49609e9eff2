import type { Trail } from './hunt.ts';
import type { Definition } from './machine-definition.ts';
import { accountingMutants } from './zoo-accounting.ts';
import { archiveMutants } from './zoo-archive.ts';
import { callbackMutants } from './zoo-callback.ts';
import { fileMutants } from './zoo-files.ts';
import { lifecycleMutants } from './zoo-lifecycle.ts';
import { submitMutants } from './zoo-submit.ts';
import type { SourcePatch } from './source-patch.ts';

/** A defect that somebody could have made, kept to see whether the simulation would notice. */
export interface Mutant {
  readonly name: string;
  /** What is changed, in files that must still say exactly what is to be found. */
  readonly patches?: readonly SourcePatch[];
  /** Or what is changed in the state machine. */
  readonly machine?: (definition: Definition) => Definition;
  /** Where it is expected to be caught first; wherever it is caught will do. */
  readonly trail: Trail;
}

/** All planted defects. */
export const mutants: readonly Mutant[] = [
  ...submitMutants,
  ...callbackMutants,
  ...archiveMutants,
  ...accountingMutants,
  ...lifecycleMutants,
  ...fileMutants,
];
