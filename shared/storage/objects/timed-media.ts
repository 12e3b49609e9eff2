import { ADTS, CustomSource, FLAC, Input, MP3, MP4, OGG, QTFF, WAVE, WEBM } from 'mediabunny';

/** How long or large a medium is, read from its headers. Members that the file does not tell are missing. */
export interface Dimensions {
  readonly width?: number;
  readonly height?: number;
  readonly durationSeconds?: number;
  readonly codec?: string;
}

/** Reads the bytes of [start, end). */
export type ReadRange = (start: number, end: number) => Promise<Uint8Array>;

const round = (seconds: number): number => Math.round(seconds * 1000) / 1000;

/** The containers that we keep; naming them leaves the readers of all others out of the bundle. */
const formats = [MP4, QTFF, WEBM, MP3, WAVE, OGG, ADTS, FLAC];

/** A file may say that its index is as large as itself: so much of it is read, and no more. */
const MOST_READ_BYTES = 32 * 1024 * 1024;

/** Reads until it has been enough; then throws, and the file stays without dimensions. */
function sparing(read: ReadRange): ReadRange {
  let left = MOST_READ_BYTES;
  return async (start, end) => {
    left -= end - start;
    if (left < 0) throw new Error(`More than ${MOST_READ_BYTES} bytes would have to be read`);
    return read(start, end);
  };
}

/** Width, height and duration of a film or a sound, read in ranges. Never fails. */
export async function timedDimensions(bytes: number, read: ReadRange): Promise<Dimensions> {
  const input = new Input({
    formats,
    source: new CustomSource({
      getSize: () => bytes,
      read: sparing(read),
      prefetchProfile: 'network',
      handleUnhandledError: () => {},
    }),
  });
  try {
    const [video, audio, durationSeconds] = await Promise.all([
      input.getPrimaryVideoTrack(),
      input.getPrimaryAudioTrack(),
      input.computeDuration(),
    ]);
    const codec = await (video ?? audio)?.getCodec();
    return {
      ...(video === null
        ? {}
        : { width: await video.getDisplayWidth(), height: await video.getDisplayHeight() }),
      durationSeconds: round(durationSeconds),
      ...(codec === undefined || codec === null ? {} : { codec }),
    };
  } catch {
    // The reader throws bare assertions on garbage; a file that it cannot read is kept without dimensions.
    return {};
  } finally {
    input.dispose();
  }
}
