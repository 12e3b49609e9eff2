/** The request forms of the four first models, as users send them. */
export const orders = {
  imagen: (prompt = 'a lighthouse at dusk', more: Record<string, unknown> = {}) => ({
    service: 'KIE',
    model: 'IMAGEN4',
    apiModel: 'google/imagen4-fast',
    input: { prompt, aspect_ratio: '16:9', ...more },
  }),
  veo: (prompt = 'waves against a pier', more: Record<string, unknown> = {}) => ({
    service: 'KIE',
    model: 'VEO3',
    prompt,
    modelVariant: 'veo3_fast',
    generationType: 'TEXT_2_VIDEO',
    aspectRatio: '16:9',
    ...more,
  }),
  midjourney: (prompt = 'an owl made of brass', more: Record<string, unknown> = {}) => ({
    service: 'KIE',
    model: 'MIDJOURNEY',
    taskType: 'mj_txt2img',
    prompt,
    aspectRatio: '1:1',
    ...more,
  }),
  sora: (prompt = 'a paper boat in the rain', more: Record<string, unknown> = {}) => ({
    service: 'KIE',
    model: 'SORA2',
    input: { prompt, aspect_ratio: 'landscape', n_frames: '10', ...more },
  }),
};

/** A film that grows out of these pictures. */
export const animated = (...imageUrls: string[]) =>
  orders.veo('it begins to move', { generationType: 'FIRST_AND_LAST_FRAMES_2_VIDEO', imageUrls });
