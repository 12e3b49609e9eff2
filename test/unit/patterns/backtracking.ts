import type { Literal } from 'scslre';
import { partsIn, type Alternative, type Assertion, type Loop, type Part } from './parts.ts';

/** A sign that has to be there, an edge, a look ahead or back: where to go on, undefined where it fails. */
type Test = (reading: Reading, at: number) => number | undefined;

/** A text that is read, and how many steps that has taken. */
interface Reading {
  readonly signs: readonly string[];
  readonly most: number;
  steps: number;
}

type Step =
  | { readonly type: 'test'; readonly passes: Test }
  | { readonly type: 'either'; first: number; second: number }
  | { readonly type: 'jump'; to: number }
  /** Notes where a round of a loop begins, so that one which takes nothing is its last. */
  | { readonly type: 'begin'; readonly slot: number }
  | { readonly type: 'moved'; readonly slot: number };

/** A pattern as the steps of a machine that backtracks, as V8's does. */
type Program = readonly Step[];

/** 1 where a pattern reads on, -1 where it looks back. */
type Direction = 1 | -1;

/** A loop of more rounds than this counts as one without an end. */
export const MOST_ROUNDS = 1100;

const remembered = (test: RegExp): ((sign: string) => boolean) => {
  const known = new Map<string, boolean>();
  return (sign) => {
    const before = known.get(sign);
    if (before !== undefined) return before;
    const fits = test.test(sign);
    known.set(sign, fits);
    return fits;
  };
};

const isWordSign = (sign: string | undefined): boolean => sign !== undefined && /^\w$/.test(sign);
const isLineEnd = (sign: string | undefined): boolean =>
  sign !== undefined && /^[\n\r\u2028\u2029]$/.test(sign);

/** A sign of a class. */
function signOf(raw: string, flags: string, direction: Direction): Test {
  const takes = remembered(new RegExp(`^${raw}$`, flags));
  return ({ signs }, at) => {
    const sign = signs[direction === 1 ? at : at - 1];
    return sign !== undefined && takes(sign) ? at + direction : undefined;
  };
}

function edgeOf(node: Assertion, flags: string): Test {
  const multiline = flags.includes('m');
  const holds = (signs: readonly string[], at: number): boolean => {
    if (node.kind === 'start') return at === 0 || (multiline && isLineEnd(signs[at - 1]));
    if (node.kind === 'end') return at === signs.length || (multiline && isLineEnd(signs[at]));
    return isWordSign(signs[at - 1]) !== isWordSign(signs[at]);
  };
  const negate = node.kind === 'word' && node.negate;
  return ({ signs }, at) => (holds(signs, at) === negate ? undefined : at);
}

const lookOf =
  (inside: Program, negate: boolean): Test =>
  (reading, at) =>
    (end(inside, reading, at) === undefined) === negate ? at : undefined;

/** Writes the steps of a pattern one behind another. */
class Compiler {
  readonly #flags: string;
  readonly #direction: Direction;
  readonly #steps: Step[] = [];
  #slots = 0;

  constructor(flags: string, direction: Direction = 1) {
    this.#flags = flags.replace(/[gy]/g, '');
    this.#direction = direction;
  }

  program(alternatives: readonly Alternative[]): Program {
    this.#alternatives(alternatives);
    return this.#steps;
  }

  #alternatives(alternatives: readonly Alternative[]): void {
    const ends: Extract<Step, { type: 'jump' }>[] = [];
    for (const [at, { elements }] of alternatives.entries()) {
      const either = { type: 'either' as const, first: this.#steps.length + 1, second: 0 };
      const isLast = at === alternatives.length - 1;
      if (!isLast) this.#steps.push(either);
      for (const one of this.#direction === 1 ? elements : elements.toReversed()) this.#part(one);
      if (isLast) continue;
      const end = { type: 'jump' as const, to: 0 };
      ends.push(end);
      this.#steps.push(end);
      either.second = this.#steps.length;
    }
    for (const end of ends) end.to = this.#steps.length;
  }

  #part(node: Part): void {
    switch (node.type) {
      case 'Group':
      case 'CapturingGroup':
        return this.#alternatives(node.alternatives);
      case 'Quantifier':
        return this.#loop(node);
      case 'Assertion':
        return this.#assertion(node);
      case 'Character':
      case 'CharacterSet':
      case 'CharacterClass':
      case 'ExpressionCharacterClass':
        this.#steps.push({ type: 'test', passes: signOf(node.raw, this.#flags, this.#direction) });
        return;
      default:
        throw new Error(`No steps are known for ${node.type}`);
    }
  }

