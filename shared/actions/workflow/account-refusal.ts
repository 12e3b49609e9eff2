import { priceOfOneJob, type Closure } from '#domain/tasks/closure.ts';
import type { ProviderAccount } from '#domain/tasks/provider-account.ts';
import type { TaskSnapshot } from '#domain/tasks/task.ts';
import type { StartOutcome } from '#providers/dialect.ts';
import type { SubmitDependencies } from '../dependencies.ts';
import { payableElsewhere } from './choose-account.ts';

type RefusalDependencies = Pick<
  SubmitDependencies,
  'clock' | 'probe' | 'renewKey' | 'tasks' | 'accountsOf' | 'ownAccountOf' | 'gate'
>;

/** A paid call that was made, and when it was (epoch ms). */
interface MadeCall {
  readonly snapshot: TaskSnapshot;
  readonly account: ProviderAccount;
  readonly calledAt: number;
}

/** What a refusal comes to once the account has been looked at. */
export interface JudgedOutcome {
  readonly outcome: StartOutcome;
  /** Where it is meant for everybody's calls. */
  readonly closure?: Closure;
  /** A metric to be counted. */
  readonly count?: string;
}

/** A call that was answered so late is not asked about: its function has just enough time to write down what came of it. */
const LATEST_MS = 30_000;

const RENEWED: StartOutcome = {
  type: 'busy',
  reason: 'our key had been replaced; the call is made again with the new one',
  retryAfterSeconds: 0,
};

/** The provider has refused the call, so that nothing was begun and nothing is paid: it may be made with another account. */
const ELSEWHERE: StartOutcome = {
  type: 'busy',
  reason: 'the account at the provider has too few credits; the call is made with another one',
  retryAfterSeconds: 0,
};

/**
 * Judges whom a refusal is meant for. A refused key is read anew first: where another one is at hand the call may be made
 * again, for it was not taken. Where it is the same, a free call tells whether it is refused altogether, or in this one
 * request. What one account cannot pay for is sent with another, where there is one that may. Never throws: the answer to a paid call is still to be written down.
 */
export const accountRefusal = (dependencies: RefusalDependencies) => {
  const { clock, probe, renewKey } = dependencies;
  const hasElsewhere = payableElsewhere(dependencies);
  const isLate = (calledAt: number): boolean => clock.now() - calledAt > LATEST_MS;

  const unpaid = async ({ snapshot, account, calledAt }: MadeCall, outcome: StartOutcome) => {
    const closure = { type: 'credit', price: priceOfOneJob(snapshot.task) } as const;
    const mayGo = !isLate(calledAt) && (await hasElsewhere(snapshot, account).catch(() => false));
    return { outcome: mayGo ? ELSEWHERE : outcome, closure, count: 'ProviderCreditRefused' };
  };

  return async (made: MadeCall, outcome: StartOutcome): Promise<JudgedOutcome> => {
    const { account, calledAt } = made;
    if (outcome.type !== 'refused') return { outcome };
    if (outcome.failCode === 'insufficient_provider_credit') return unpaid(made, outcome);
    if (outcome.failCode !== 'provider_auth') return { outcome };
    const count = 'ProviderAuthRefused';
    if (isLate(calledAt)) return { outcome, count };
    if (await renewKey(account, calledAt)) return { outcome: RENEWED };
    const { type } = await probe(account);
    if (type === 'refused') return { outcome, closure: { type: 'key' }, count };
    const { whereKeyIsGood } = outcome;
    if (type === 'unreachable' || whereKeyIsGood === undefined) return { outcome, count };
    return { outcome: { ...outcome, failCode: whereKeyIsGood } };
  };
};
