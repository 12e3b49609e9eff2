import type { SubmitDependencies } from '#actions/dependencies.ts';
import { DEFAULT_ACCOUNT, type ProviderAccount } from '#domain/tasks/provider-account.ts';
import { probeAccount } from '#providers/account.ts';
import type { Reply } from '#providers/call.ts';
import { kieAdapter } from '#providers/kie/adapter.ts';
import { tooLate, type RawRequest } from '#providers/network/http.ts';
import { lumen, lumenAdapter } from '../../stack/synchronous/lumen.ts';
import type { Environment } from '../engine/environment.ts';
import type { Invocation } from '../engine/invocation.ts';
import { otherKey } from './secrets.ts';

/** The network to the provider: what the real client writes down is carried over, or not. */
function network(
  invocation: Invocation,
  { provider, chance, heap }: Environment,
): (request: RawRequest) => Promise<Reply> {
  return async (request) => {
    const sentAt = heap.now;
    if (request.isTimely?.() === false) return tooLate;
    const isCreate = request.method === 'POST';
    return invocation.call<Reply>({
      operation: isCreate ? 'provider.create' : 'provider.query',
      milliseconds: isCreate ? chance.between(200, 3000) : chance.between(50, 400),
      patienceMs: request.timeoutMs,
      isNeverRepeated: isCreate,
      effect: () => ({
        type: 'answered',
        ...provider.handle({
          url: request.url,
          authorization: request.headers['authorization'],
          body: typeof request.body === 'string' ? request.body : undefined,
          sentAt,
          taskId: /^[0-9a-f]{32}(?= )/.exec(invocation.about)?.[0],
        }),
      }),
      onRefused: () => ({ type: 'not-sent', reason: 'ECONNREFUSED' }),
      onLost: () => ({ type: 'broken', reason: 'ECONNRESET' }),
    });
  };
}

/** Calls of the provider with each of our accounts, as one invocation makes them. */
export function providerPort(
  invocation: Invocation,
  environment: Environment,
): Pick<SubmitDependencies, 'send' | 'probe' | 'renewKey'> {
  const { ourKey, heap } = environment;
  const keyOf = (account: string): unknown =>
    account === DEFAULT_ACCOUNT ? ourKey.read() : otherKey(account);
  const kie = ({ account }: ProviderAccount) =>
    kieAdapter.connect({
      origins: { base: 'https://api.kie.ai' },
      secret: async () => ({
        apiKey: await invocation.call<unknown>({ operation: 'secret.read', effect: () => keyOf(account) }),
      }),
      request: network(invocation, environment),
    });
  const atOnce = lumenAdapter.connect({
    origins: lumen.access.origins,
    secret: async () => ({ apiKey: await ourKey.read() }),
    request: network(invocation, environment),
  });
  const renewKey = async ({ account }: ProviderAccount, usedAt: number): Promise<boolean> =>
    invocation.call<boolean | Promise<boolean>>({
      operation: 'secret.renew',
      effect: () => account === DEFAULT_ACCOUNT && ourKey.renew(usedAt),
      onRefused: () => false,
      onLost: () => false,
    });
  return {
    send: (account, call, limits) =>
      (account.service === lumen.name ? atOnce : kie(account)).send(call, limits),
    probe: (account) => {
      const renewSecret = (usedAt: number): Promise<boolean> => renewKey(account, usedAt);
      return probeAccount({
        client: kie(account),
        probe: kieAdapter.probe,
        renewSecret,
        now: () => heap.now,
      });
    },
    renewKey,
  };
}
