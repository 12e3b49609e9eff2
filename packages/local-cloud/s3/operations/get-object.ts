import { bucketOf, keyOf, type Call, type Operation } from '../call.ts';
import { describeObject } from '../description.ts';
import { readRange, type ByteRange } from '../range.ts';
import { checkRead } from '../read-conditions.ts';
import type { Reply } from '../reply.ts';
import { header, parameter, type S3Request } from '../request.ts';
import { bareEtag } from '../store/conditions.ts';
import { keptHeaders, type ObjectRecord } from '../store/records.ts';

function overrides(request: S3Request): Record<string, string> {
  const given = keptHeaders.map((name) => [name, parameter(request, `response-${name}`)] as const);
  return Object.fromEntries(
    given.filter((entry): entry is [(typeof entry)[0], string] => entry[1] !== undefined),
  );
}

function wantedRange(request: S3Request, object: ObjectRecord): ByteRange | undefined {
  const sameVersion = header(request, 'if-range');
  if (sameVersion !== undefined && bareEtag(sameVersion) !== object.etag) return undefined;
  return readRange(header(request, 'range'), object.size);
}

/** How an object is to be answered, before its bytes are touched. */
function plan(call: Call, object: ObjectRecord): Reply & { slice: ByteRange } {
  const { request } = call;
  const verdict = checkRead(object, {
    ifMatch: header(request, 'if-match'),
    ifNoneMatch: header(request, 'if-none-match'),
    ifModifiedSince: header(request, 'if-modified-since'),
    ifUnmodifiedSince: header(request, 'if-unmodified-since'),
  });
  const range = verdict === 'read' ? wantedRange(request, object) : undefined;
  // A checksum of the whole says nothing about a part, so S3 leaves it out of partial answers.
  const withChecksum = header(request, 'x-amz-checksum-mode')?.toUpperCase() === 'ENABLED' && !range;
  const headers = { ...describeObject(object, withChecksum), ...overrides(request) };
  const slice = range ?? { start: 0, length: object.size };
  if (verdict === 'not-modified') return { status: 304, headers, slice };
  if (!range) return { status: 200, headers, slice };
  const end = range.start + range.length - 1;
  return {
    status: 206,
    headers: { ...headers, 'content-range': `bytes ${range.start}-${end}/${object.size}` },
    slice,
  };
}

/** GetObject: whole or a range, under conditions, with the answer's headers overridden on request. */
export const getObject: Operation = async (call) => {
  const { object, handle } = await bucketOf(call).open(keyOf(call));
  try {
    const { slice, ...reply } = plan(call, object);
    if (reply.status !== 304) return { ...reply, body: { handle, ...slice } };
    await handle.close();
    return reply;
  } catch (error) {
    await handle.close();
    throw error;
  }
};

/** HeadObject: the headers of GetObject without the bytes. */
export const headObject: Operation = async (call) => {
  const { slice, ...reply } = plan(call, bucketOf(call).get(keyOf(call)));
  if (reply.status === 304) return reply;
  return { ...reply, headers: { ...reply.headers, 'content-length': String(slice.length) } };
};
