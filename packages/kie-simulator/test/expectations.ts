import { expect } from 'vitest';

// Vitest's own matchers are typed `any`, which would switch off the checks around them.
export const anyText: unknown = expect.any(String);
export const anyNumber: unknown = expect.any(Number);
export const anyList: unknown = expect.any(Array);

/** A text that matches. */
export const matching = (pattern: RegExp): unknown => expect.stringMatching(pattern);

/** A text with this in it. */
export const containing = (part: string): unknown => expect.stringContaining(part);

/** A list with at least these. */
export const listWith = (items: unknown[]): unknown => expect.arrayContaining(items);
