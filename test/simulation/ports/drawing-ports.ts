import type { ThumbnailOrder } from '#actions/files/make-thumbnails.ts';
import type { PictureFiles } from '#storage/objects/picture-files.ts';
import type { Picture } from '#storage/objects/pictures.ts';
import type { Invocation } from '../engine/invocation.ts';
import { callPort } from './call-port.ts';
import { ServiceFault } from './port-call.ts';
import type { Environment } from '../engine/environment.ts';

/** Invokes the media function, and waits for its answer. */
export const drawPort = (invocation: Invocation, environment: Environment) =>
  callPort<ThumbnailOrder>(invocation, environment, { operation: 'lambda.draw', action: 'make-thumbnails' });

const bytesOf = (text: string): Buffer => Buffer.from(text);

/** A picture is its text, and a smaller one says so. */
const pictureOf = (text: string): Picture => ({
  thumbnail: async (size) => bytesOf(`${text} at ${size}`),
  thumbhash: async () => 'hash',
});

/** The ports of the media function. */
export const drawingPorts = (invocation: Invocation, { media, log, isOpaque }: Environment) => ({
  files: {
    read: (key) =>
      invocation.call({
        operation: 'media.read',
        effect: () => {
          if (!media.objects.has(key)) throw new ServiceFault('NoSuchKey');
          return bytesOf(key);
        },
      }),
    write: (key, bytes) =>
      invocation.call({
        operation: 'media.write',
        effect: () => void media.put(key, Buffer.from(bytes).toString()),
      }),
  } satisfies PictureFiles,
  open: async (bytes: Uint8Array): Promise<Picture> => {
    if (isOpaque) throw new Error('It cannot be opened');
    return pictureOf(Buffer.from(bytes).toString());
  },
  placeholder: () => pictureOf('nothing'),
  log,
});
