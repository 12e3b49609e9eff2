import { everyPart, isLoop, partsIn, type Alternative, type Loop, type Part } from './parts.ts';
import type { Literal } from 'scslre';

/** Signs that most classes have one of, beside those that a pattern names itself. */
const signs = ['a', 'A', '0', ' ', '\n', '/', '-', '_', '.', ':', '"', "'", '=', '&', '<', 'é', '\u{1F600}'];
/** Ends that few patterns take. */
const ends = ['', '\0', '\n'];
/** Only what repeats this often can be made slow. */
const OFTEN = 16;

/** What is repeated, and what leads there. */
interface Pump {
  readonly prefix: string;
  readonly word: string;
}

/** The signs that a pattern names, those that begin and end its ranges among them. */
function named(source: string, parts: readonly Part[]): string[] {
  const characters = parts.flatMap((one) =>
    one.type === 'Character' ? [String.fromCodePoint(one.value)] : [],
  );
  return [...characters, ...source].filter((sign, at, all) => all.indexOf(sign) === at);
}

/** Texts that parts of a pattern match: of each alternative one, of a class two at most. */
class Sampling {
  readonly #flags: string;
  readonly #alphabet: readonly string[];

  constructor(flags: string, alphabet: readonly string[]) {
    this.#flags = flags.replace(/[gy]/g, '');
    this.#alphabet = alphabet;
  }

  ofPart(part: Part): string[] {
    switch (part.type) {
      case 'Character':
        return [String.fromCodePoint(part.value)];
      case 'CharacterSet':
      case 'CharacterClass':
      case 'ExpressionCharacterClass':
        return this.#ofClass(part.raw);
      case 'Quantifier':
        return this.ofPart(part.element).map((text) => text.repeat(Math.min(Math.max(part.min, 1), 64)));
      case 'Group':
      case 'CapturingGroup':
        return part.alternatives.flatMap((one) => this.#ofAlternative(one));
      default:
        return [''];
    }
  }

  ofParts(parts: readonly Part[]): string {
    return parts.map((one) => this.ofPart(one)[0] ?? '').join('');
  }

  #ofClass(raw: string): string[] {
    const one = new RegExp(`^${raw}$`, this.#flags);
    const fitting = this.#alphabet.filter((sign) => one.test(sign));
    return fitting.length > 2 ? [fitting[0] ?? '', fitting.at(-1) ?? ''] : fitting;
  }

  #ofAlternative({ elements }: Alternative): string[] {
    const choices = elements.map((one) => this.ofPart(one));
    const most = Math.min(6, Math.max(1, ...choices.map((one) => one.length)));
    return Array.from({ length: most }, (_, at) =>
      choices.map((one) => one[at % Math.max(one.length, 1)] ?? '').join(''),
    );
  }
}

function pumpsOf({ source, flags }: Literal): Pump[] {
  const alternatives = partsIn({ source, flags });
  const own = named(source, everyPart(alternatives));
  const sampling = new Sampling(flags, [...own, ...signs]);
  const loops = (inside: readonly Alternative[], lead: string): [Loop, string][] =>
    inside.flatMap(({ elements }) =>
      elements.flatMap((part, at) => {
        const prefix = lead + sampling.ofParts(elements.slice(0, at));
        const below = loops(partsIn(part), prefix);
        return isLoop(part, OFTEN) ? [[part, prefix] as [Loop, string], ...below] : below;
      }),
    );
  const repeated = loops(alternatives, '').flatMap(([loop, prefix]) => {
    const words = sampling.ofPart(loop.element);
    return [...words, words.join('')].map((word) => ({ prefix, word }));
  });
  const whole = alternatives.map(({ elements }) => ({ prefix: '', word: sampling.ofParts(elements) }));
  const alone = [...own, 'a', ' ', '\n'].map((word) => ({ prefix: '', word }));
  const all = [...repeated, ...whole, ...alone].filter(({ word }) => word !== '');
  return [...new Map(all.map((pump) => [JSON.stringify(pump), pump])).values()];
}

/** A text of about so many characters. */
export type Attack = (length: number) => string;

/**
 * Texts that would keep a pattern busy, if anything could: what it may repeat, repeated, behind what leads there and in
 * front of what it does not take; and each sign of it alone.
 */
export const attacksOn = (literal: Literal): Attack[] =>
  pumpsOf(literal).flatMap(({ prefix, word }) =>
    ends.map((end) => (length: number) => prefix + word.repeat(Math.ceil(length / word.length)) + end),
  );
