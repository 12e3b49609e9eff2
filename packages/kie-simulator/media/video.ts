import h264 from 'h264-mp4-encoder';
import sharp, { type Sharp } from 'sharp';
import { behindFreeBox, branded, turnedFilm, withoutDates } from './boxes.ts';
import { webmOf } from './containers.ts';
import { sceneOf } from './scene.ts';
import type { Format, MediaSpec } from './spec.ts';

function* framesOf(spec: MediaSpec): Generator<Sharp> {
  const frames = Math.max(1, Math.round(spec.seconds * spec.framesPerSecond));
  for (let frame = 0; frame < frames; frame += 1) {
    yield sharp(Buffer.from(sceneOf(spec, frame / spec.framesPerSecond)));
  }
}

/** Films the scene as H.264 in an MP4: one drawn frame after the other. */
async function mp4Of(spec: MediaSpec): Promise<Uint8Array> {
  const encoder = await h264.createH264MP4Encoder();
  try {
    encoder.width = spec.width;
    encoder.height = spec.height;
    encoder.frameRate = spec.framesPerSecond;
    encoder.speed = 10;
    encoder.quantizationParameter = 28;
    encoder.groupOfPictures = spec.framesPerSecond * 2;
    encoder.initialize();
    for (const picture of framesOf(spec)) {
      encoder.addFrameRgba(await picture.ensureAlpha().raw().toBuffer());
    }
    encoder.finalize();
    return withoutDates(encoder.FS.readFile(encoder.outputFilename));
  } finally {
    encoder.delete();
  }
}

async function* webpFrames(spec: MediaSpec): AsyncGenerator<Buffer> {
  for (const picture of framesOf(spec))
    yield picture.removeAlpha().webp({ quality: 70, effort: 0 }).toBuffer();
}

/** How each format is made; a plain MP4 where a format is not listed. */
const makers: Readonly<Partial<Record<Format, (spec: MediaSpec) => Promise<Uint8Array>>>> = {
  'mp4-turned': async (spec) => turnedFilm(await mp4Of({ ...spec, width: spec.height, height: spec.width })),
  'mp4-free': async (spec) => behindFreeBox(await mp4Of(spec)),
  mov: async (spec) => branded(await mp4Of(spec), 'qt  '),
  webm: (spec) => webmOf({ ...spec, pictures: webpFrames(spec) }),
};

/** Films the scene in the asked format. */
export const renderVideo = (spec: MediaSpec): Promise<Uint8Array> => (makers[spec.format] ?? mp4Of)(spec);
