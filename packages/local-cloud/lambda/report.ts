import type { FunctionDefinition } from '../resources/functions.ts';

/** The measures of one invocation. */
export interface Measures {
  readonly requestId: string;
  readonly at: number;
  readonly ms: number;
  readonly initMs: number | undefined;
  readonly error: string | undefined;
}

const two = (value: number): string => value.toFixed(2);
const iso = (time: number): string => new Date(time).toISOString();

// In JSON logs Lambda's own lines appear from this level down only.
const silent = ({ logFormat, systemLogLevel }: FunctionDefinition): boolean =>
  logFormat === 'JSON' && systemLogLevel === 'WARN';

/** The line Lambda writes before an invocation. */
export function startLine(definition: FunctionDefinition, requestId: string, at: number): string {
  if (silent(definition)) return '';
  if (definition.logFormat === 'Text') return `START RequestId: ${requestId} Version: $LATEST\n`;
  const record = { requestId, functionArn: definition.arn, version: '$LATEST' };
  return `${JSON.stringify({ time: iso(at), type: 'platform.start', record })}\n`;
}

/** The lines Lambda writes after an invocation. Memory is not measured. */
export function endLines(definition: FunctionDefinition, measures: Measures): string {
  if (silent(definition)) return '';
  const { requestId, at, ms, initMs, error } = measures;
  const billed = Math.ceil(ms + (initMs ?? 0));
  if (definition.logFormat === 'JSON') {
    const metrics = {
      durationMs: Number(two(ms)),
      billedDurationMs: billed,
      memorySizeMB: definition.memoryMegabytes,
      maxMemoryUsedMB: definition.memoryMegabytes,
      ...(initMs === undefined ? {} : { initDurationMs: Number(two(initMs)) }),
    };
    const record = { requestId, metrics, status: error === undefined ? 'success' : 'error' };
    return `${JSON.stringify({ time: iso(at), type: 'platform.report', record })}\n`;
  }
  const report = [
    `REPORT RequestId: ${requestId}`,
    `Duration: ${two(ms)} ms`,
    `Billed Duration: ${billed} ms`,
    `Memory Size: ${definition.memoryMegabytes} MB`,
    `Max Memory Used: ${definition.memoryMegabytes} MB`,
    ...(initMs === undefined ? [] : [`Init Duration: ${two(initMs)} ms`]),
  ];
  return `END RequestId: ${requestId}\n${report.join('\t')}\t\n`;
}
