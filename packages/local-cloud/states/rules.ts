import validate from 'asl-validator';
import { isObject } from './json.ts';
import type { Problem } from './problem.ts';
import { checkFlow } from './rules-flow.ts';
import { checkState } from './rules-state.ts';

const DEFINITION_LIMIT = 1_048_576;
const unsupported = new Set(['Map', 'Parallel']);

function error(code: string, message: string): Problem {
  return { severity: 'ERROR', code, message };
}

// asl-validator's patterns stumble over line breaks inside expressions, and over templates that are not
// objects. Expressions and templates have been checked by ourselves, so it gets plain ones instead.
function smoothed(value: unknown): unknown {
  if (typeof value === 'string') return value.replaceAll(/\s+/g, ' ');
  if (Array.isArray(value)) return value.map(smoothed);
  if (!isObject(value)) return value;
  const plain = { ...value };
  for (const name of ['Arguments', 'Output']) if (plain[name] !== undefined) plain[name] = '{% 1 %}';
  if (plain['Assign'] !== undefined) plain['Assign'] = {};
  return Object.fromEntries(Object.entries(plain).map(([key, item]) => [key, smoothed(item)]));
}

/** What was said of a definition, by its text: the schemas are compiled anew for each that is judged, which takes long. */
const judged = new Map<string, readonly Problem[]>();
const MOST_JUDGED = 100;

function checkSchema(definition: Record<string, unknown>): readonly Problem[] {
  const text = JSON.stringify(definition);
  const problems = judged.get(text) ?? schemaProblems(definition);
  if (judged.size >= MOST_JUDGED) judged.clear();
  judged.set(text, problems);
  return problems;
}

function schemaProblems(definition: Record<string, unknown>): Problem[] {
  const states = isObject(definition['States']) ? definition['States'] : {};
  const smooth = Object.entries(states).map(([name, state]) => [name, smoothed(state)] as const);
  const copy = { ...definition, States: Object.fromEntries(smooth) };
  // It writes a QueryLanguage into the states it is given, hence the copy.
  const { errors } = validate(copy, { checkPaths: true, checkArn: true });
  return errors.map((found) => error(found['Error code'], found.Message));
}

function checkTop(definition: Record<string, unknown>): Problem[] {
  const problems: Problem[] = [];
  if (definition['QueryLanguage'] !== 'JSONata')
    problems.push(
      error('QUERY_LANGUAGE', "QueryLanguage must be 'JSONata' at the top; JSONPath is not supported here"),
    );
  const size = Buffer.byteLength(JSON.stringify(definition));
  if (size > DEFINITION_LIMIT)
    problems.push(
      error('DEFINITION_TOO_LARGE', `The definition has ${String(size)} bytes; 1 MiB is allowed`),
    );
  const timeout = definition['TimeoutSeconds'];
  const whole = typeof timeout === 'number' && Number.isInteger(timeout) && timeout > 0;
  if (timeout !== undefined && !whole)
    problems.push(error('TIMEOUT', 'TimeoutSeconds of a state machine must be a positive whole number'));
  return problems;
}

/**
 * Everything that is wrong with a definition: what AWS rejects when it is created, what this engine does not
 * run (named as such), and, as warnings, what can only fail later. An empty list means it can be deployed.
 */
export function checkDefinition(given: unknown): Problem[] {
  // Members that are undefined would not be deployed: look at what would.
  const definition: unknown = isObject(given) ? JSON.parse(JSON.stringify(given)) : given;
  if (!isObject(definition)) return [error('NOT_AN_OBJECT', 'A definition must be a JSON object')];
  const states = definition['States'];
  if (!isObject(states) || Object.keys(states).length === 0)
    return [error('NO_STATES', 'A definition must have States')];
  const known = Object.entries(states).filter(
    (entry): entry is [string, Record<string, unknown>] =>
      isObject(entry[1]) && !unsupported.has(String(entry[1]['Type'])),
  );
  const refused = Object.entries(states).flatMap(([name, state]) =>
    isObject(state) && unsupported.has(String(state['Type']))
      ? [
          {
            ...error('UNSUPPORTED_STATE', `${String(state['Type'])} states are not supported by this engine`),
            state: name,
          },
        ]
      : [],
  );
  const own = [
    ...checkTop(definition),
    ...refused,
    ...known.flatMap(([name, state]) => checkState(name, state)),
    ...checkFlow(definition, new Map(known)),
  ];
  // The schema's own words are vague; they are only worth hearing when nothing clearer was said.
  return own.some((problem) => problem.severity === 'ERROR') ? own : [...own, ...checkSchema(definition)];
}
