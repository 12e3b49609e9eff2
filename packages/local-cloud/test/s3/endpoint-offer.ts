import { PutBucketCorsCommand } from '@aws-sdk/client-s3';
import type { Endpoint } from '../endpoints.ts';
import type { Offer } from './contract.ts';
import { clientOf, refusal, type Target } from './target.ts';

/** Offers an S3 elsewhere to the contract. Whether it is one of ours is seen by the name that it gives itself. */
export function offerOf({ url, region, credentials }: Endpoint): Offer {
  const target: Target = { endpoint: url, region, credentials, now: () => new Date() };
  let isOurs = false;
  return {
    start: async () => {
      isOurs = (await fetch(url)).headers.get('server') === 'local-s3';
      return target;
    },
    stop: async () => undefined,
    setCors: async (Bucket, rules) => {
      const CORSRules = rules.map((rule) => ({
        AllowedHeaders: [...(rule.allowedHeaders ?? [])],
        AllowedMethods: [...rule.allowedMethods],
        AllowedOrigins: [...rule.allowedOrigins],
        ExposeHeaders: [...(rule.exposeHeaders ?? [])],
        MaxAgeSeconds: rule.maxAgeSeconds,
      }));
      const put = new PutBucketCorsCommand({ Bucket, CORSConfiguration: { CORSRules } });
      const { name } = await refusal(clientOf(target).send(put));
      if (name === 'accepted') return true;
      if (name === 'NotImplemented') return false;
      throw new Error(`PutBucketCors was answered with ${name}.`);
    },
    refusesByName: () => isOurs,
  };
}
