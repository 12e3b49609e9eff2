/** A secret that is remembered for a while, and can be read anew. */
export interface RenewableSecret {
  readonly read: () => Promise<unknown>;
  /** Reads it past its cache; true where it is another one than whoever began at that time (epoch ms) had. Never throws. */
  readonly renew: (usedAt: number) => Promise<boolean>;
}

/** `fetch` reads the value: what is remembered, or what is true now. */
export function renewableSecret(
  fetch: (from: 'cache' | 'source') => Promise<unknown>,
  now: () => number,
): RenewableSecret {
  let known: string | undefined;
  let changedAt = Number.NEGATIVE_INFINITY;
  const read = async (from: 'cache' | 'source'): Promise<unknown> => {
    const value = await fetch(from);
    const text = JSON.stringify(value);
    if (known !== undefined && known !== text) changedAt = now();
    known = text;
    return value;
  };
  return {
    read: () => read('cache'),
    renew: async (usedAt) => {
      if (changedAt < usedAt) await read('source').catch(() => undefined);
      return changedAt >= usedAt;
    },
  };
}
