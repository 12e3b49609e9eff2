/**
 * Makes what it is asked for once, and no sooner than it is asked: what a cold start need not have is made by whoever
 * first wants it.
 */
export function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}
