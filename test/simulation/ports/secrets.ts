import type { Chance } from '../engine/random.ts';

const CANARY = 'canary';
const OTHER_KEY = `${CANARY}-api-key-of-`;

/** The key of one of our accounts that is not the first. */
export const otherKey = (account: string): string => `${OTHER_KEY}${account}`;

/** Whose key that is; undefined where it is none of them. */
export const accountOfKey = (key: string): string | undefined =>
  key.startsWith(OTHER_KEY) ? key.slice(OTHER_KEY.length) : undefined;

/** As many characters as a secret in a callback address has. */
const LENGTH = 43;

/** All secrets of a simulation, as canaries: each is recognized wherever it is logged, shown or stored. */
export class Secrets {
  readonly apiKey = `${CANARY}-api-key`;
  /** Where the first is replaced. */
  readonly nextApiKey = `${CANARY}-next-api-key`;
  readonly webhookKey = `${CANARY}-webhook-key`;
  readonly #chance: Chance;
  #made = 0;

  constructor(chance: Chance) {
    this.#chance = chance;
  }

  make(kind: string): string {
    this.#made += 1;
    return `${CANARY}-${kind}-${this.#made}-${this.#chance.hex(24)}`.padEnd(LENGTH, '0').slice(0, LENGTH);
  }

  /** True when a text contains one of them. */
  areIn(text: string): boolean {
    return text.includes(CANARY);
  }
}
