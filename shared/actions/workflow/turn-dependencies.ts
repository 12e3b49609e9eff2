import type { GateRule } from '#domain/tasks/lanes.ts';
import type { ProviderAccount } from '#domain/tasks/provider-account.ts';
import type { WeightOf } from '#domain/tasks/turns.ts';
import type { GateViewer } from '#storage/tasks/gate-view.ts';
import type { KnownAccounts } from '#storage/tasks/account-rows.ts';
import type { WaitingList } from '#storage/tasks/waiting-list.ts';
import type { Dependencies } from '../dependencies.ts';
import type { DispatchDependencies } from './begin-dispatch.ts';
import type { SubmitOrder } from './submit-generation.ts';

/** What joining the list of those that wait for a turn, and giving out turns, lean on. */
export interface TurnDependencies extends Dependencies, DispatchDependencies, KnownAccounts {
  readonly gate: Pick<GateViewer, 'view'>;
  readonly waiting: WaitingList;
  readonly ruleOf: (service: string) => GateRule;
  /** How many turns each of these owners has where another has one. */
  readonly weightsOf: (owners: readonly string[]) => Promise<WeightOf>;
  /** Has the call made of a job whose turn has come. */
  readonly submit: (order: SubmitOrder) => Promise<void>;
  /** After so many looks of one execution another goes on. */
  readonly mostLooks: number;
}

/** What the machine that gives out places hands over, at each look. */
export interface LookOrder extends ProviderAccount {
  /** The execution's name: it may look as long as the lease is its own. */
  readonly holder: string;
}
