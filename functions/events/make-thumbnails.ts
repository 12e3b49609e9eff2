import { makeThumbnails } from '#actions/files/make-thumbnails.ts';
import { pictureFiles } from '#storage/objects/picture-files.ts';
import { openPicture, placeholder } from '#storage/objects/pictures.ts';
import { cloudLog } from '../compose/cloud-log.ts';
import { connectBucket } from '../compose/connect-bucket.ts';
import { eventHandler } from '../compose/event-handler.ts';

/** Called by Finalize, which waits for it. */
export const handler = eventHandler(
  makeThumbnails({ files: pictureFiles(...connectBucket()), open: openPicture, placeholder, log: cloudLog }),
);
