import { createMp3Encoder, createOggEncoder } from 'wasm-media-encoders';
import { randomFrom } from '../random.ts';
import { branded, withoutDates } from './boxes.ts';
import { silences } from './containers.ts';
import { withSerialOne } from './ogg-serial.ts';
import type { Format, MediaSpec } from './spec.ts';

const sampleRate = 22_050;
// A pentatonic scale never sounds wrong, whatever the dice say.
const scale = [0, 2, 4, 7, 9, 12, 14, 16];
const noteSeconds = 0.28;

/** A small tune made of the seed: one soft note after the other. */
function tune(spec: MediaSpec): Float32Array {
  const random = randomFrom(spec.seed);
  const root = 196 * 2 ** (Math.floor(random() * 8) / 12);
  const notes = Array.from({ length: Math.ceil(spec.seconds / noteSeconds) }, () => {
    const step = scale[Math.floor(random() * scale.length)] ?? 0;
    return { pitch: root * 2 ** (step / 12), loud: random() < 0.12 ? 0 : 0.25 + random() * 0.2 };
  });
  return Float32Array.from({ length: Math.round(spec.seconds * sampleRate) }, (_, index) => {
    const time = index / sampleRate;
    const note = notes[Math.floor(time / noteSeconds)];
    if (note === undefined) return 0;
    const within = (time % noteSeconds) / noteSeconds;
    const swell = Math.min(1, within * 20) * (1 - within) ** 1.5;
    const turn = 2 * Math.PI * note.pitch * time;
    return note.loud * swell * (Math.sin(turn) + 0.3 * Math.sin(2 * turn) + 0.1 * Math.sin(3 * turn));
  });
}

async function mp3(samples: Float32Array): Promise<Uint8Array> {
  const encoder = await createMp3Encoder();
  encoder.configure({ sampleRate, channels: 1, bitrate: 64 });
  return encoded(encoder, samples);
}

async function vorbis(samples: Float32Array): Promise<Uint8Array> {
  const encoder = await createOggEncoder();
  encoder.configure({ sampleRate, channels: 1, vbrQuality: 1, oggSerialNo: 1 });
  return encoded(encoder, samples);
}

interface Encoder {
  encode(samples: [Float32Array]): Uint8Array;
  finalize(): Uint8Array;
}

function encoded(encoder: Encoder, samples: Float32Array): Uint8Array {
  // The encoder hands out its own memory; each piece is copied before the next call.
  const body = Uint8Array.from(encoder.encode([samples]));
  const rest = Uint8Array.from(encoder.finalize());
  return Buffer.concat([body, rest]);
}

function wav(samples: Float32Array): Uint8Array {
  const bytes = Buffer.alloc(44 + samples.length * 2);
  bytes.write('RIFF', 0);
  bytes.writeUInt32LE(36 + samples.length * 2, 4);
  bytes.write('WAVEfmt ', 8);
  bytes.writeUInt32LE(16, 16);
  bytes.writeUInt16LE(1, 20);
  bytes.writeUInt16LE(1, 22);
  bytes.writeUInt32LE(sampleRate, 24);
  bytes.writeUInt32LE(sampleRate * 2, 28);
  bytes.writeUInt16LE(2, 32);
  bytes.writeUInt16LE(16, 34);
  bytes.write('data', 36);
  bytes.writeUInt32LE(samples.length * 2, 40);
  for (const [index, sample] of samples.entries()) {
    bytes.writeInt16LE(Math.round(Math.max(-1, Math.min(1, sample)) * 32_767), 44 + index * 2);
  }
  return bytes;
}

const HEADER_BYTES = 44;
const UNKNOWN_LENGTH = 0xffffffff;

/** A WAV file by somebody who could not go back to its header. */
function streamed(file: Uint8Array): Uint8Array {
  const bytes = Buffer.from(file);
  bytes.writeUInt32LE(UNKNOWN_LENGTH, 4);
  bytes.writeUInt32LE(UNKNOWN_LENGTH, HEADER_BYTES - 4);
  return bytes;
}

const silence =
  (container: keyof typeof silences) =>
  ({ seconds, caption, seed }: MediaSpec): Promise<Uint8Array> =>
    silences[container](seconds, `${caption} ${seed}`);

const aac = async (spec: MediaSpec): Promise<Uint8Array> => withoutDates(await silence('mp4')(spec));

/** How each format is made; an MP3 where a format is not listed. */
const makers: Readonly<Partial<Record<Format, (spec: MediaSpec) => Promise<Uint8Array>>>> = {
  wav: async (spec) => wav(tune(spec)),
  'wav-streamed': async (spec) => streamed(wav(tune(spec))),
  pcm: async (spec) => wav(tune(spec)).subarray(HEADER_BYTES),
  ogg: (spec) => vorbis(tune(spec)),
  opus: async (spec) => withSerialOne(await silence('ogg')(spec)),
  'webm-sound': silence('webm'),
  m4a: async (spec) => branded(await aac(spec), 'M4A '),
  'mp4-sound': async (spec) => branded(await aac(spec), 'isom'),
};

/** Plays the tune of the spec into a file of the asked format. */
export const renderAudio = async (spec: MediaSpec): Promise<Uint8Array> =>
  (makers[spec.format] ?? ((asked: MediaSpec) => mp3(tune(asked))))(spec);
