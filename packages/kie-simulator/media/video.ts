import h264 from 'h264-mp4-encoder';
import sharp from 'sharp';
import { sceneOf } from './scene.ts';
import type { MediaSpec } from './spec.ts';

/** Wipes the moment of making out of the headers: the same film must have the same bytes tomorrow. */
function withoutDates(film: Uint8Array): Uint8Array {
  const bytes = Buffer.from(film);
  for (const box of ['mvhd', 'tkhd', 'mdhd']) {
    const at = bytes.lastIndexOf(box);
    // After the name come version and flags (4 bytes), then both times (4 bytes each).
    if (at > 0) bytes.fill(0, at + 8, at + 16);
  }
  return bytes;
}

/** Films the scene as H.264 in an MP4: one drawn frame after the other. */
export async function renderVideo(spec: MediaSpec): Promise<Uint8Array> {
  const encoder = await h264.createH264MP4Encoder();
  try {
    encoder.width = spec.width;
    encoder.height = spec.height;
    encoder.frameRate = spec.framesPerSecond;
    encoder.speed = 10;
    encoder.quantizationParameter = 28;
    encoder.groupOfPictures = spec.framesPerSecond * 2;
    encoder.initialize();
    const frames = Math.max(1, Math.round(spec.seconds * spec.framesPerSecond));
    for (let frame = 0; frame < frames; frame += 1) {
      const picture = sharp(Buffer.from(sceneOf(spec, frame / spec.framesPerSecond)));
      encoder.addFrameRgba(await picture.ensureAlpha().raw().toBuffer());
    }
    encoder.finalize();
    return withoutDates(encoder.FS.readFile(encoder.outputFilename));
  } finally {
    encoder.delete();
  }
}
