import { priceOfOneJob, type Closure } from '#domain/tasks/closure.ts';
import type { ProviderAccount } from '#domain/tasks/provider-account.ts';
import type { Task } from '#domain/tasks/task.ts';
import type { StartOutcome } from '#providers/dialect.ts';
import type { Dependencies, ProviderDependencies } from '../dependencies.ts';

/** A paid call that was made, and when it was (epoch ms). */
interface MadeCall {
  readonly task: Task;
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

/**
 * Judges whom a refusal is meant for. A refused key is read anew first: where another one is at hand the call may be made
 * again, for it was not taken. Where it is the same, a free call tells whether it is refused altogether, or in this one
 * request. Never throws: the answer to a paid call is still to be written down.
 */
export const accountRefusal =
  ({ clock, probe, renewKey }: Pick<Dependencies & ProviderDependencies, 'clock' | 'probe' | 'renewKey'>) =>
  async ({ task, account, calledAt }: MadeCall, outcome: StartOutcome): Promise<JudgedOutcome> => {
    if (outcome.type !== 'refused') return { outcome };
    if (outcome.failCode === 'insufficient_provider_credit') {
      const closure = { type: 'credit', price: priceOfOneJob(task) } as const;
      return { outcome, closure, count: 'ProviderCreditRefused' };
    }
    if (outcome.failCode !== 'provider_auth') return { outcome };
    const count = 'ProviderAuthRefused';
    if (clock.now() - calledAt > LATEST_MS) return { outcome, count };
    if (await renewKey(account, calledAt)) return { outcome: RENEWED };
    const { type } = await probe(account);
    if (type === 'refused') return { outcome, closure: { type: 'key' }, count };
    const { whereKeyIsGood } = outcome;
    if (type === 'unreachable' || whereKeyIsGood === undefined) return { outcome, count };
    return { outcome: { ...outcome, failCode: whereKeyIsGood } };
  };
