import { S3Client } from '@aws-sdk/client-s3';
import { mediaRemoval, type MediaRemoval } from '#storage/media-removal.ts';
import { readSettings } from './wiring.ts';

/** What removes objects from the media bucket. */
export const connectRemoval = (): MediaRemoval =>
  mediaRemoval(new S3Client({}), readSettings('MEDIA_BUCKET').MEDIA_BUCKET);
