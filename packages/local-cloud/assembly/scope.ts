import type { Identity } from '../identity.ts';
import type { Named } from './names.ts';
import type { Problems } from './problems.ts';
import type { Stack } from './read.ts';

/** Where in which template a value stands, and everything an intrinsic function may ask while it is resolved. */
export interface Scope {
  readonly stack: Stack;
  readonly place: string;
  readonly identity: Identity;
  readonly problems: Problems;
  /** The value another part of the template stands for. */
  resolve(node: unknown, place?: string): unknown;
  /** The same, as text; anything else is a problem. */
  text(node: unknown): string;
  named(logicalId: string): Named | undefined;
  condition(name: string): boolean;
  exported(name: string): unknown;
}

/** What `AWS::NoValue` resolves to: the property or list entry is as if it had not been written. */
export const noValue = Symbol('AWS::NoValue');

// Stands where a problem was found, so that the rest of the template is still read.
export const unknownText = '(unresolved)';
