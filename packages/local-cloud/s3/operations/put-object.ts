import { bucketOf, keyOf, receiveFile, type Operation } from '../call.ts';
import { checksumHeader, type Checksum } from '../checksums.ts';
import { readDescription } from '../description.ts';
import { header, type S3Request } from '../request.ts';
import type { WriteConditions } from '../store/conditions.ts';

/** The conditions of a write, as its headers state them. */
export const writeConditions = (request: S3Request): WriteConditions => ({
  ifMatch: header(request, 'if-match'),
  ifNoneMatch: header(request, 'if-none-match'),
});

/** The headers that tell a writer what was stored. */
export const checksumHeaders = (checksum: Checksum | undefined): Record<string, string> =>
  checksum
    ? { [checksumHeader(checksum.algorithm)]: checksum.value, 'x-amz-checksum-type': checksum.type }
    : {};

/** PutObject: the bytes go to disk as they come and become the object only when all of them are proven. */
export const putObject: Operation = async (call) => {
  const { request, store } = call;
  const bucket = bucketOf(call);
  const description = readDescription(request);
  const object = await bucket.write(keyOf(call), writeConditions(request), (commit) =>
    store.withIncoming(async (file) => {
      const { size, md5, checksum } = await receiveFile(call, file);
      return commit(file, {
        ...description,
        size,
        etag: md5.toString('hex'),
        checksum: checksum && { ...checksum, type: 'FULL_OBJECT' },
      });
    }),
  );
  return { status: 200, headers: { etag: `"${object.etag}"`, ...checksumHeaders(object.checksum) } };
};
