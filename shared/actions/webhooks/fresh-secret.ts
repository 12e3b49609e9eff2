import type { Random } from '#domain/ports.ts';
import type { WebhookSecret } from '#domain/webhooks/webhook.ts';

/** 32 random bytes in the form in which Standard Webhooks have secrets. */
export const freshSecret = (random: Pick<Random, 'secret256'>, madeAt: string): WebhookSecret => ({
  secret: `whsec_${random.secret256().replaceAll('-', '+').replaceAll('_', '/')}=`,
  madeAt,
});
