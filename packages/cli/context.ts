import { parseArgs } from 'node:util';
import type { ParseArgsConfig } from 'node:util';

/** The environment of a command: arguments, streams, network and time. Tests pass their own. */
export interface Context {
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string | undefined>>;
  /** The working directory: relative folders are resolved against it. */
  readonly cwd: string;
  /** The checkout that the command line belongs to. */
  readonly root: string;
  readonly fetch: typeof fetch;
  /** Results. */
  readonly out: (text: string) => void;
  /** Progress, hints and complaints. */
  readonly err: (text: string) => void;
  /** True when `err` is a screen, whose last line can be written over. */
  readonly live: boolean;
  readonly now: () => number;
  /** Resolves after so long, or at once when `interrupted` fires. */
  readonly sleep: (milliseconds: number) => Promise<void>;
  readonly newKey: () => string;
  /** Shows an address in whatever this machine opens addresses with. */
  readonly open: (address: string) => Promise<void>;
  readonly interrupted: AbortSignal;
}

/** What the process answers with, for scripts to choose on. */
export const exitCodes = {
  ok: 0,
  failed: 1,
  usage: 2,
  refused: 3,
  unreachable: 4,
  interrupted: 130,
} as const;

/** The command line itself was wrong: nothing was sent. */
export class UsageError extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'UsageError';
  }
}

/** No stack runs and no deployment is named. */
export class NoStackError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'NoStackError';
  }
}

/** `parseArgs`, strict, whose complaints are usage errors. */
export function readArguments<Options extends NonNullable<ParseArgsConfig['options']>>(
  args: readonly string[],
  options: Options,
) {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true, strict: true });
  } catch (cause) {
    throw new UsageError(cause instanceof Error ? cause.message : String(cause), { cause });
  }
}
