import type { CallbackReader } from '../service.ts';
import { checkCallback } from './callback.ts';
import { readSecret } from './secret.ts';

/** Reads a callback of Kie.ai with the keys in its secret. */
export const readKieCallback: CallbackReader = (callback, secret, now) =>
  checkCallback(callback, readSecret(secret).webhookKeys, now);
