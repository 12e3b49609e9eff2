import { fieldsOf, textsIn, type Found } from './fields.ts';
import { inspect } from './inspect.ts';
import { isObject } from './json.ts';
import type { Problem, Report } from './problem.ts';
import { checkTask } from './rules-task.ts';

const jsonPathFields = [
  'InputPath',
  'OutputPath',
  'ResultPath',
  'Parameters',
  'ResultSelector',
  'Result',
  'SecondsPath',
  'TimestampPath',
  'TimeoutSecondsPath',
  'HeartbeatSecondsPath',
  'ErrorPath',
  'CausePath',
];
const variableName = /^[\p{ID_Start}_][\p{ID_Continue}]*$/u;
const NAME_LIMIT = 80;

function checkLanguage(state: Record<string, unknown>, report: Report): void {
  if (state['QueryLanguage'] !== undefined && state['QueryLanguage'] !== 'JSONata')
    report('QUERY_LANGUAGE', 'the state asks for JSONPath, which is not supported here');
  for (const field of jsonPathFields)
    if (state[field] !== undefined) report('JSONPATH_FIELD', `${field} belongs to JSONPath`);
}

function checkAssigned(state: Record<string, unknown>, report: Report): void {
  for (const { path, value } of fieldsOf(state)) {
    if (!/(^|\/)Assign$/.test(path)) continue;
    if (!isObject(value)) report('ASSIGN', `${path} must be an object`);
    for (const name of Object.keys(isObject(value) ? value : {})) {
      if (name === 'states') report('ASSIGN', `${path}: $states is reserved`);
      else if (!variableName.test(name) || name.length > NAME_LIMIT)
        report('ASSIGN', `${path}: '${name}' is not a name for a variable`);
    }
  }
}

function checkPlace({ path, place }: Found, states: readonly string[], report: Report): void {
  const reads = (root: string): boolean =>
    states.some((used) => used === root || used.startsWith(`${root}.`));
  if (reads('result') && place !== 'after')
    report('STATES_RESULT', `${path}: $states.result exists only in Output and Assign of a Task`);
  if (reads('errorOutput') && place !== 'caught')
    report('STATES_ERROR_OUTPUT', `${path}: $states.errorOutput exists only inside a Catch`);
}

function checkTexts(state: Record<string, unknown>, report: Report): void {
  for (const found of fieldsOf(state).flatMap(textsIn)) {
    if (found.source === undefined) {
      report('JSONATA_MARKS', `${found.path}: an expression must begin with '{%' and end with '%}'`);
      continue;
    }
    const { syntaxError, breaches, states } = inspect(found.source);
    if (syntaxError !== undefined) report('JSONATA_SYNTAX', `${found.path}: ${syntaxError}`);
    for (const breach of breaches) report('JSONATA_UNSUPPORTED', `${found.path}: ${breach}`);
    checkPlace(found, states, report);
  }
}

function checkLeaving(state: Record<string, unknown>, report: Report): void {
  const type = String(state['Type']);
  const ends = ['Next', 'End'].filter((field) => state[field] !== undefined);
  const terminal = type === 'Succeed' || type === 'Fail';
  if (terminal && ends.length > 0) report('TRANSITION', `a ${type} state has no ${ends.join(' or ')}`);
  if (['Task', 'Pass', 'Wait'].includes(type) && ends.length !== 1)
    report('TRANSITION', 'exactly one of Next and End is needed');
}

/** Checks one state by itself. */
export function checkState(name: string, state: Record<string, unknown>): Problem[] {
  const problems: Problem[] = [];
  const report: Report = (code, message) => problems.push({ severity: 'ERROR', code, message, state: name });
  if (name.length > NAME_LIMIT) report('STATE_NAME', 'the name of a state has at most 80 characters');
  checkLanguage(state, report);
  checkLeaving(state, report);
  checkAssigned(state, report);
  checkTexts(state, report);
  if (state['Type'] === 'Task') checkTask(state, report);
  else
    for (const field of ['Retry', 'Catch'])
      if (state[field] !== undefined) report('NOT_A_TASK', `only a Task can have ${field}`);
  return problems;
}
