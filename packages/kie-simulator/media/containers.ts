import {
  BufferTarget,
  EncodedAudioPacketSource,
  EncodedPacket,
  EncodedVideoPacketSource,
  Mp4OutputFormat,
  OggOutputFormat,
  Output,
  WebMOutputFormat,
  type OutputFormat,
} from 'mediabunny';

/** A packet of silence, and how many seconds it lasts. */
interface Silence {
  readonly packet: Uint8Array;
  readonly seconds: number;
  readonly source: () => EncodedAudioPacketSource;
  readonly config: AudioDecoderConfig;
}

/** Version 1, one channel, nothing to skip, 48 kHz, no gain, no mapping. */
const opusHead = Uint8Array.from(Buffer.from('OpusHead\x01\x01\0\0\x80\xbb\0\0\0\0\0', 'latin1'));

const opus: Silence = {
  packet: Uint8Array.of(0xf8, 0xff, 0xfe),
  seconds: 0.02,
  source: () => new EncodedAudioPacketSource('opus'),
  config: { codec: 'opus', numberOfChannels: 1, sampleRate: 48_000, description: opusHead },
};

const aac: Silence = {
  packet: Uint8Array.of(0x00, 0xc8, 0x00, 0x80, 0x23, 0x80),
  seconds: 1024 / 44_100,
  source: () => new EncodedAudioPacketSource('aac'),
  // The description: AAC-LC, 44.1 kHz, one channel.
  config: {
    codec: 'mp4a.40.2',
    numberOfChannels: 1,
    sampleRate: 44_100,
    description: Uint8Array.of(0x12, 0x08),
  },
};

async function written(format: OutputFormat, fill: (output: Output) => Promise<void>): Promise<Uint8Array> {
  const target = new BufferTarget();
  const output = new Output({ format, target });
  await fill(output);
  await output.finalize();
  if (target.buffer === null) throw new Error('nothing was written');
  return new Uint8Array(target.buffer);
}

const silent =
  ({ packet, seconds: lasts, source, config }: Silence, formatOf: () => OutputFormat) =>
  (seconds: number, title: string): Promise<Uint8Array> =>
    written(formatOf(), async (output) => {
      const track = source();
      output.addAudioTrack(track);
      output.setMetadataTags({ title });
      await output.start();
      for (let n = 0; n * lasts < seconds; n += 1) {
        await track.add(new EncodedPacket(packet, 'key', n * lasts, lasts), { decoderConfig: config });
      }
    });

/** Silence of so many seconds in each container; the title tells one from another. */
export const silences = {
  ogg: silent(opus, () => new OggOutputFormat()),
  webm: silent(opus, () => new WebMOutputFormat()),
  mp4: silent(aac, () => new Mp4OutputFormat({ fastStart: 'in-memory' })),
};

const CHUNK_AT = 12;

/** The key frame in a lossy WebP picture, which is one of VP8. */
function vp8Frame(webp: Buffer): Uint8Array {
  if (webp.toString('latin1', CHUNK_AT, CHUNK_AT + 4) !== 'VP8 ') throw new Error('not a plain lossy WebP');
  return webp.subarray(CHUNK_AT + 8, CHUNK_AT + 8 + webp.readUInt32LE(CHUNK_AT + 4));
}

interface Frames {
  readonly width: number;
  readonly height: number;
  readonly framesPerSecond: number;
  /** Each as a lossy WebP picture. */
  readonly pictures: AsyncIterable<Buffer>;
}

/** A film of key frames in WebM. */
export const webmOf = ({ width, height, framesPerSecond, pictures }: Frames): Promise<Uint8Array> =>
  written(new WebMOutputFormat(), async (output) => {
    const track = new EncodedVideoPacketSource('vp8');
    output.addVideoTrack(track, { frameRate: framesPerSecond });
    await output.start();
    let n = 0;
    for await (const picture of pictures) {
      const packet = new EncodedPacket(vp8Frame(picture), 'key', n / framesPerSecond, 1 / framesPerSecond);
      await track.add(packet, { decoderConfig: { codec: 'vp8', codedWidth: width, codedHeight: height } });
      n += 1;
    }
  });
