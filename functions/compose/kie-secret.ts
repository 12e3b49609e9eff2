import { getSecret } from '@aws-lambda-powertools/parameters/secrets';
import * as z from 'zod';
import { readSettings } from './settings.ts';

const kieSecret = z.object({ apiKey: z.string(), webhookKeys: z.array(z.string()).default([]) });
const SECRET_AGE_SECONDS = 300;

/** Kie's API key and webhook keys, remembered for five minutes. */
export async function readKieSecret(): Promise<z.output<typeof kieSecret>> {
  const { KIE_SECRET_ARN } = readSettings('KIE_SECRET_ARN');
  return kieSecret.parse(await getSecret(KIE_SECRET_ARN, { maxAge: SECRET_AGE_SECONDS, transform: 'json' }));
}
