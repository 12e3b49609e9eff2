import type { DetectionHint } from '../search/detect-mutant.ts';
import type { Definition } from '../machine/machine-definition.ts';
import type { SourcePatch } from '../engine/source-patch.ts';

/** A defect that somebody could have made, kept to see whether the simulation would notice. */
export interface Mutant {
  readonly name: string;
  /** What is changed, in files that must still say exactly what is to be found. */
  readonly patches?: readonly SourcePatch[];
  /** Or what is changed in the state machine. */
  readonly machine?: (definition: Definition) => Definition;
  /** Where it is expected to be caught first; wherever it is caught will do. */
  readonly hint: DetectionHint;
}
