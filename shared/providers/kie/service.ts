import * as z from 'zod';
import type { CallableService } from '../service.ts';

/** Kie.ai, through which all callable models are reached. */
export const kie = {
  name: 'KIE',
  title: 'Kie.ai',
  access: {
    origins: { base: 'https://api.kie.ai', upload: 'https://kieai.redpandaai.co' },
    secret: {
      form: '{"apiKey", "webhookKeys": [current, previous]}',
      key: 'apiKey',
      fresh: { webhookKeys: [] },
    },
    // Kie takes 20 creates per 10 s and account (its Getting Started page); a quarter of a second more absorbs what lies between a call and its arrival.
    rate: { creates: 20, windowMs: 10_250 },
    // It answers about 10 a second; two fifths of a second more absorb those that are late: calls that left together end together.
    questions: { questions: 10, windowMs: 1_400 },
    // The vendor's catalogue of 2026-10-01 pairs 8 credits with $0.04.
    usdPerUnit: 0.005,
    // Where results lie (seen in recordings of 2026), and where uploads do.
    resultHosts: ['*.aiquickdraw.com', '*.redpandaai.co'],
    callback: {
      headers: {
        'X-Webhook-Timestamp': { description: 'Seconds since 1970.', example: '1795255221' },
        'X-Webhook-Signature': {
          description:
            'Base64 of the HMAC-SHA-256 of `{taskId}.{timestamp}`. Checked where a webhook key is configured.',
          example: 'q0x0C0Rk9v2b9sS3mYw4J6l8n0p2r4t6v8x0z2B4D6E=',
        },
      },
      body: () =>
        z.looseObject({ data: z.looseObject({ taskId: z.string().exactOptional() }).exactOptional() }),
      example: { code: 200, data: { taskId: '281e5b0f39b9' } },
      answer: { code: 200, msg: 'success' },
    },
  },
} as const satisfies CallableService;
