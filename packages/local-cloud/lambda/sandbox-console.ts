import { formatWithOptions } from 'node:util';

type Write = typeof process.stdout.write;

const levels = {
  trace: 'TRACE',
  debug: 'DEBUG',
  info: 'INFO',
  log: 'INFO',
  warn: 'WARN',
  error: 'ERROR',
} as const;
const order = ['TRACE', 'DEBUG', 'INFO', 'WARN', 'ERROR', 'FATAL'];

export interface ConsoleOptions {
  readonly format: 'Text' | 'JSON';
  readonly level: string;
  readonly requestId: string | undefined;
  readonly emit: (text: string) => void;
}

/**
 * Sends all output of this thread to `emit`, the console's in the form the Lambda runtime gives it. `current` tells at each
 * output whose it is; what is nobody's is dropped.
 */
export function captureOutput(current: () => ConsoleOptions | undefined): void {
  const write = ((chunk: Uint8Array | string, encoding?: unknown, done?: unknown) => {
    current()?.emit(typeof chunk === 'string' ? chunk : Buffer.from(chunk).toString('utf8'));
    const callback = typeof encoding === 'function' ? encoding : done;
    if (typeof callback === 'function') queueMicrotask(() => void (callback as () => void)());
    return true;
  }) as Write;
  process.stdout.write = write;
  process.stderr.write = write;

  for (const [method, name] of Object.entries(levels))
    console[method as keyof typeof levels] = (...values: unknown[]) => {
      const options = current();
      if (options !== undefined) print(options, name, values);
    };
}

function print({ format, level, requestId, emit }: ConsoleOptions, name: string, values: unknown[]): void {
  const timestamp = new Date().toISOString();
  if (format === 'Text') {
    emit(`${[timestamp, requestId ?? 'undefined', name, formatWithOptions({}, ...values)].join('\t')}\n`);
  } else if (order.indexOf(name) >= order.indexOf(level)) {
    emit(`${JSON.stringify({ timestamp, level: name, requestId, message: asMessage(values) })}\n`);
  }
}

// One object alone stays an object in a JSON log, so that it can be searched.
function asMessage(values: unknown[]): unknown {
  const [only] = values;
  const structured =
    values.length === 1 && typeof only === 'object' && only !== null && !(only instanceof Error);
  return structured ? only : formatWithOptions({}, ...values);
}
