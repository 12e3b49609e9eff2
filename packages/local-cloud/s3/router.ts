import { header, parameter, type S3Request } from './request.ts';

// Subresources of a bucket or object that S3 serves, with their names in the names of its operations.
const bucketSubresources: Record<string, string> = {
  accelerate: 'BucketAccelerateConfiguration',
  acl: 'BucketAcl',
  analytics: 'BucketAnalyticsConfiguration',
  cors: 'BucketCors',
  delete: 'Objects',
  encryption: 'BucketEncryption',
  'intelligent-tiering': 'BucketIntelligentTieringConfiguration',
  inventory: 'BucketInventoryConfiguration',
  lifecycle: 'BucketLifecycleConfiguration',
  location: 'BucketLocation',
  logging: 'BucketLogging',
  metadataTable: 'BucketMetadataTableConfiguration',
  metrics: 'BucketMetricsConfiguration',
  notification: 'BucketNotificationConfiguration',
  'object-lock': 'ObjectLockConfiguration',
  ownershipControls: 'BucketOwnershipControls',
  policy: 'BucketPolicy',
  policyStatus: 'BucketPolicyStatus',
  publicAccessBlock: 'PublicAccessBlock',
  replication: 'BucketReplication',
  requestPayment: 'BucketRequestPayment',
  session: 'Session',
  tagging: 'BucketTagging',
  versioning: 'BucketVersioning',
  website: 'BucketWebsite',
};
const objectSubresources: Record<string, string> = {
  acl: 'ObjectAcl',
  attributes: 'ObjectAttributes',
  encryption: 'ObjectEncryption',
  'legal-hold': 'ObjectLegalHold',
  renameObject: 'ObjectByRenaming',
  restore: 'ObjectByRestoring',
  retention: 'ObjectRetention',
  select: 'ObjectContentBySelect',
  tagging: 'ObjectTagging',
  torrent: 'ObjectTorrent',
  versionId: 'ObjectVersion',
  partNumber: 'ObjectPart',
};
const verbs: Record<string, string> = {
  GET: 'Get',
  HEAD: 'Head',
  PUT: 'Put',
  DELETE: 'Delete',
  POST: 'Post',
};

const verbOf = (method: string): string => verbs[method] ?? method;

function bucketOperation(request: S3Request): string {
  const has = (name: string): boolean => parameter(request, name) !== undefined;
  const { method } = request;
  if (method === 'POST') return has('delete') ? 'DeleteObjects' : 'PostObject';
  const subresource = Object.keys(bucketSubresources).find(has);
  if (subresource) return `${verbOf(method)}${bucketSubresources[subresource]}`;
  if (method === 'PUT') return 'CreateBucket';
  if (method !== 'GET') return `${verbOf(method)}Bucket`;
  if (has('uploads')) return 'ListMultipartUploads';
  if (has('versions')) return 'ListObjectVersions';
  return parameter(request, 'list-type') === '2' ? 'ListObjectsV2' : 'ListObjects';
}

const uploadOperations: Record<string, string> = {
  GET: 'ListParts',
  PUT: 'UploadPart',
  POST: 'CompleteMultipartUpload',
  DELETE: 'AbortMultipartUpload',
};

function objectOperation(request: S3Request): string {
  const has = (name: string): boolean => parameter(request, name) !== undefined;
  const { method } = request;
  const copies = method === 'PUT' && header(request, 'x-amz-copy-source') !== undefined;
  if (has('uploadId'))
    return copies ? 'UploadPartCopy' : (uploadOperations[method] ?? `${verbOf(method)}ObjectUpload`);
  if (has('uploads') && method === 'POST') return 'CreateMultipartUpload';
  const subresource = Object.keys(objectSubresources).find(has);
  if (subresource) return `${verbOf(method)}${objectSubresources[subresource]}`;
  return copies ? 'CopyObject' : `${verbOf(method)}Object`;
}

// Parameters that may be empty without naming another operation.
const plain =
  /^(?:x-id|x-amz-.*|response-.*|prefix|delimiter|marker|start-after|continuation-token|encoding-type|max-.*|fetch-owner|list-type|.*-marker|delete|uploads|versions|uploadId)$/i;

/** A parameter without a value that S3 may know and this server does not: it would change what is asked. */
function foreignSubresource(request: S3Request): string | undefined {
  const known = request.key === undefined ? bucketSubresources : objectSubresources;
  const unknown = request.query.find(
    ([name, value]) => value === '' && !Object.hasOwn(known, name) && !plain.test(name),
  );
  return unknown?.[0];
}

/** The name of the S3 operation that a request asks for, supported or not. */
export function operationOf(request: S3Request): string {
  if (request.method === 'OPTIONS') return 'Preflight';
  if (request.bucket === undefined)
    return request.method === 'GET' ? 'ListBuckets' : `${verbOf(request.method)}Service`;
  const foreign = foreignSubresource(request);
  if (foreign !== undefined) return `${verbOf(request.method)} with ?${foreign}`;
  return request.key === undefined ? bucketOperation(request) : objectOperation(request);
}
