import type { ModelFacts, Price } from './facts.ts';
import { isAbsent, sameOption } from './validation.ts';

type Input = Record<string, unknown>;

// What the service measures itself and the simulator cannot: the length of an input clip.
const secondsOfInput = 5;
const charactersPerToken = 4;
const tokensPerSecond = 25;
const charactersPerSecond = 14;

const additive: ReadonlySet<Price['per']> = new Set(['inputImage', 'inputToken', 'outputToken']);

/** The value the service works with: the given one, else the documented default, else the first option. */
export function effective(model: ModelFacts, input: Input, name: string): unknown {
  const field = model.input[name];
  const given = input[name];
  if (!isAbsent(given)) return given;
  return field?.default ?? field?.enum?.[0] ?? (field?.type === 'boolean' ? false : undefined);
}

/** All text a model is asked to speak, sing or paint, joined. */
export function textOf(input: Input): string {
  const parts = ['prompt', 'text', 'lyrics', 'dialogue', 'dialogue_turns', 'multi_prompt', 'shots', 'title'];
  return parts.flatMap((name) => wordsIn(input[name])).join(' ');
}

function wordsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (Array.isArray(value)) return value.flatMap((entry) => wordsIn(entry));
  if (typeof value !== 'object' || value === null) return [];
  const named = value as Input;
  return ['text', 'prompt', 'Scene'].flatMap((name) => wordsIn(named[name]));
}

function spokenText(input: Input): string {
  return [input['text'], input['dialogue'], input['dialogue_turns']]
    .flatMap((value) => wordsIn(value))
    .join('');
}

/** A film that is asked for in frames. */
function secondsOfFrames(model: ModelFacts, input: Input): number {
  return Number(effective(model, input, 'num_frames')) / Number(effective(model, input, 'frames_per_second'));
}

/** How long the film or the sound will be. */
export function secondsOf(model: ModelFacts, input: Input): number {
  const asked = secondsOfFrames(model, input);
  if (Number.isFinite(asked)) return asked;
  for (const name of ['duration', 'n_frames', 'duration_seconds', 'extend_times']) {
    const field = model.input[name];
    const seconds = Number(effective(model, input, name) ?? field?.min);
    if (field !== undefined && Number.isFinite(seconds) && seconds > 0) return seconds;
  }
  if (model.media !== 'audio') return model.family === 'veo' ? 8 : 5;
  const length = textOf(input).length;
  return length === 0 ? 5 : Math.max(1, Math.ceil(length / charactersPerSecond));
}

const fewNames = ['num_images', 'n', 'max_images', 'videoBatchSize'];

/** How many files a model returns for this input. Fields the model does not have are not looked at. */
export function countOf(model: ModelFacts, input: Input): number {
  const name = fewNames.find((candidate) => model.input[candidate] !== undefined);
  if (name !== undefined) return Math.max(1, Number(input[name] ?? model.input[name]?.default ?? 1));
  if (model.family === 'mj') return model.media === 'image' && model.id !== 'mj_upscale' ? 4 : 1;
  if (model.id === 'grok-imagine/text-to-image') return 2;
  if (model.id.endsWith('layer-decomposition')) return 3;
  return /^ai-music-api\/(generate|extend|mashup|upload|add-)/.test(model.id) ? 2 : 1;
}

const hasInputVideo = (input: Input): boolean =>
  Object.keys(input).some(
    (name) => /(video_(url|urls|list)|reference_video)/.test(name) && !isAbsent(input[name]),
  );

const isAddress = (value: unknown): boolean => typeof value === 'string' && /^\w+:\/\//.test(value);

/** A size or a ratio of the image has the word in its name, too, and is no picture. */
function inputImages(input: Input): number {
  const lists = Object.entries(input).filter(([name]) => /image|frame|input_urls/.test(name));
  return lists.flatMap(([, value]) => value).filter((value) => isAddress(value)).length;
}

const textOr = (value: unknown): string => (typeof value === 'string' ? value : '');

function tierOf(model: ModelFacts, input: Input): string {
  const named = textOr(input['model']);
  const known = ['lite', 'fast', 'quality', 'pro', 'max'].find((tier) => named.includes(tier));
  return known ?? (model.vendor === 'Google' ? 'fast' : 'pro');
}

function holds(model: ModelFacts, input: Input, price: Price): boolean {
  if (price.video !== undefined && price.video !== hasInputVideo(input)) return false;
  return Object.entries(price.if ?? {}).every(([name, options]) => {
    const value = name === 'tier' ? tierOf(model, input) : effective(model, input, name);
    return options.some((option) => sameOption(option, value));
  });
}

/** What is charged for: a price of the list, applied to an input. */
interface Charge {
  model: ModelFacts;
  input: Input;
  price: Price;
  /** How much of the length is charged for. */
  seconds: number;
}

const filesMade = ({ model, input }: Charge): number => countOf(model, input);

/** How many units of each kind a charge counts. */
const units: Readonly<Record<Price['per'], (charge: Charge) => number>> = {
  job: () => 1,
  image: filesMade,
  megapixel: filesMade,
  inputImage: ({ input, price }) => Math.max(0, inputImages(input) - (price.free ?? 0)),
  second: ({ seconds }) => seconds,
  secondInOut: ({ input, seconds }) => seconds + (hasInputVideo(input) ? secondsOfInput : 0),
  inputSecond: () => secondsOfInput,
  inputMinute: () => secondsOfInput / 60,
  thousandCharacters: ({ input }) => spokenText(input).length / 1000,
  inputToken: ({ input }) => spokenText(input).length / charactersPerToken / 1e6,
  outputToken: ({ seconds }) => (seconds * tokensPerSecond) / 1e6,
};

function unitsOf(model: ModelFacts, input: Input, price: Price): number {
  const seconds = Math.min(price.seconds ?? secondsOf(model, input), price.upTo ?? Infinity);
  return units[price.per]({ model, input, price, seconds });
}

/** What one task costs, in thousandths of a credit. A model without a known price is free here. */
export function priceOf(model: ModelFacts, input: Input): number {
  const base = model.prices.filter((price) => !additive.has(price.per));
  const chosen = base.find((price) => holds(model, input, price)) ?? base[0];
  const extras = model.prices.filter((price) => additive.has(price.per));
  const parts = chosen === undefined ? extras : [chosen, ...extras];
  const credits = parts.reduce((sum, price) => sum + price.credits * unitsOf(model, input, price), 0);
  return Math.round(credits * 1000);
}
