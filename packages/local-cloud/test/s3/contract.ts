import {
  CreateBucketCommand,
  DeleteBucketCommand,
  DeleteObjectCommand,
  paginateListObjectsV2,
} from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe } from 'vitest';
import { bucketsContract } from './contract/buckets.ts';
import { checksumsContract } from './contract/checksums.ts';
import { keysContract } from './contract/keys.ts';
import { listingContract } from './contract/listing.ts';
import { multipartContract } from './contract/multipart.ts';
import { objectsContract } from './contract/objects.ts';
import type { Place } from './contract/place.ts';
import { presignedContract } from './contract/presigned.ts';
import { readingContract } from './contract/reading.ts';
import { signaturesContract } from './contract/signatures.ts';
import { writingConditionsContract } from './contract/writing-conditions.ts';
import { clientOf, freshName, type Target } from './target.ts';

/** How an implementation is offered to the contract. */
export interface Offer {
  readonly start: () => Promise<Target>;
  readonly stop: () => Promise<void>;
  readonly setCors: Place['setCors'];
  /** True of an implementation that answers NotImplemented, naming the operation, to what it does not support. */
  readonly refusesByName: Place['refusesByName'];
}

async function removeBucket(target: Target, Bucket: string): Promise<void> {
  const client = clientOf(target);
  for await (const page of paginateListObjectsV2({ client }, { Bucket })) {
    for (const { Key } of page.Contents ?? []) await client.send(new DeleteObjectCommand({ Bucket, Key }));
  }
  await client.send(new DeleteBucketCommand({ Bucket }));
}

/** What every S3 that our code meets has to do: point it at any endpoint. */
export function s3Contract(name: string, offer: Offer): void {
  describe(name, () => {
    let target: Target | undefined;
    const bucket = freshName('contract');
    const place: Place = {
      target: () => {
        if (!target) throw new TypeError('The target has not been started.');
        return target;
      },
      bucket: () => bucket,
      setCors: offer.setCors,
      refusesByName: offer.refusesByName,
    };

    beforeAll(async () => {
      target = await offer.start();
      await clientOf(target).send(new CreateBucketCommand({ Bucket: bucket }));
    });

    afterAll(async () => {
      if (target) await removeBucket(target, bucket);
      await offer.stop();
    });

    objectsContract(place);
    keysContract(place);
    readingContract(place);
    writingConditionsContract(place);
    listingContract(place);
    multipartContract(place);
    checksumsContract(place);
    signaturesContract(place);
    presignedContract(place);
    bucketsContract(place);
  });
}
