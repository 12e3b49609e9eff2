/** Time as the actions see it: real in a Lambda, virtual in a simulation. */
export interface Clock {
  /** Epoch milliseconds. */
  readonly now: () => number;
  readonly sleep: (milliseconds: number) => Promise<void>;
}

/** Chance as the actions see it. */
export interface Random {
  /** In [0, 1). */
  readonly fraction: () => number;
  /** 32 lowercase hex digits: 128 random bits. */
  readonly hex128: () => string;
  /** 43 characters of base64url: 256 random bits. */
  readonly secret256: () => string;
}

/** One-way functions, handed in because the domain imports nothing. */
export interface Digest {
  /** Hex SHA-256 of a text. */
  readonly sha256: (text: string) => string;
  /** Hex HMAC-SHA-256. */
  readonly hmac256: (key: string, text: string) => string;
  /** Compares two hex digests in constant time. */
  readonly same: (left: string, right: string) => boolean;
}

/** What an action may tell the outside about itself. Never a payload, a token or a key. */
export interface Log {
  readonly info: (message: string, fields?: Readonly<Record<string, unknown>>) => void;
  readonly warn: (message: string, fields?: Readonly<Record<string, unknown>>) => void;
  /** Counts occurrences of something that a dashboard or an alarm looks at: one where no value is given. */
  readonly count: (metric: string, value?: number) => void;
  /** Tells a time in seconds, or an amount in credits, that an alarm of the stage looks at. Zero is a value. */
  readonly measure: (metric: string, value: number, unit?: 'seconds' | 'credits') => void;
}

/** ISO-8601 in UTC with milliseconds: the one form in which times are stored and shown. */
export const isoTime = (epochMs: number): string => new Date(epochMs).toISOString();
