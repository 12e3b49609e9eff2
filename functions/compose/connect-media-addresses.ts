import { mediaAddresses, type LinkSigning, type MediaAddress } from '#domain/files/media-address.ts';
import { readSettings } from './settings.ts';
import { nodeDigest, systemClock } from './system-ports.ts';

/** Shorter ones are none: what a secret that was never filled in leaves behind. */
const LEAST_LENGTH = 32;

/** How addresses of files are signed; undefined where they are for everybody who knows them, for ever. */
export function linkSigning(): LinkSigning | undefined {
  const { MEDIA_LINK_SECRETS: said, MEDIA_LINK_SECONDS: seconds } = readSettings(
    'MEDIA_LINK_SECRETS',
    'MEDIA_LINK_SECONDS',
  );
  if (said.length === 0) return undefined;
  const secrets = said.filter((secret) => secret.length >= LEAST_LENGTH);
  if (secrets.length > 0) return { secrets, seconds };
  throw new Error('MEDIA_LINK_SECRETS: no secret has 32 characters');
}

/** Where files are shown. */
export const connectMediaAddresses = (): MediaAddress =>
  mediaAddresses(readSettings('MEDIA_BASE_URL').MEDIA_BASE_URL, linkSigning(), {
    clock: systemClock,
    digest: nodeDigest,
  });
