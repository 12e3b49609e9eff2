import type { ModelFacts } from '../facts.ts';
import type { Knobs } from '../knobs.ts';
import { effective, secondsOf, textOf } from '../prices.ts';
import { seedOf } from '../random.ts';
import { formats, isFormat, type Format, type MediaSpec } from './spec.ts';

type Input = Record<string, unknown>;

const ratioFields = ['aspect_ratio', 'aspectRatio', 'image_size', 'ratio', 'size'];
const namedRatios = new Map([
  ['landscape', 16 / 9],
  ['portrait', 9 / 16],
]);

/** Width over height: of "16:9", "landscape_4_3", "portrait"; nothing for auto and the like. */
export function ratioOf(text: string): number | undefined {
  const pair = /^(\d+):(\d+)$/.exec(text);
  if (pair !== null) return Number(pair[1]) / Number(pair[2]);
  const named = /^(landscape|portrait)_(\d+)_(\d+)$/.exec(text);
  if (named !== null) {
    const ratio = Number(named[2]) / Number(named[3]);
    const wide = Math.max(ratio, 1 / ratio);
    return named[1] === 'landscape' ? wide : 1 / wide;
  }
  return text.startsWith('square') ? 1 : namedRatios.get(text);
}

const words = (value: unknown): string => (typeof value === 'string' ? value : '');

function ratio(model: ModelFacts, input: Input): number {
  const values = ratioFields.map((name) => ratioOf(words(effective(model, input, name))));
  return values.find((value) => value !== undefined) ?? (model.media === 'video' ? 16 / 9 : 1);
}

const imageScale: Readonly<Record<string, number>> = { '1.5k': 1.5, '2k': 2, '4k': 4 };
const videoEdge: Readonly<Record<string, number>> = { '1080p': 480, '2k': 640, '4k': 640, pro: 480 };
const classFields = ['resolution', 'image_resolution', 'quality', 'size', 'mode'];
// ByteDance sells 2K and 4K under these names.
const seedreamClasses = new Map([
  ['basic', '2k'],
  ['high', '4k'],
]);

function longEdge(model: ModelFacts, input: Input, knobs: Knobs): number {
  const asked = classFields.map((name) => words(effective(model, input, name)).toLowerCase()).filter(Boolean);
  const classes = model.id.startsWith('seedream/4.5')
    ? asked.map((name) => seedreamClasses.get(name) ?? name)
    : asked;
  if (model.media === 'video') return classes.map((name) => videoEdge[name]).find(Boolean) ?? 320;
  return knobs.imageEdge * (classes.map((name) => imageScale[name]).find(Boolean) ?? 1);
}

// H.264 takes only even sizes; extreme ratios must not shrink to a line.
const even = (value: number): number => Math.max(64, Math.round(value / 2) * 2);

function sizeOf(model: ModelFacts, input: Input, knobs: Knobs): { width: number; height: number } {
  const edge = longEdge(model, input, knobs);
  const wide = ratio(model, input);
  return wide >= 1
    ? { width: even(edge), height: even(edge / wide) }
    : { width: even(edge * wide), height: even(edge) };
}

const jpegVendors = new Set(['ByteDance', 'Midjourney', 'xAI']);

/** `[as:ogg]` in a prompt asks for files of that format, where the model makes such files. */
const formatIn = (prompt: string): string => /\[as:([a-z0-9-]+)\]/.exec(prompt)?.[1] ?? '';

function soundFormat(asked: string, model: ModelFacts): Format {
  if (/^(pcm|ulaw|alaw)/.test(asked)) return 'pcm';
  if (asked.startsWith('opus')) return 'opus';
  return `${asked}${model.id}`.includes('wav') ? 'wav' : 'mp3';
}

function usualFormat(model: ModelFacts, input: Input): Format {
  const asked = words(effective(model, input, 'output_format') ?? input['outputFormat']).toLowerCase();
  if (model.media === 'video') return asked === 'mov' ? 'mov' : 'mp4';
  if (model.media === 'audio') return soundFormat(asked, model);
  if (asked === 'jpg' || asked === 'jpeg') return 'jpeg';
  if (asked === 'webp' || asked === 'png') return asked;
  return jpegVendors.has(model.vendor) ? 'jpeg' : 'png';
}

/** How many files are made, by which model and of what. */
interface Order {
  readonly model: ModelFacts;
  readonly input: Input;
  /** What is asked beside the prompt. */
  readonly asked: string;
  readonly count: number;
  /** Tells this task from every other: without a seed the service makes something else each time. */
  readonly id: string;
}

function formatOf({ model, input, asked }: Order, knobs: Knobs): Format {
  const wanted = [formatIn(asked), formatIn(textOf(input)), knobs.mediaFormat];
  const found = wanted.find((word) => isFormat(word) && formats[word].kind === model.media);
  return found !== undefined && isFormat(found) ? found : usualFormat(model, input);
}

/** What the files of one task will look like, one spec each. */
export function specsFor(order: Order, knobs: Knobs): MediaSpec[] {
  const { model, input, count, id } = order;
  const prompt = textOf(input) || JSON.stringify(input);
  const chance = input['seed'] ?? input['seeds'] ?? id;
  const cap = model.media === 'audio' ? knobs.audioSecondsCap : knobs.videoSecondsCap;
  return Array.from({ length: count }, (_, index) => ({
    kind: model.media,
    format: formatOf(order, knobs),
    ...sizeOf(model, input, knobs),
    seconds: model.media === 'image' ? 0 : Math.min(secondsOf(model, input), cap),
    framesPerSecond: knobs.framesPerSecond,
    seed: seedOf(`${prompt}|${model.id}|${index}|${JSON.stringify(chance)}`),
    prompt,
    caption: `${prompt.slice(0, 90)} · ${model.title}`,
  }));
}
