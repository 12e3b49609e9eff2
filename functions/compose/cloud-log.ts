import { Logger } from '@aws-lambda-powertools/logger';
import { Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';
import type { Context } from 'aws-lambda';
import { alarmOf, alarmService } from '#domain/operators/alarm-counts.ts';
import type { Log } from '#domain/ports.ts';
import { readSettings } from './settings.ts';

/** The alarms of the stack look for metrics in this namespace. */
const NAMESPACE = 'Darkroom';

const settings = readSettings(
  'STAGE',
  'LOG_LEVEL',
  'POWERTOOLS_SERVICE_NAME',
  'POWERTOOLS_LOGGER_SAMPLE_RATE',
);
const serviceName = settings.POWERTOOLS_SERVICE_NAME;
const logger = new Logger({
  serviceName,
  logLevel: settings.LOG_LEVEL,
  sampleRateValue: settings.POWERTOOLS_LOGGER_SAMPLE_RATE,
});
const metrics = new Metrics({ namespace: NAMESPACE, serviceName });
/** What the alarms of the stage watch, whichever function writes it. */
const watched = new Metrics({ namespace: NAMESPACE, serviceName: alarmService(settings.STAGE) });

/** A count of nothing is not sent: a metric is paid for by the hours in which it has values. */
function count(metric: string, value = 1): void {
  if (value === 0) return;
  metrics.addMetric(metric, MetricUnit.Count, value);
  const alarm = alarmOf(metric);
  if (alarm !== undefined) watched.addMetric(alarm, MetricUnit.Count, value);
}

/** Structured lines and embedded metrics on standard output, as Powertools writes them. */
export const cloudLog: Log = {
  info: (message, fields = {}) => logger.info(message, fields),
  warn: (message, fields = {}) => logger.warn(message, fields),
  count,
  measure: (metric, value, unit = 'seconds') =>
    void watched.addMetric(metric, unit === 'seconds' ? MetricUnit.Seconds : MetricUnit.NoUnit, value),
};

/** Begins an invocation: its lines carry its request id and whether it is a cold start, and sampling is decided anew. */
export function beginInvocation(context: Context): void {
  logger.addContext(context);
  logger.refreshSampleRateCalculation();
}

/** Ends an invocation: writes its counts out in CloudWatch's embedded metric format. */
export function endInvocation(): void {
  for (const each of [metrics, watched]) if (each.hasStoredMetrics()) each.publishStoredMetrics();
}

/** Logs and counts an error that nobody expected, with its stack and causes, under the id of the API's request. */
export function logAccident(error: unknown, requestId: string): void {
  const fields = error instanceof Error ? { error } : { reason: String(error) };
  logger.error('unexpected error', { requestId, ...fields });
  count('UnexpectedError');
}

/** Logs why a request was told to come again: overload, or a part that cannot be reached. */
export function logBusy(error: Error, requestId: string): void {
  logger.warn('busy', { requestId, error });
}

/** Logs that the use of an API key could not be written down: its request goes on. */
export function logUnnoted(error: unknown): void {
  logger.warn('key use not noted', { error: error instanceof Error ? error : String(error) });
}

/** Logs that a request could not be counted: it goes on. */
export function logUncounted(error: unknown): void {
  logger.warn('request not counted', { error: error instanceof Error ? error : String(error) });
}
