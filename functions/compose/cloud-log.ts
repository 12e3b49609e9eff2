import type { Log } from '#domain/ports.ts';
import { logLevels, readSettings, traceId } from './settings.ts';

const NAMESPACE = 'Darkroom';
type Level = (typeof logLevels)[number];

const { LOG_LEVEL, POWERTOOLS_SERVICE_NAME: service } = readSettings('LOG_LEVEL', 'POWERTOOLS_SERVICE_NAME');
const least = logLevels.indexOf(LOG_LEVEL);
const counts = new Map<string, number>();

/** One line on standard output. The console is passed by: Lambda puts words of its own before what comes from there. */
const print = (entry: unknown): void => void process.stdout.write(`${JSON.stringify(entry)}\n`);

function write(level: Level, message: string, fields: Readonly<Record<string, unknown>>): void {
  if (logLevels.indexOf(level) < least) return;
  const timestamp = new Date().toISOString();
  print({ level, message, timestamp, service, xray_trace_id: traceId(), ...fields });
}

function readable(error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  const { name, message, stack, cause } = error;
  return { name, message, stack, ...(cause === undefined ? {} : { cause: readable(cause) }) };
}

/** Structured lines and embedded metrics on standard output, in the fields and the format that Powertools has made usual. */
export const cloudLog: Log = {
  info: (message, fields = {}) => write('INFO', message, fields),
  warn: (message, fields = {}) => write('WARN', message, fields),
  count: (metric, value = 1) => void counts.set(metric, (counts.get(metric) ?? 0) + value),
};

/** Writes the counts of one invocation out in CloudWatch's embedded metric format. Every handler ends with it. */
export function flushCounts(): void {
  if (counts.size === 0) return;
  const Metrics = [...counts.keys()].map((Name) => ({ Name, Unit: 'Count' }));
  const CloudWatchMetrics = [{ Namespace: NAMESPACE, Dimensions: [['service']], Metrics }];
  print({ _aws: { Timestamp: Date.now(), CloudWatchMetrics }, service, ...Object.fromEntries(counts) });
  counts.clear();
}

/** Logs what nobody expected, with its stack, under the request's id. */
export function logAccident(error: unknown, requestId: string): void {
  write('ERROR', 'unexpected error', { requestId, error: readable(error) });
}
