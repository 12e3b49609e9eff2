import { mediaQuery } from '#contract/files/requests.ts';
import { parseOr422 } from '#contract/wire/problem.ts';
import { isGoodLink } from '#domain/files/media-address.ts';
import { linkSigning } from '../compose/connect-media-addresses.ts';
import { nodeDigest, systemClock } from '../compose/system-ports.ts';
import { mediaRoutes } from '#contract/files/media-routes.ts';
import { Failure } from '#domain/error.ts';
import { taskOfKey } from '#domain/files/media-key.ts';
import { uploadOfKey } from '#domain/files/upload-key.ts';
import { mediaLinks } from '#storage/objects/media-links.ts';
import { openEndpoint } from '../http/endpoint.ts';
import { operation } from '../http/operation.ts';
import type { HttpRequest } from '../http/request.ts';
import type { HttpResponse } from '../http/response.ts';
import { connectBucket } from '../compose/connect-bucket.ts';

const media = mediaLinks(...connectBucket());
const signing = linkSigning();

/** Throws `not_found` where addresses are signed and this one is not, or has ended. */
function mayOpen(key: string, query: HttpRequest['query']): void {
  if (signing === undefined) return;
  const { secrets } = signing;
  const claims = parseOr422(mediaQuery, query);
  if (!isGoodLink(key, claims, { secrets, now: systemClock.now(), digest: nodeDigest }))
    throw new Failure('not_found', 'There is no such file, or its address has ended');
}

/** Sends a reader on to an address that takes the reader's own method. */
const redirect =
  (presigned: (key: string) => Promise<string>) =>
  async ({ parameters, query }: HttpRequest): Promise<HttpResponse> => {
    const key = parameters['key'] ?? '';
    // Whatever else lies in the bucket is not for everybody who knows a key.
    if (taskOfKey(key) === undefined && uploadOfKey(key) === undefined)
      throw new Failure('not_found', 'There is no such file');
    mayOpen(key, query);
    const headers = {
      location: await presigned(key),
      // The address dies with the credentials that signed it, and when Lambda renews those nobody says: a redirect may be
      // kept for the moment in which a page asks twice, and no longer.
      'cache-control': 'private, max-age=60',
      // Wherever a browser would show this answer itself, it takes it for nothing that can act.
      'content-security-policy': "default-src 'none'; sandbox",
    };
    return { status: 302, headers };
  };

export const handler = openEndpoint(
  operation(mediaRoutes.readMedia, redirect(media.presignedGet), mediaQuery),
  operation(mediaRoutes.probeMedia, redirect(media.presignedHead), mediaQuery),
);
