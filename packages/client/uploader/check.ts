import { isAmong, mostBytesOf, nameOfAddress, typeOf } from './file-types.ts';
import type { FileLimits } from './limits.ts';

/** Why a file is not taken, with what a sentence about it needs. */
export type Fault =
  | { readonly why: 'type'; readonly found: string | undefined; readonly accept: readonly string[] }
  | { readonly why: 'size'; readonly bytes: number; readonly maxBytes: number }
  | { readonly why: 'empty' | 'address' | 'twice' }
  | { readonly why: 'count'; readonly maxFiles: number };

export type Refusal = Fault & { readonly name: string };

/** What was chosen, dropped, pasted or typed. */
export type Chosen = File | string;

/** What is known of a file, before or after it was brought in. */
export interface Known {
  readonly name: string;
  readonly type: string | undefined;
  readonly bytes: number | undefined;
}

export const isWebAddress = (text: string): boolean => /^https?:\/\/[^\s/]/i.test(text) && URL.canParse(text);

/** What is known of what was chosen, before it is opened. */
export function knownOf(chosen: Chosen): Known {
  if (typeof chosen !== 'string')
    return { name: chosen.name, type: typeOf(chosen.name, chosen.type), bytes: chosen.size };
  const name = nameOfAddress(chosen);
  return { name, type: typeOf(name), bytes: undefined };
}

/** What speaks against a file; undefined where nothing does, as far as is known. */
export function faultOf({ type, bytes }: Known, { accept, maxBytes }: FileLimits): Fault | undefined {
  // Of what was given by its address only its bytes will tell.
  if (type === undefined ? bytes !== undefined : !isAmong(type, accept))
    return { why: 'type', found: type, accept };
  if (bytes === 0) return { why: 'empty' };
  const most = Math.min(maxBytes ?? Infinity, type === undefined ? Infinity : mostBytesOf(type));
  return bytes !== undefined && bytes > most ? { why: 'size', bytes, maxBytes: most } : undefined;
}

/** What is wrong with something before it is known at all. */
export const addressFault = (chosen: Chosen): Fault | undefined =>
  typeof chosen !== 'string' || isWebAddress(chosen) ? undefined : { why: 'address' };

/** Pictures from a clipboard all have the same name: their time tells them apart. */
function isSame(one: Chosen, other: Chosen): boolean {
  if (typeof one === 'string' || typeof other === 'string') return one === other;
  const facts = ({ name, size, type, lastModified }: File): string =>
    [name, size, type, lastModified].join('\n');
  return facts(one) === facts(other);
}

/** Divides what was chosen into what is taken and what is not. */
export function sorted(
  chosen: readonly Chosen[],
  limits: FileLimits,
  present: { readonly count: number; readonly chosen: readonly Chosen[] },
): { readonly taken: readonly Chosen[]; readonly refusals: readonly Refusal[] } {
  const taken: Chosen[] = [];
  const refusals: Refusal[] = [];
  for (const one of chosen) {
    const known = knownOf(one);
    const fault =
      addressFault(one) ??
      ([...present.chosen, ...taken].some((other) => isSame(other, one))
        ? ({ why: 'twice' } as const)
        : faultOf(known, limits));
    const isFull = present.count + taken.length >= limits.maxFiles;
    if (fault) refusals.push({ ...fault, name: known.name });
    else if (isFull) refusals.push({ why: 'count', maxFiles: limits.maxFiles, name: known.name });
    else taken.push(one);
  }
  return { taken, refusals };
}
