import { mediaStore, type MediaStore } from '#storage/objects/media-store.ts';
import { connectBucket } from './connect-bucket.ts';

/** Where outputs are kept. */
export const connectMedia = (): MediaStore => mediaStore(...connectBucket({ checked: true }));
