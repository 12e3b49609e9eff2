import type { AccountDuty } from '#domain/tasks/provider-account.ts';
import type { ServiceAccess } from '#providers/service.ts';
import type { AccountView } from './answers.ts';

/** An account with what is known of it. */
interface Shown {
  readonly service: string;
  readonly account: string;
  readonly state: AccountDuty;
  readonly reason?: string;
  readonly since?: string;
  readonly secret: AccountView['secret'];
  readonly secretArn?: string;
  readonly waiting: number;
  readonly closures: AccountView['refused'];
}

const limitsOf = ({ rate, questions }: Pick<ServiceAccess, 'rate' | 'questions'>): AccountView['limits'] => ({
  creates: rate.creates,
  createsWindowMs: rate.windowMs,
  ...(questions === undefined
    ? {}
    : { questions: questions.questions, questionsWindowMs: questions.windowMs }),
});

/** Shows an account, and nothing of its secret but whether it is there. */
export const viewAccount = (
  { service, account, state, reason, since, secret, secretArn, waiting, closures }: Shown,
  access: Pick<ServiceAccess, 'rate' | 'questions'>,
  baseUrl: string,
): AccountView => ({
  ...{ service, account, state },
  ...(reason === undefined ? {} : { reason }),
  ...(since === undefined ? {} : { since }),
  secret,
  ...(secretArn === undefined ? {} : { secretArn }),
  baseUrl,
  limits: limitsOf(access),
  waiting,
  refused: closures,
});
