import { beginDispatch, type DispatchDependencies } from '#actions/workflow/begin-dispatch.ts';
import type { TurnDependencies } from '#actions/workflow/turn-dependencies.ts';
import { turnWeights } from '#actions/workflow/turn-weights.ts';
import type { Clock, Log } from '#domain/ports.ts';
import { readManyOwnLimits } from '#storage/limits/limit-store.ts';
import { readAccounts, readOwnAccount } from '#storage/tasks/account-rows.ts';
import { ownAccountNotes, type OwnAccountNotes } from '#storage/tasks/own-account-notes.ts';
import type { Table } from '#storage/table/table-port.ts';
import { turnLeases } from '#storage/tasks/turn-lease.ts';
import { waitingList } from '#storage/tasks/waiting-list.ts';
import { firstAccount } from '../../first-account.ts';
import type { Environment } from '../engine/environment.ts';
import type { Invocation } from '../engine/invocation.ts';

/** So few that runs of a few tasks have executions that hand over. */
const MOST_LOOKS = 3;

type TurnPorts = DispatchDependencies &
  Pick<
    TurnDependencies,
    'waiting' | 'ruleOf' | 'accountsOf' | 'ownAccountOf' | 'weightsOf' | 'submit' | 'mostLooks'
  > & { readonly notes: OwnAccountNotes };

/** What gives out turns at the provider, as one invocation reaches it. */
export function turnPorts(
  invocation: Invocation,
  { call, dispatcher, rules, accounts }: Environment,
  { table, clock, log }: { readonly table: Table; readonly clock: Clock; readonly log: Log },
): TurnPorts & { readonly beginDispatch: ReturnType<typeof beginDispatch> } {
  const dispatching: DispatchDependencies = {
    ...{ clock, log, leases: turnLeases(table) },
    dispatch: {
      start: (name, account) =>
        invocation.call({
          operation: 'dispatch.start',
          effect: () => dispatcher.start(name, { ...account }),
        }),
    },
  };
  return {
    ...dispatching,
    beginDispatch: beginDispatch(dispatching),
    waiting: waitingList(table),
    ruleOf: () => rules.gate,
    notes: ownAccountNotes(table),
    ...(accounts.length === 0
      ? firstAccount
      : {
          accountsOf: (service) => readAccounts(table, service),
          ownAccountOf: (service, owner) => readOwnAccount(table, service, owner),
        }),
    weightsOf: turnWeights({ ownLimits: readManyOwnLimits(table), usual: {}, clock }),
    submit: (order) =>
      invocation.call<undefined>({
        operation: 'submit-generation.invoke',
        effect: () => void call('submit-generation', order, () => undefined),
      }),
    mostLooks: MOST_LOOKS,
  };
}
