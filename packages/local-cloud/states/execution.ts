import type { State } from './definition.ts';
import type { StateError } from './failure.ts';
import type { Json } from './json.ts';

/** How an execution stands, in AWS's words. */
export type Status = 'RUNNING' | 'SUCCEEDED' | 'FAILED' | 'TIMED_OUT' | 'ABORTED';

/** One call of a Task's function. */
export interface Attempt {
  readonly kind: 'task';
  readonly id: string;
  readonly functionArn: string;
  readonly payload: Json;
  /** Dispatched once and then only its token counts; otherwise the answer of the call is the result. */
  readonly waitsForToken: boolean;
  readonly submitted: boolean;
  readonly timeoutAt?: number;
  readonly heartbeatSeconds?: number;
  readonly heartbeatAt?: number;
}

/** Where inside its current state an execution is. Each phase can be taken up again after a restart. */
export type Phase =
  | { readonly kind: 'ready' }
  | { readonly kind: 'waiting'; readonly until: number }
  | { readonly kind: 'waited' }
  | { readonly kind: 'retrying'; readonly until: number }
  | Attempt
  | { readonly kind: 'succeeded'; readonly result: Json }
  | { readonly kind: 'failed'; readonly failure: StateError };

/** The current state with all it needs. */
export interface Position {
  readonly state: string;
  readonly type: State['Type'];
  readonly input: Json;
  readonly variables: Readonly<Record<string, Json>>;
  readonly enteredAt: number;
  /** The id of the event that entered the state; AWS names it in causes. */
  readonly enteredEvent: number;
  /** Retries used so far, by place in the Retry list. */
  readonly retries: Readonly<Record<string, number>>;
  readonly token?: string;
  readonly phase: Phase;
}

/** One execution, whole: this is what is written to disk. */
export interface Execution {
  readonly arn: string;
  readonly name: string;
  readonly machineArn: string;
  readonly machineName: string;
  /** The alias that it was started through. */
  readonly aliasArn?: string;
  readonly roleArn: string;
  /** The definition it was started with; later ones do not concern it. */
  readonly definitionId: string;
  readonly input: string;
  readonly startedAt: number;
  readonly status: Status;
  readonly stoppedAt?: number;
  readonly output?: string;
  readonly error?: string;
  readonly cause?: string;
  readonly redriveCount: number;
  readonly redrivenAt?: number;
  /** When the machine's own TimeoutSeconds runs out. */
  readonly expiresAt?: number;
  readonly lastEvent: number;
  readonly previousEvent: number;
  readonly position: Position;
}

/** Something that time alone brings about. */
export interface Due {
  readonly at: number;
  readonly what: 'wait' | 'retry' | 'timeout' | 'heartbeat' | 'expiry';
}

function duesOf({ position: { phase }, expiresAt }: Execution): Due[] {
  const dues: Due[] = [];
  if (phase.kind === 'waiting') dues.push({ at: phase.until, what: 'wait' });
  if (phase.kind === 'retrying') dues.push({ at: phase.until, what: 'retry' });
  if (phase.kind === 'task' && phase.timeoutAt !== undefined)
    dues.push({ at: phase.timeoutAt, what: 'timeout' });
  if (phase.kind === 'task' && phase.heartbeatAt !== undefined)
    dues.push({ at: phase.heartbeatAt, what: 'heartbeat' });
  if (expiresAt !== undefined) dues.push({ at: expiresAt, what: 'expiry' });
  return dues;
}

/** What time brings next to a running execution. */
export function nextDue(execution: Execution): Due | undefined {
  if (execution.status !== 'RUNNING') return undefined;
  return duesOf(execution).toSorted((one, other) => one.at - other.at)[0];
}

/** True when it waits for a time, a token or a function. */
export function isResting({ status, position: { phase } }: Execution): boolean {
  return status !== 'RUNNING' || ['waiting', 'retrying', 'task'].includes(phase.kind);
}

/** How often the current state has been retried. */
export function retryCount({ retries }: Position): number {
  return Object.values(retries).reduce((sum, count) => sum + count, 0);
}
