import { receiveText } from '../body.ts';
import { bucketNameOf, bucketOf, type Operation } from '../call.ts';
import { S3Error } from '../errors.ts';
import { isoDate, xmlReply } from '../reply.ts';
import { branch, childText, leaf, parseXml } from '../xml.ts';

/** ListBuckets: all of them, in one page. */
export const listBuckets: Operation = async ({ store }) =>
  xmlReply('ListAllMyBucketsResult', [
    branch('Owner', [leaf('ID', 'local')]),
    branch(
      'Buckets',
      store
        .buckets()
        .map(({ record }) =>
          branch('Bucket', [leaf('Name', record.name), leaf('CreationDate', isoDate(record.created))]),
        ),
    ),
  ]);

/** CreateBucket: with the region asked for, if any. */
export const createBucket: Operation = async (call) => {
  const name = bucketNameOf(call);
  const { headers } = call.request;
  const empty = (headers.get('content-length') ?? '0') === '0' && !headers.has('transfer-encoding');
  const body = empty ? '' : await receiveText(call.request, call.proof);
  const root = body.trim() === '' ? undefined : parseXml(body);
  if (root && root.name !== 'CreateBucketConfiguration') throw new S3Error('MalformedXML');
  await call.store.create(name, { region: root && childText(root, 'LocationConstraint') });
  return { status: 200, headers: { location: `/${name}` } };
};

/** HeadBucket: whether it exists. */
export const headBucket: Operation = async (call) => {
  const { record } = bucketOf(call);
  return { status: 200, headers: { 'x-amz-bucket-region': record.region ?? call.proof.scope.region } };
};

/** DeleteBucket: only when empty. */
export const deleteBucket: Operation = async (call) => {
  await call.store.remove(bucketNameOf(call));
  return { status: 204 };
};
