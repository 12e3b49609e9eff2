import { bucketNameOf, bucketOf, keyOf, type Call, type Operation } from '../call.ts';
import { S3Error } from '../errors.ts';
import { receiveText } from '../body.ts';
import { needOnObject } from '../needs.ts';
import { xmlReply } from '../reply.ts';
import { amazonHeaders, header, type S3Request } from '../request.ts';
import { branch, childrenOf, childText, leaf, parseXml, type XmlElement } from '../xml.ts';

/** DeleteObject: succeeds whether or not there was an object, unless a condition says otherwise. */
export const deleteObject: Operation = async (call) => {
  await bucketOf(call).delete(keyOf(call), header(call.request, 'if-match'));
  return { status: 204 };
};

function requireChecksum(request: S3Request): void {
  const checked = amazonHeaders(request).some(
    (name) => name === 'x-amz-trailer' || /^x-amz-checksum-(?:crc|sha)/.test(name),
  );
  if (checked || header(request, 'content-md5') !== undefined) return;
  throw new S3Error(
    'InvalidRequest',
    'Missing required header for this request: Content-MD5 OR x-amz-checksum-*',
  );
}

async function deleteOne(call: Call, entry: XmlElement, quiet: boolean): Promise<string> {
  const key = childText(entry, 'Key') ?? '';
  const bucket = bucketOf(call);
  try {
    const refusal = call.refuses(needOnObject('s3:DeleteObject', { bucket: bucketNameOf(call), key }));
    if (refusal !== undefined) throw refusal;
    if (childText(entry, 'VersionId') !== undefined) {
      throw new S3Error('NotImplemented', 'Not supported by the local S3: versions');
    }
    await bucket.delete(key, childText(entry, 'ETag'));
    return quiet ? '' : branch('Deleted', [leaf('Key', key)]);
  } catch (error) {
    if (!(error instanceof S3Error)) throw error;
    return branch('Error', [leaf('Key', key), leaf('Code', error.code), leaf('Message', error.message)]);
  }
}

/** DeleteObjects: up to a thousand keys, each with its own outcome. */
export const deleteObjects: Operation = async (call) => {
  bucketOf(call);
  requireChecksum(call.request);
  const root = parseXml(await receiveText(call.request, call.proof));
  const entries = childrenOf(root, 'Object');
  if (root.name !== 'Delete' || entries.length === 0 || entries.length > 1000)
    throw new S3Error('MalformedXML');
  if (entries.some((entry) => !childText(entry, 'Key'))) throw new S3Error('MalformedXML');
  const quiet = childText(root, 'Quiet') === 'true';
  const outcomes: string[] = [];
  for (const entry of entries) outcomes.push(await deleteOne(call, entry, quiet));
  return xmlReply('DeleteResult', outcomes);
};
