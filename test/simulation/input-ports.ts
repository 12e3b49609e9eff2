import { copyToProvider } from '#actions/copy-to-provider.ts';
import { prepareInputs } from '#actions/prepare-inputs.ts';
import { showOutputs } from '#actions/show-outputs.ts';
import type { ThumbnailOrder } from '#actions/make-thumbnails.ts';
import type { UploadNeeds } from '#actions/upload-needs.ts';
import { useInputs } from '#actions/use-inputs.ts';
import type { Digest } from '#domain/ports.ts';
import { thumbnailKey, thumbnailSizes } from '#domain/preview.ts';
import type { Reply } from '#providers/model.ts';
import { copyStore } from '#storage/copy-store.ts';
import type { Table } from '#storage/table-port.ts';
import { uploadStore } from '#storage/upload-store.ts';
import type { UploadWriter } from '#storage/upload-writer.ts';
import type { Invocation } from './invocation.ts';
import { OpenFile } from './media.ts';
import type { Site } from './site.ts';
import { MEDIA_URL, UPLOAD_LIFE } from './uploads.ts';

/** What preparing and showing files leans on besides its own ports. */
export interface Basics extends Pick<UploadNeeds, 'clock' | 'random' | 'log'> {
  readonly table: Table;
  readonly digest: Digest;
}

function writerPort(invocation: Invocation, { media }: Site): UploadWriter {
  return {
    write: ({ body, keyOf }) =>
      invocation.call({
        operation: 'upload.write',
        effect: () => {
          if (!(body instanceof OpenFile)) throw new Error('Only what the simulation opened can be kept');
          const { content, type } = body.file;
          if (type !== 'image/png') return { type: 'rejected', reason: 'of no type that a model takes' };
          const key = keyOf(type);
          const { sha256, bytes } = media.put(key, content);
          return { type: 'stored', arrival: { key, contentType: type, bytes, sha256 } };
        },
      }),
  };
}

/** Files of ours on their way to the provider. It fetches them by address; that this fails is one of the faults. */
function copyPorts(invocation: Invocation, { media, provider }: Site) {
  return {
    reader: {
      stat: (key: string) =>
        invocation.call({
          operation: 'media.stat',
          effect: () => {
            const bytes = media.objects.get(key)?.bytes;
            return bytes === undefined ? undefined : { contentType: 'image/png', bytes };
          },
        }),
      open: async () => undefined,
      inspect: async () => ({ type: 'missing' }) as const,
    },
    links: { presignedGet: async (key: string) => `https://bucket.example.test/${key}` },
    send: (call: { readonly path: string }, _open: unknown, timeoutMs: number): Promise<Reply> =>
      invocation.call<Reply>({
        operation: 'provider.upload',
        patienceMs: timeoutMs,
        effect: () => ({ type: 'answered', ...provider.hold(call.path) }),
        onRefused: () => ({ type: 'not-sent', reason: 'ECONNREFUSED' }),
        onLost: () => ({ type: 'broken', reason: 'ECONNRESET' }),
      }),
  };
}

/** What draws thumbnails is a function of its own; here it is one call that writes them all. */
const drawPort =
  (invocation: Invocation, { media }: Site) =>
  ({ outputs }: ThumbnailOrder) =>
    invocation.call({
      operation: 'media.draw',
      effect: () => {
        for (const { key } of outputs) {
          for (const size of thumbnailSizes) media.put(thumbnailKey(key, size) ?? '', `${key} at ${size}`);
        }
        return { previews: outputs.map(({ n }) => ({ n, sizes: [...thumbnailSizes], thumbhash: 'hash' })) };
      },
    });

/** What gets the files of a task to the provider, and what shows those that came back. */
export function inputPorts(invocation: Invocation, site: Site, { table, digest, ...basics }: Basics) {
  const mediaBaseUrl = MEDIA_URL;
  const needs = { ...basics, uploads: uploadStore(table), life: UPLOAD_LIFE };
  const copy = copyToProvider({ ...needs, copies: copyStore(table), ...copyPorts(invocation, site) });
  return {
    uploads: needs.uploads,
    useInputs: useInputs({ ...needs, mediaBaseUrl }),
    prepare: prepareInputs({
      ...needs,
      writer: writerPort(invocation, site),
      openSource: (url) =>
        invocation.call({ operation: 'stranger.open', effect: () => site.openStranger(url) }),
      sourceProblem: (error) => ({ final: String(error).includes('404'), reason: String(error) }),
      digest,
      mediaBaseUrl,
      copy,
    }),
    show: showOutputs({ ...needs, digest, mediaBaseUrl, draw: drawPort(invocation, site) }),
  };
}
