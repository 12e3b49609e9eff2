import * as z from 'zod';

/** Everything a picture, film or sound depends on: the same spec always gives the same bytes. */
export const mediaSpec = z.object({
  kind: z.enum(['image', 'video', 'audio']),
  format: z.enum(['png', 'jpeg', 'webp', 'mp4', 'mp3', 'wav']),
  width: z.number(),
  height: z.number(),
  seconds: z.number(),
  framesPerSecond: z.number(),
  seed: z.number(),
  prompt: z.string(),
  caption: z.string(),
});

export type MediaSpec = z.infer<typeof mediaSpec>;

/** The content type of each format. */
export const contentTypes: Readonly<Record<MediaSpec['format'], string>> = {
  png: 'image/png',
  jpeg: 'image/jpeg',
  webp: 'image/webp',
  mp4: 'video/mp4',
  mp3: 'audio/mpeg',
  wav: 'audio/wav',
};