  #assertion(node: Assertion): void {
    const looks = node.kind === 'lookahead' || node.kind === 'lookbehind';
    const passes = looks
      ? lookOf(
          new Compiler(this.#flags, node.kind === 'lookahead' ? 1 : -1).program(node.alternatives),
          node.negate,
        )
      : edgeOf(node, this.#flags);
    this.#steps.push({ type: 'test', passes });
  }

  #choice(greedy: boolean): (out: number) => void {
    const at = this.#steps.length;
    const step = { type: 'either' as const, first: at + 1, second: at + 1 };
    this.#steps.push(step);
    return (out) => {
      step[greedy ? 'second' : 'first'] = out;
    };
  }

  #loop({ element, min, max, greedy }: Loop): void {
    for (let round = 0; round < min; round++) this.#part(element);
    const leave: ((out: number) => void)[] = [];
    if (max > MOST_ROUNDS) {
      const slot = this.#slots++;
      const start = this.#steps.length;
      leave.push(this.#choice(greedy));
      this.#steps.push({ type: 'begin', slot });
      this.#part(element);
      this.#steps.push({ type: 'moved', slot }, { type: 'jump', to: start });
    } else {
      for (let round = min; round < max; round++) {
        leave.push(this.#choice(greedy));
        this.#part(element);
      }
    }
    for (const to of leave) to(this.#steps.length);
  }
}

/** A try that was left for later: where to go on, or what to put back. */
type Left =
  readonly [step: number, at: number] | readonly [step: undefined, at: number | undefined, slot: number];

/** Where a match that begins here ends; undefined where there is none, or the count is spent. */
function end(program: Program, reading: Reading, from: number): number | undefined {
  const begun: (number | undefined)[] = [];
  const left: Left[] = [[0, from]];
  for (let tried = left.pop(); tried !== undefined; tried = left.pop()) {
    if (tried[0] === undefined) {
      begun[tried[2]] = tried[1];
      continue;
    }
    let next = tried[0];
    for (let at: number | undefined = tried[1]; at !== undefined;) {
      const step = program[next++];
      if (step === undefined) return at;
      if (++reading.steps > reading.most) return undefined;
      switch (step.type) {
        case 'test':
          at = step.passes(reading, at);
          break;
        case 'either':
          left.push([step.second, at]);
          next = step.first;
          break;
        case 'jump':
          next = step.to;
          break;
        case 'begin':
          left.push([undefined, begun[step.slot], step.slot]);
          begun[step.slot] = at;
          break;
        case 'moved':
          at = begun[step.slot] === at ? undefined : at;
          break;
      }
    }
  }
  return undefined;
}

/**
 * Counts the steps that a machine which backtracks takes to look through a text for a pattern, as `replace` does; Infinity
 * for more than so many.
 */
export function stepsOf(literal: Literal): (text: string, most: number) => number {
  const { flags } = literal;
  const program = new Compiler(flags).program(partsIn(literal));
  return (text, most) => {
    const signs = /[uv]/.test(flags) ? [...text] : text.split('');
    const reading = { signs, most, steps: 0 };
    for (let at = 0; at <= signs.length;) {
      const found = end(program, reading, at);
      if (reading.steps > most) return Infinity;
      if (found === undefined && flags.includes('y')) break;
      if (found !== undefined && !flags.includes('g')) break;
      at = Math.max(found ?? 0, at + 1);
    }
    return reading.steps;
  };
}
