import type { Operation } from '../call.ts';
import { createBucket, deleteBucket, headBucket, listBuckets } from './buckets.ts';
import { completeMultipartUpload } from './complete-multipart-upload.ts';
import { copyObject } from './copy-object.ts';
import { deleteObject, deleteObjects } from './delete-objects.ts';
import { getObject, headObject } from './get-object.ts';
import { listObjectsV2 } from './list-objects.ts';
import { abortMultipartUpload, createMultipartUpload, listParts, uploadPart } from './multipart.ts';
import { putObject } from './put-object.ts';

/** Every operation this server performs, by the name S3 gives it. */
export const operations: ReadonlyMap<string, Operation> = new Map<string, Operation>([
  ['ListBuckets', listBuckets],
  ['CreateBucket', createBucket],
  ['HeadBucket', headBucket],
  ['DeleteBucket', deleteBucket],
  ['ListObjectsV2', listObjectsV2],
  ['PutObject', putObject],
  ['GetObject', getObject],
  ['HeadObject', headObject],
  ['DeleteObject', deleteObject],
  ['DeleteObjects', deleteObjects],
  ['CopyObject', copyObject],
  ['CreateMultipartUpload', createMultipartUpload],
  ['UploadPart', uploadPart],
  ['CompleteMultipartUpload', completeMultipartUpload],
  ['AbortMultipartUpload', abortMultipartUpload],
  ['ListParts', listParts],
]);
