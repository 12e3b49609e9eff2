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
  readonly requestId: () => string | undefined;
  readonly emit: (text: string) => void;
}

/** Sends all output of this thread to `emit`, the console's in the form the Lambda runtime gives it. */
export function captureOutput({ format, level, requestId, emit }: ConsoleOptions): void {
  const write = ((chunk: Uint8Array | string, encoding?: unknown, done?: unknown) => {
    emit(typeof chunk === 'string' ? chunk : Buffer.from(chunk).toString('utf8'));
    const callback = typeof encoding === 'function' ? encoding : done;
    if (typeof callback === 'function') queueMicrotask(() => void (callback as () => void)());
    return true;
  }) as Write;
  process.stdout.write = write;
  process.stderr.write = write;

  const least = format === 'JSON' ? order.indexOf(level) : 0;
  for (const [method, name] of Object.entries(levels))
    console[method as keyof typeof levels] = (...values: unknown[]) => {
      if (order.indexOf(name) < least) return;
      const timestamp = new Date().toISOString();
      const id = requestId();
      if (format === 'JSON')
        emit(`${JSON.stringify({ timestamp, level: name, requestId: id, message: asMessage(values) })}\n`);
      else emit(`${[timestamp, id ?? 'undefined', name, formatWithOptions({}, ...values)].join('\t')}\n`);
    };
}

// One object alone stays an object in a JSON log, so that it can be searched.
function asMessage(values: unknown[]): unknown {
  const [only] = values;
  const structured =
    values.length === 1 && typeof only === 'object' && only !== null && !(only instanceof Error);
  return structured ? only : formatWithOptions({}, ...values);
}
