import { mediaRemoval, type MediaRemoval } from '#storage/objects/media-removal.ts';
import { connectBucket } from './connect-bucket.ts';

/** What removes objects from the media bucket. */
export const connectRemoval = (): MediaRemoval => mediaRemoval(...connectBucket());
