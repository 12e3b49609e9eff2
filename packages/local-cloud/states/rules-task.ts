import { integrationOf } from './definition.ts';
import { fieldsOf, objectsOf, textsIn } from './fields.ts';
import { inspect } from './inspect.ts';
import { isObject } from './json.ts';
import type { Report } from './problem.ts';

const ALL = 'States.ALL';
const knownErrors = new Set([
  ALL,
  'States.DataLimitExceeded',
  'States.HeartbeatTimeout',
  'States.Permissions',
  'States.QueryEvaluationError',
  'States.Runtime',
  'States.TaskFailed',
  'States.Timeout',
]);
const invokeArguments = new Set(['FunctionName', 'Payload', 'InvocationType']);
const LONGEST_DELAY = 31_622_400;

interface ErrorNames {
  /** The entry of Retry or Catch, such as `Catch[0]`. */
  readonly where: string;
  readonly names: readonly string[];
  /** Whether it is the last entry of its list. */
  readonly last: boolean;
}

function checkNames({ where, names, last }: ErrorNames, report: Report): void {
  if (names.length === 0) report('ERROR_EQUALS', `${where}: ErrorEquals must name at least one error`);
  if (names.includes(ALL) && names.length > 1)
    report('STATES_ALL', `${where}: States.ALL must stand alone in ErrorEquals`);
  if (names.includes(ALL) && !last) report('STATES_ALL', `${where}: States.ALL must be in the last entry`);
  for (const name of names)
    if (name.startsWith('States.') && !knownErrors.has(name))
      report('ERROR_EQUALS', `${where}: '${name}' is reserved and names no error a Task can have`);
}

function checkErrorNames(list: string, rules: Record<string, unknown>[], report: Report): void {
  for (const [index, rule] of rules.entries()) {
    const names = Array.isArray(rule['ErrorEquals']) ? rule['ErrorEquals'].map(String) : [];
    checkNames({ where: `${list}[${String(index)}]`, names, last: index === rules.length - 1 }, report);
  }
}

function within(value: unknown, from: number, to: number): boolean {
  return value === undefined || (typeof value === 'number' && value >= from && value <= to);
}

const isWhole = (value: unknown): boolean => value === undefined || Number.isInteger(value);

function checkRetrier(where: string, retrier: Record<string, unknown>, report: Report): void {
  const {
    IntervalSeconds: interval,
    MaxAttempts: attempts,
    BackoffRate: rate,
    MaxDelaySeconds: most,
    JitterStrategy: jitter,
  } = retrier;
  const fits =
    [interval, attempts, most].every(isWhole) &&
    within(interval, 1, 99_999_999) &&
    within(attempts, 0, 99_999_999) &&
    within(rate, 1, Infinity) &&
    within(most, 1, LONGEST_DELAY);
  if (!fits) report('RETRY', `${where}: a number is out of range`);
  if (typeof most === 'number' && most <= (typeof interval === 'number' ? interval : 1))
    report('RETRY', `${where}: MaxDelaySeconds must be greater than IntervalSeconds`);
  if (jitter !== undefined && jitter !== 'FULL' && jitter !== 'NONE')
    report('RETRY', `${where}: JitterStrategy is FULL or NONE`);
}

function checkTimes(state: Record<string, unknown>, report: Report): void {
  const { TimeoutSeconds: timeout, HeartbeatSeconds: heartbeat } = state;
  if (typeof timeout === 'number' && typeof heartbeat === 'number' && heartbeat >= timeout)
    report('HEARTBEAT', 'HeartbeatSeconds must be smaller than TimeoutSeconds');
}

function checkToken(state: Record<string, unknown>, waits: boolean, report: Report): void {
  const reads = fieldsOf(state)
    .flatMap(textsIn)
    .filter(
      ({ source }) =>
        source !== undefined && inspect(source).states.some((path) => path === 'context.Task.Token'),
    )
    .map(({ path }) => path);
  if (!waits && reads.length > 0)
    report('TASK_TOKEN', `${reads.join(', ')}: only a .waitForTaskToken task has a token`);
  if (waits && !reads.some((path) => path.startsWith('Arguments')))
    report(
      'TASK_TOKEN',
      'a .waitForTaskToken task must hand $states.context.Task.Token to its function in Arguments',
    );
}

function checkArguments(state: Record<string, unknown>, report: Report): void {
  const given = state['Arguments'];
  // An expression gives the whole object at run time: nothing can be said before.
  if (typeof given === 'string') return;
  if (!isObject(given) || given['FunctionName'] === undefined) {
    report('ARGUMENTS', 'Arguments of lambda:invoke must have a FunctionName');
    return;
  }
  for (const name of Object.keys(given))
    if (!invokeArguments.has(name))
      report('UNSUPPORTED_ARGUMENT', `the argument ${name} of lambda:invoke is not supported by this engine`);
  const type = given['InvocationType'];
  if (type !== undefined && type !== 'RequestResponse')
    report('UNSUPPORTED_ARGUMENT', 'only InvocationType RequestResponse is supported by this engine');
}

/** Checks what is particular to a Task. */
export function checkTask(state: Record<string, unknown>, report: Report): void {
  const resource = String(state['Resource']);
  const integration = integrationOf(resource);
  if (integration === undefined)
    report('UNSUPPORTED_RESOURCE', `the resource ${resource} is not supported by this engine`);
  if (integration === 'invoke' || integration === 'invoke.waitForTaskToken') checkArguments(state, report);
  checkToken(state, integration === 'invoke.waitForTaskToken', report);
  checkTimes(state, report);
  checkErrorNames('Retry', objectsOf(state['Retry']), report);
  checkErrorNames('Catch', objectsOf(state['Catch']), report);
  for (const [index, retrier] of objectsOf(state['Retry']).entries())
    checkRetrier(`Retry[${String(index)}]`, retrier, report);
}
