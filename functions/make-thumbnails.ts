import { makeThumbnails } from '#actions/make-thumbnails.ts';
import { pictureFiles } from '#storage/objects/picture-files.ts';
import { openPicture, placeholder } from '#storage/objects/pictures.ts';
import { cloudLog } from './wiring/cloud-log.ts';
import { connectBucket } from './wiring/connect-bucket.ts';
import { eventHandler } from './wiring/event-handler.ts';

/** Called by Finalize, which waits for it. */
export const handler = eventHandler(
  makeThumbnails({ files: pictureFiles(...connectBucket()), open: openPicture, placeholder, log: cloudLog }),
);
