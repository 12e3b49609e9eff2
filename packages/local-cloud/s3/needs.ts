import type { Need } from '../iam/access.ts';
import { copySource } from './operations/copy-object.ts';
import { header, parameter, type S3Request } from './request.ts';

const bucketArn = (bucket: string): string => `arn:aws:s3:::${bucket}`;

interface Place {
  readonly bucket: string;
  readonly key: string;
}

/** A permission on an object; the policy that has a say is that of its bucket. */
export const needOnObject = (
  action: string,
  { bucket, key }: Place,
  context: Need['context'] = {},
): Need => ({
  action,
  resource: `${bucketArn(bucket)}/${key}`,
  policyOf: bucketArn(bucket),
  context,
});

const needOnBucket = (action: string, bucket: string, context: Need['context'] = {}): Need => ({
  action,
  resource: bucketArn(bucket),
  context,
});

/** Whoever may list a bucket learns that an object is missing; others are only told that they may not read it. */
export const needToMiss = (bucket: string): Need => needOnBucket('s3:ListBucket', bucket);

/** The permission on an object, by operation. `DeleteObjects` needs its own for each key, which its body names. */
const onObject: Readonly<Record<string, string>> = {
  AbortMultipartUpload: 's3:AbortMultipartUpload',
  CompleteMultipartUpload: 's3:PutObject',
  CopyObject: 's3:PutObject',
  CreateMultipartUpload: 's3:PutObject',
  DeleteObject: 's3:DeleteObject',
  GetObject: 's3:GetObject',
  HeadObject: 's3:GetObject',
  ListParts: 's3:ListMultipartUploadParts',
  PutObject: 's3:PutObject',
  UploadPart: 's3:PutObject',
};
const onBucket: Readonly<Record<string, string>> = {
  CreateBucket: 's3:CreateBucket',
  DeleteBucket: 's3:DeleteBucket',
  HeadBucket: 's3:ListBucket',
  ListObjectsV2: 's3:ListBucket',
};
const writes = new Set(['CompleteMultipartUpload', 'CopyObject', 'DeleteObject', 'PutObject']);

/** The permissions that a request needs before it is looked into. */
export function needsOf(operation: string, request: S3Request): readonly Need[] {
  const { bucket, key } = request;
  if (operation === 'ListBuckets') return [{ action: 's3:ListAllMyBuckets', resource: '*' }];
  if (bucket === undefined) return [];
  const bucketAction = onBucket[operation];
  if (bucketAction !== undefined) return [needOnBucket(bucketAction, bucket, listContext(request))];
  const action = onObject[operation];
  if (action === undefined || key === undefined) return [];
  const place = { bucket, key };
  return [
    needOnObject(action, place, conditionContext(request)),
    ...furtherNeeds(operation, request, (further) => needOnObject(further, place)),
  ];
}

function furtherNeeds(
  operation: string,
  request: S3Request,
  need: (action: string) => Need,
): readonly Need[] {
  const further: Need[] = [];
  if (header(request, 'x-amz-acl') !== undefined) further.push(need('s3:PutObjectAcl'));
  // To compare with what is there is to read it.
  if (writes.has(operation) && header(request, 'if-match') !== undefined) further.push(need('s3:GetObject'));
  if (operation === 'CopyObject') {
    further.push(needOnObject('s3:GetObject', copySource(request)));
  }
  return further;
}

const listContext = (request: S3Request): Need['context'] => ({
  's3:delimiter': parameter(request, 'delimiter'),
  's3:max-keys': parameter(request, 'max-keys'),
  's3:prefix': parameter(request, 'prefix'),
});

const conditionContext = (request: S3Request): Need['context'] => ({
  's3:if-match': header(request, 'if-match'),
  's3:if-none-match': header(request, 'if-none-match'),
});
