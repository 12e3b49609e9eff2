/** Pictures that are both taken as inputs and kept as results, by what their bytes say, and the ending that each gets. */
export const pictureTypes = {
  'image/png': { ending: 'png', media: 'image' },
  'image/jpeg': { ending: 'jpg', media: 'image' },
  'image/webp': { ending: 'webp', media: 'image' },
  'image/gif': { ending: 'gif', media: 'image' },
} as const;

/** Films, likewise. */
export const filmTypes = {
  'video/mp4': { ending: 'mp4', media: 'video' },
  'video/quicktime': { ending: 'mov', media: 'video' },
  'video/webm': { ending: 'webm', media: 'video' },
} as const;

/** Sounds, likewise. */
export const soundTypes = {
  'audio/mpeg': { ending: 'mp3', media: 'audio' },
  'audio/wav': { ending: 'wav', media: 'audio' },
  'audio/ogg': { ending: 'ogg', media: 'audio' },
  'audio/aac': { ending: 'aac', media: 'audio' },
  'audio/flac': { ending: 'flac', media: 'audio' },
  'audio/mp4': { ending: 'm4a', media: 'audio' },
  'audio/webm': { ending: 'weba', media: 'audio' },
} as const;
