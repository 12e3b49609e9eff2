import { renderAudio } from './audio.ts';
import { renderImage } from './image.ts';
import type { MediaSpec } from './spec.ts';
import { renderVideo } from './video.ts';

const renderers = { image: renderImage, video: renderVideo, audio: renderAudio };

/** Makes the file of a spec. */
export const render = (spec: MediaSpec): Promise<Uint8Array> => renderers[spec.kind](spec);
