import * as z from 'zod';
import { headers } from '../openapi/headers.ts';
import type { Operation } from '../openapi/operation.ts';
import { mediaQuery } from './requests.ts';
import { exampleTaskId } from '../tasks/examples.ts';

interface Redirect {
  readonly description: string;
  /** What the store answers. */
  readonly at200: string;
  readonly at302: string;
}

const redirect = ({ description, at200, at302 }: Redirect): Operation => ({
  description,
  query: mediaQuery,
  parameters: {
    key: z.string().meta({
      description: 'What follows `/media/` in the `url` of an asset.',
      example: `images/generated/ana/${exampleTaskId}_8af608ee63b86ead1bdff4166a400922.png`,
    }),
  },
  elsewhere: { 200: { description: at200, content: { 'image/*': {}, 'video/*': {}, 'audio/*': {} } } },
  answers: {
    302: {
      description: at302,
      headers: { location: headers.mediaLocation, 'cache-control': headers.cacheControl },
    },
  },
  refusals: ['not_found'],
});

/** Reading what was made. */
export const mediaOperations = {
  readMedia: redirect({
    description:
      'Sends the reader on to the bytes. No key is asked for: an address names an unguessable task id, and whoever knows it may look. Where a deployment signs addresses, one that has ended, or is not signed, is answered like what is not there; the task and the upload tell another. The path takes slashes as they are.',
    at200: 'The bytes, for a reader that follows the redirect. The store answers, not this API.',
    at302: 'The bytes are at `Location`, which is good for an hour.',
  }),
  probeMedia: redirect({
    description:
      'Answers as GET does, without a body. `Location` takes a HEAD and nothing else, so that a reader who follows it learns type, size and name of the file.',
    at200:
      'The headers of the file, for a reader that follows the redirect. The store answers, not this API.',
    at302: 'What there is to know is at `Location`, which is good for an hour.',
  }),
} as const satisfies Record<string, Operation>;
