import { dispositionOf } from '#domain/files/media-key.ts';
import { DIGITAL_SOURCE_TYPE } from '#domain/files/preview.ts';

/** What stands beside the bytes of every output and thumbnail. Nothing of it comes from a provider. */
export const lastingObject = (key: string) => ({
  Key: key,
  // Who has the bytes never needs to ask again: what lies under a key does not change.
  CacheControl: 'private, max-age=31536000, immutable',
  ContentDisposition: dispositionOf(key),
  // The bytes stay as the provider made them: what they are stands beside them.
  Metadata: { 'digital-source-type': DIGITAL_SOURCE_TYPE },
});
