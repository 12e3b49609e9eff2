import type { Clock, Digest, Log, Random } from '#domain/ports.ts';
import type { GateRule } from '#domain/tasks/lanes.ts';
import type { ProviderAccount } from '#domain/tasks/provider-account.ts';
import type { TaskSnapshot } from '#domain/tasks/task.ts';
import type { Call, CallLimits, Reply } from '#providers/call.ts';
import type { Dialect } from '#providers/dialect.ts';
import type { ProbeResult } from '#providers/service.ts';
import type { KnownAccounts } from '#storage/tasks/account-rows.ts';
import type { AdmissionGate } from '#storage/tasks/admission-gate.ts';
import type { ItemStore } from '#storage/operators/item-store.ts';
import type { LedgerStore } from '#storage/money/ledger-store.ts';
import type { MediaStore } from '#storage/objects/media-store.ts';
import type { TaskStore } from '#storage/tasks/task-store.ts';
import type { Workflow } from '#storage/compute/workflow.ts';
import type { Prepared } from '#domain/tasks/prepared-inputs.ts';

/** What every action about tasks may lean on. Doors hand in the real ones, tests and simulations their own. */
export interface Dependencies {
  readonly tasks: TaskStore;
  readonly ledger: LedgerStore;
  readonly items: ItemStore;
  readonly workflow: Workflow;
  readonly clock: Clock;
  readonly random: Random;
  readonly digest: Digest;
  readonly log: Log;
}

/** What it takes to talk to a provider, with one of our accounts there. */
export interface ProviderDependencies {
  /** Makes one call, once. Never throws for what the network does: that is a `Reply`. */
  readonly send: (account: ProviderAccount, call: Call, limits: CallLimits) => Promise<Reply>;
  /** Makes one free call that only needs our key to be good. */
  readonly probe: (account: ProviderAccount) => Promise<ProbeResult>;
  /** Reads our key past its cache: true where another one is at hand than a call used that began then (epoch ms). Never throws. */
  readonly renewKey: (account: ProviderAccount, usedAt: number) => Promise<boolean>;
  readonly dialectOf: (name: string) => Dialect;
}

export interface SubmitDependencies extends Dependencies, ProviderDependencies, KnownAccounts {
  /** Sees to it that the provider can read the inputs of calls made with an account; absent where there are no files. */
  readonly prepare?: (snapshot: TaskSnapshot, account: ProviderAccount) => Promise<Prepared>;
  readonly gate: AdmissionGate;
  readonly ruleOf: (service: string) => GateRule;
  /** Where callbacks arrive from outside; undefined where nothing can reach us, and then we only poll. */
  readonly publicUrl: string | undefined;
  /** How many seconds a paid call of a service may take. */
  readonly callSecondsOf: (service: string) => number;
  /** For so many seconds after its claim an invocation of Submit may be at work. */
  readonly inFlightSeconds: number;
  /** Loads what keeps files that come within an answer: most services answer with none. */
  readonly answerMedia: () => Promise<Pick<MediaStore, 'describe' | 'keep'>>;
}
