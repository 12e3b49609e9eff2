import type { Clock, Digest, Log, Random } from '#domain/ports.ts';
import type { WholeTask } from '#domain/task.ts';
import type { Call, CallLimits, Reply } from '#providers/call.ts';
import type { Dialect } from '#providers/dialect.ts';
import type { AdmissionGate } from '#storage/admission-gate.ts';
import type { ItemStore } from '#storage/item-store.ts';
import type { LedgerStore } from '#storage/ledger-store.ts';
import type { TaskStore } from '#storage/task-store.ts';
import type { Workflow } from '#storage/workflow.ts';
import type { Prepared } from './prepare-inputs.ts';

/** What every action about tasks may lean on. Doors hand in the real ones, tests and simulations their own. */
export interface Needs {
  readonly tasks: TaskStore;
  readonly ledger: LedgerStore;
  readonly items: ItemStore;
  readonly workflow: Workflow;
  readonly clock: Clock;
  readonly random: Random;
  readonly digest: Digest;
  readonly log: Log;
}

/** What it takes to talk to a provider. */
export interface ProviderNeeds {
  /** Makes one call, once. Never throws for what the network does: that is a `Reply`. */
  readonly send: (service: string, call: Call, limits: CallLimits) => Promise<Reply>;
  /** Makes one free call that only needs our key to be good. */
  readonly probe: (service: string) => Promise<boolean>;
  readonly dialectOf: (name: string) => Dialect;
}

export interface SubmitNeeds extends Needs, ProviderNeeds {
  /** Sees to it that the provider can read the inputs; absent where there are no files. */
  readonly prepare?: (whole: WholeTask) => Promise<Prepared>;
  readonly gate: AdmissionGate;
  /** Where callbacks arrive from outside; undefined where nothing can reach us, and then we only poll. */
  readonly publicUrl: string | undefined;
}
