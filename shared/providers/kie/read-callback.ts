import type { CallbackReader } from '../service.ts';
import { checkCallback } from './callback.ts';
import { readSecret } from './secret.ts';

/** Reads a callback of Kie.ai, which is checked with the keys in an account's secret. */
export const readKieCallback: CallbackReader = (callback) => {
  const check = checkCallback(callback);
  return check && ((secret, now) => check(readSecret(secret).webhookKeys, now));
};
