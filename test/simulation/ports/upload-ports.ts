import type { Readable } from 'node:stream';
import type { FetchFileOrder } from '#actions/files/fetch-file.ts';
import type { FetchOrder } from '#actions/files/fetch-upload.ts';
import type { CountedUploadDependencies } from '#actions/files/upload-dependencies.ts';
import type { FetchedFiles } from '#storage/objects/fetched-files.ts';
import type { GetLinks, PutLinks } from '#storage/objects/upload-links.ts';
import type { UploadIntake } from '#storage/objects/upload-intake.ts';
import type { UploadParts } from '#storage/objects/upload-parts.ts';
import type { Inspected, UploadReader } from '#storage/objects/upload-reader.ts';
import type { UploadWriter } from '#storage/objects/upload-writer.ts';
import type { Invocation } from '../engine/invocation.ts';
import { callPort } from './call-port.ts';
import { OpenFile, TornBody, type RemoteFile } from './media.ts';
import { ServiceFault } from './port-call.ts';
import { isOdd } from './odd-bytes.ts';
import type { Environment } from '../engine/environment.ts';

const BUCKET = 'https://bucket.example.test/';

/** Which object an address leads to. */
export const keyOfLink = (url: string): string => url.slice(BUCKET.length);

/** Presigned URLs are computed locally, without a request. */
export const links: PutLinks & GetLinks = {
  presignedPut: async ({ key }) => ({ url: `${BUCKET}${key}`, headers: {} }),
  presignedGet: async (key) => `${BUCKET}${key}`,
};

async function fileOf(body: Readable): Promise<RemoteFile> {
  if (body instanceof OpenFile) return body.file;
  const content = Buffer.concat(await body.toArray()).toString();
  return { content, type: isOdd(content) ? undefined : 'image/png' };
}

export function writerPort(invocation: Invocation, { media }: Environment): UploadWriter {
  return {
    write: async ({ body, keyOf }) => {
      const { content, type, isTorn } = await fileOf(body);
      return invocation.call({
        operation: 'upload.write',
        effect: () => {
          if (isTorn === true) throw new TornBody('the source broke off');
          if (type !== 'image/png') return { type: 'rejected', reason: 'of no type that a model takes' };
          const key = keyOf(type);
          const { sha256, bytes } = media.put(key, content);
          return { type: 'stored', arrival: { key, contentType: type, bytes, sha256 } };
        },
      });
    },
  };
}

function inspected({ media }: Environment, key: string): Inspected {
  const object = media.objects.get(key);
  if (object === undefined) return { type: 'missing' };
  const { bytes, sha256 } = object;
  const etag = sha256;
  return object.isOdd
    ? { type: 'unusable', bytes, reason: 'of no type that a model takes' }
    : { type: 'file', contentType: 'image/png', bytes, sha256, etag };
}

/** What reads our own files. None is ever sent within a request: the simulated provider can reach our bucket. */
export const readerPort = (invocation: Invocation, environment: Environment): UploadReader => ({
  stat: (key) =>
    invocation.call({
      operation: 'media.stat',
      effect: () => {
        const bytes = environment.media.objects.get(key)?.bytes;
        return bytes === undefined ? undefined : { contentType: 'image/png', bytes };
      },
    }),
  open: async () => undefined,
  inspect: (key) =>
    invocation.call({ operation: 'media.inspect', effect: () => inspected(environment, key) }),
});

/** No simulated owner sends a file in parts: whoever asks for some finds none. test/unit/uploads has the others. */
export const partsPort = (invocation: Invocation): Pick<UploadParts, 'arrived' | 'join' | 'abandon'> => ({
  arrived: () => invocation.call({ operation: 'upload.parts', effect: () => undefined }),
  join: () => invocation.call({ operation: 'upload.join', effect: () => true }),
  abandon: () => invocation.call({ operation: 'upload.abandon', effect: () => undefined }),
});

/** What takes in the bytes that were sent to an address. */
export const intakePort = (invocation: Invocation, { media }: Environment): UploadIntake => ({
  take: ({ sentTo, key, etag, sha256 }) =>
    invocation.call({
      operation: 'upload.take',
      effect: () => (media.copy(sentTo, key, etag) ? { sha256 } : undefined),
    }),
  drop: (key) => invocation.call({ operation: 'upload.drop', effect: () => media.remove(key) }),
  close: (sentTo) => invocation.call({ operation: 'upload.close', effect: () => void media.put(sentTo, '') }),
});

/** What opening a file at a third party's fails with. */
class ThirdPartyFault extends Error {}

/** A file at a URL that a client named, opened by the rules for third-party URLs. */
export const thirdPartyPorts = (invocation: Invocation, environment: Environment) => ({
  openSource: async (url: string) => {
    try {
      return await invocation.call({
        operation: 'third-party.open',
        effect: () => environment.openThirdParty(url),
      });
    } catch (error) {
      throw new ThirdPartyFault(String(error));
    }
  },
  sourceProblem: (error: unknown) =>
    error instanceof ThirdPartyFault || error instanceof TornBody
      ? { final: error.message.includes('404'), reason: error.message }
      : undefined,
});

/** What has strangers' files brought: the function that fetches them, and where they arrive. */
export const bringingPorts = (invocation: Invocation, environment: Environment) => ({
  fetchFile: callPort<FetchFileOrder>(invocation, environment, {
    operation: 'lambda.fetch',
    action: 'fetch-file',
  }),
  fetched: {
    take: ({ key: from, sha256 }, key) =>
      invocation.call({
        operation: 'fetched.take',
        effect: () => {
          if (!environment.media.copy(from, key, sha256)) throw new ServiceFault('NoSuchKey');
        },
      }),
    drop: (key) =>
      invocation.call({ operation: 'fetched.drop', effect: () => environment.media.remove(key) }),
  } satisfies FetchedFiles,
});

/** The ports of the upload actions. */
export const uploadingPorts = (
  invocation: Invocation,
  environment: Environment,
  dependencies: CountedUploadDependencies,
) => ({
  ...dependencies,
  ...bringingPorts(invocation, environment),
  links,
  isThere: (key: string) =>
    invocation.call({ operation: 'media.stat', effect: () => environment.media.objects.has(key) }),
  reader: readerPort(invocation, environment),
  intake: intakePort(invocation, environment),
  parts: partsPort(invocation),
  drop: (key: string) =>
    invocation.call({ operation: 'upload.drop', effect: () => environment.media.remove(key) }),
  writer: writerPort(invocation, environment),
  startFetch: (order: FetchOrder) =>
    invocation.call({
      operation: 'lambda.callLater',
      effect: () => environment.callLater('fetch-upload', order),
    }),
});
