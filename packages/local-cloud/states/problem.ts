/** Something AWS would refuse (ERROR), or that will fail on some path at run time (WARNING). */
export interface Problem {
  readonly severity: 'ERROR' | 'WARNING';
  readonly code: string;
  readonly message: string;
  readonly state?: string;
}

/** Says that something in a state is wrong. */
export type Report = (code: string, message: string) => void;
