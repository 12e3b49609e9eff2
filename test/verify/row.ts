import type { RefusalCode } from '#contract/openapi/refusals.ts';
import type { RouteName } from '#contract/routes.ts';
import type { Caller } from './target.ts';

/** What earlier rows have left for later ones: ids, addresses, tokens. */
export type Memory = Map<string, string>;

/** A request of a row. */
export interface Sent {
  readonly as?: Caller;
  /** The values of the parameters in the route's path. */
  readonly parameters?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string>>;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as JSON; or bytes or text that go as they are. */
  readonly body?: unknown;
  readonly raw?: Uint8Array | string;
  /** Another address than the route's: one that an answer has given. */
  readonly address?: string;
  readonly method?: string;
}

/** An answer as it came. */
export interface Received {
  readonly status: number;
  readonly headers: Headers;
  readonly bytes: Uint8Array;
  /** The JSON in it; undefined where it is none. */
  readonly json: unknown;
}

/** One thing that both sides have to answer alike. */
export interface Row {
  readonly name: string;
  /** The route that is asked; absent where an answer's address or an unknown path is. */
  readonly route?: RouteName;
  /** The refusal that the answer has to be. */
  readonly refusal?: RefusalCode;
  /** The status that both sides have to answer with. */
  readonly status: number;
  /** Asks the provider for something that has to be paid. Such rows run only where that is agreed to. */
  readonly paid?: true;
  readonly send: (memory: Memory) => Sent;
  /** Asked again, ten minutes at most, until the answer is so. */
  readonly until?: (answer: Received) => boolean;
  /** Members of the answer that may differ: only what kind of value they have is compared. */
  readonly loose?: readonly string[];
  readonly remember?: (answer: Received, memory: Memory) => void;
}

/** A value of an answer by its path: `valueAt(answer, 'outputs', 0, 'url')`. */
export function valueAt({ json }: Received, ...path: readonly (string | number)[]): unknown {
  return path.reduce<unknown>(
    (value, name) =>
      typeof value === 'object' && value !== null
        ? (value as Record<string | number, unknown>)[name]
        : undefined,
    json,
  );
}

/** Keeps values of an answer under names for later rows. */
export const keep =
  (names: Readonly<Record<string, readonly (string | number)[]>>) =>
  (answer: Received, memory: Memory): void => {
    for (const [name, path] of Object.entries(names)) {
      const value = valueAt(answer, ...path);
      if (typeof value === 'string') memory.set(name, value);
    }
  };

/** A value that an earlier row has left. Throws where it has left none: that row went wrong. */
export function from(memory: Memory, name: string): string {
  const value = memory.get(name);
  if (value === undefined) throw new Error(`No earlier row has left "${name}"`);
  return value;
}
