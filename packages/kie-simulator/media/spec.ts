import * as z from 'zod';

/** Every format of a file: what it is a file of, the ending of its name, and the content type that its server gives it. */
export const formats = {
  png: { kind: 'image', ending: 'png', type: 'image/png' },
  jpeg: { kind: 'image', ending: 'jpeg', type: 'image/jpeg' },
  /** Its pixels lie on their side, and Exif data says so. */
  'jpeg-turned': { kind: 'image', ending: 'jpeg', type: 'image/jpeg' },
  webp: { kind: 'image', ending: 'webp', type: 'image/webp' },
  avif: { kind: 'image', ending: 'avif', type: 'image/avif' },
  /** By its name and its first box; within is the same as in an AVIF. */
  heic: { kind: 'image', ending: 'heic', type: 'image/heic' },
  mp4: { kind: 'video', ending: 'mp4', type: 'video/mp4' },
  'mp4-turned': { kind: 'video', ending: 'mp4', type: 'video/mp4' },
  /** Begins with a box of nothing. */
  'mp4-free': { kind: 'video', ending: 'mp4', type: 'video/mp4' },
  mov: { kind: 'video', ending: 'mov', type: 'video/quicktime' },
  webm: { kind: 'video', ending: 'webm', type: 'video/webm' },
  mp3: { kind: 'audio', ending: 'mp3', type: 'audio/mpeg' },
  wav: { kind: 'audio', ending: 'wav', type: 'audio/wav' },
  /** Written as it was made: its header says that nobody knows how long it is. */
  'wav-streamed': { kind: 'audio', ending: 'wav', type: 'audio/wav' },
  /** Bare samples. */
  pcm: { kind: 'audio', ending: 'pcm', type: 'application/octet-stream' },
  /** Vorbis in Ogg. */
  ogg: { kind: 'audio', ending: 'ogg', type: 'audio/ogg' },
  /** Opus in Ogg; silent. */
  opus: { kind: 'audio', ending: 'opus', type: 'audio/ogg' },
  /** AAC in MP4, called a sound or a film; silent. */
  m4a: { kind: 'audio', ending: 'm4a', type: 'audio/mp4' },
  'mp4-sound': { kind: 'audio', ending: 'mp4', type: 'video/mp4' },
  /** Opus in WebM; silent. */
  'webm-sound': { kind: 'audio', ending: 'webm', type: 'video/webm' },
} as const satisfies Record<string, { kind: 'image' | 'video' | 'audio'; ending: string; type: string }>;

export type Format = keyof typeof formats;

/** The names of all formats. */
export const formatNames = Object.keys(formats) as Format[];

export const isFormat = (word: string): word is Format => Object.hasOwn(formats, word);

/** Everything a picture, film or sound depends on: the same spec always gives the same bytes. */
export const mediaSpec = z.object({
  kind: z.enum(['image', 'video', 'audio']),
  format: z.enum(formatNames),
  width: z.number(),
  height: z.number(),
  seconds: z.number(),
  framesPerSecond: z.number(),
  seed: z.number(),
  prompt: z.string(),
  caption: z.string(),
});

export type MediaSpec = z.infer<typeof mediaSpec>;
