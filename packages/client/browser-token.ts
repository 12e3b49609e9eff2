import type { MadeToken } from './api-types.gen.ts';
import type { Time } from './time.ts';

/** As `tokens.create` answers: a server of yours hands it on to the page. */
export type BrowserToken = Pick<MadeToken, 'token' | 'expiresAt'>;

/** The last part of its life in which a token is renewed ahead. */
const LAST_PART = 0.2;

/**
 * A credential for `createDarkroom` from tokens for browsers: one is asked for when it is needed, kept, and renewed before it
 * ends; many requests at once ask for one.
 */
export function renewing(
  ask: () => Promise<BrowserToken>,
  now: Time['now'] = () => Date.now(),
): () => Promise<string> {
  let held: { readonly token: string; readonly goodUntil: number } | undefined;
  let asking: Promise<string> | undefined;

  const renew = async (): Promise<string> => {
    const asked = now();
    const { token, expiresAt } = await ask();
    const life = Date.parse(expiresAt) - asked;
    held = { token, goodUntil: asked + life * (1 - LAST_PART) };
    return token;
  };

  return async () => {
    if (held && now() < held.goodUntil) return held.token;
    asking ??= renew().finally(() => {
      asking = undefined;
    });
    return asking;
  };
}
