import { dispositionOf } from '#domain/files/media-key.ts';
import { DIGITAL_SOURCE_TYPE } from '#domain/files/preview.ts';
import type { Incarnated } from '#domain/tasks/incarnation.ts';

/** The name under which the metadata of an output say for which incarnation of its task it was kept. */
export const INCARNATION = 'incarnation';

/** What stands beside the bytes of every output and thumbnail. Nothing of it comes from a provider. */
export const lastingObject = (key: string, { incarnation }: Incarnated = {}) => ({
  Key: key,
  // Who has the bytes never needs to ask again: what lies under a key does not change.
  CacheControl: 'private, max-age=31536000, immutable',
  ContentDisposition: dispositionOf(key),
  // The bytes stay as the provider made them: what they are stands beside them.
  Metadata: {
    'digital-source-type': DIGITAL_SOURCE_TYPE,
    ...(incarnation === undefined ? {} : { [INCARNATION]: incarnation }),
  },
});
