import type { AccountDuty } from '#domain/tasks/provider-account.ts';
import type { ServiceAccess } from '#providers/service.ts';
import type { AccountView, OwnAccountView } from './answers.ts';

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

/** Shows an owner his account, and nothing of its secret but whether it is there. */
export const viewOwnAccount = (
  { service, state, reason, since, secret, waiting, closures }: Shown,
  access: Pick<ServiceAccess, 'rate' | 'questions'>,
  baseUrl: string,
): OwnAccountView => ({
  ...{ service, state },
  ...(reason === undefined ? {} : { reason }),
  ...(since === undefined ? {} : { since }),
  secret,
  baseUrl,
  limits: limitsOf(access),
  waiting,
  refused: closures,
});

/** Shows operators an account, and where its secret lies. */
export const viewAccount = (
  shown: Shown,
  access: Pick<ServiceAccess, 'rate' | 'questions'>,
  baseUrl: string,
): AccountView => ({
  ...viewOwnAccount(shown, access, baseUrl),
  account: shown.account,
  ...(shown.secretArn === undefined ? {} : { secretArn: shown.secretArn }),
});
