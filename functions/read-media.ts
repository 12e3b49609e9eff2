import { S3Client } from '@aws-sdk/client-s3';
import { routes } from '#contract/routes.ts';
import { Failure } from '#domain/error.ts';
import { mediaLinks } from '#storage/media-links.ts';
import { endpoint, openRoute } from './endpoint.ts';
import { readSettings } from './wiring.ts';

const media = mediaLinks(new S3Client({}), readSettings('MEDIA_BUCKET').MEDIA_BUCKET);
/** Task outputs only: uploads and whatever else lies in the bucket are not for everybody who knows a key. */
const publicKey =
  /^(?:project_[\w-]+\/[\w/-]+\/)?(?:images|videos|audio)\/(?:generated|thumbnails\/\d+)\/[a-z0-9-]+\/[0-9a-f]{32}(?:-\d+)?\.[a-z0-9]+$/;

export const handler = endpoint(
  undefined,
  openRoute(routes.readMedia, async ({ parameters }) => {
    const key = parameters['key'] ?? '';
    if (!publicKey.test(key)) throw new Failure('not_found', 'There is no such file');
    // Shorter than the address lives, so that a cached redirect never leads to an expired one.
    const headers = { location: await media.presignedGet(key), 'cache-control': 'private, max-age=3000' };
    return { status: 302, headers };
  }),
);
