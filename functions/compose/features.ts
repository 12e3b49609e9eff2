import type { Media } from '#providers/catalog/model.ts';
import { readSettings } from './settings.ts';

/** The kinds of media that this deployment makes. */
export function enabledMedia(): ReadonlySet<Media> {
  const settings = readSettings(
    'ENABLE_IMAGE_GENERATION',
    'ENABLE_VIDEO_GENERATION',
    'ENABLE_AUDIO_GENERATION',
  );
  const switches: Readonly<Record<Media, boolean>> = {
    image: settings.ENABLE_IMAGE_GENERATION,
    video: settings.ENABLE_VIDEO_GENERATION,
    audio: settings.ENABLE_AUDIO_GENERATION,
  };
  return new Set(Object.entries(switches).flatMap(([media, isOn]) => (isOn ? [media as Media] : [])));
}
