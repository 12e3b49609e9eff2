import type jsonata from 'jsonata';
import { DataLimitExceeded, EvaluationFailure } from './failure.ts';
import { compile, type Surroundings } from './functions.ts';
import { expressionIn, isObject, jsonValue, tooLarge, type Json } from './json.ts';

/** What an expression can see: `$states` and the workflow's variables. */
export interface Scope {
  readonly states: Readonly<Record<string, Json>>;
  readonly variables: Readonly<Record<string, Json>>;
}

/** Evaluates the templates of a state with AWS's rules: every result must be defined and be JSON. */
export interface Evaluator {
  /** Any JSON in which texts marked `{% %}` are expressions. `field` names it in errors. */
  template(value: Json, scope: Scope, field: string): Promise<Json>;
  /** As `template`, for a payload that must not exceed 256 KiB. */
  payload(value: Json, scope: Scope, field: string): Promise<Json>;
  /** A number that may be written as an expression; a whole one, within 0 and 99,999,999. */
  seconds(value: string | number, scope: Scope, field: string): Promise<number>;
  /** A text that may be written as an expression. */
  text(value: string, scope: Scope, field: string): Promise<string>;
  /** A condition that may be written as an expression. */
  condition(value: string | boolean, scope: Scope, field: string): Promise<boolean>;
}

const LONGEST_SECONDS = 99_999_999;

function subject(source: string, field: string): string {
  return `The JSONata expression '${source}' specified for the field '${field}'`;
}

function wrongType(value: Json, expected: string, field: string): EvaluationFailure {
  return new EvaluationFailure(
    field,
    `The value specified for the field '${field}' returned an unexpected result type. ` +
      `Expected '${expected}', but was '${value === null ? 'null' : typeof value}' for value: ${JSON.stringify(value)}`,
  );
}

function describe(thrown: unknown): string {
  if (thrown instanceof Error) return thrown.message;
  if (!isObject(thrown)) return String(thrown);
  const { code, message } = thrown;
  return [code, message].filter((part) => typeof part === 'string').join(': ');
}

function asJson(result: unknown, source: string, field: string): Json {
  if (result === undefined)
    throw new EvaluationFailure(field, `${subject(source, field)} returned nothing (undefined).`);
  const lambda = isObject(result) && result['_jsonata_lambda'] === true;
  const written = typeof result === 'function' || lambda ? undefined : JSON.stringify(result);
  if (written === undefined)
    throw new EvaluationFailure(field, `${subject(source, field)} returned an unsupported result type.`);
  // JSONata marks its arrays with hidden members and shares parts of its input: only a copy is plain JSON.
  return jsonValue.parse(JSON.parse(written));
}

/** An evaluator that compiles each expression once. */
export function evaluator(surroundings: Surroundings): Evaluator {
  const compiled = new Map<string, jsonata.Expression>();

  const evaluate = async (source: string, scope: Scope, field: string): Promise<Json> => {
    let result: unknown;
    try {
      const expression = compiled.get(source) ?? compile(source, surroundings);
      compiled.set(source, expression);
      result = await expression.evaluate({}, { ...scope.variables, states: scope.states });
    } catch (thrown) {
      const message = `${subject(source, field)} threw an error during evaluation. ${describe(thrown)}`;
      throw new EvaluationFailure(field, message, { cause: thrown });
    }
    return asJson(result, source, field);
  };

  const template = async (value: Json, scope: Scope, field: string): Promise<Json> => {
    if (typeof value === 'string') {
      const source = expressionIn(value);
      return source === undefined ? value : await evaluate(source, scope, field);
    }
    if (Array.isArray(value))
      return await Promise.all(
        value.map((item, index) => template(item, scope, `${field}/${String(index)}`)),
      );
    if (value === null || typeof value !== 'object') return value;
    const entries = Object.entries(value).map(
      async ([key, item]) => [key, await template(item, scope, `${field}/${key}`)] as const,
    );
    return Object.fromEntries(await Promise.all(entries));
  };

  return {
    template,
    async payload(value, scope, field) {
      const result = await template(value, scope, field);
      if (tooLarge(result)) throw new DataLimitExceeded(`value of the field '${field}'`);
      return result;
    },
    async seconds(value, scope, field) {
      const result = await template(value, scope, field);
      if (typeof result !== 'number') throw wrongType(result, 'number', field);
      if (!Number.isInteger(result) || result < 0 || result > LONGEST_SECONDS)
        throw new EvaluationFailure(
          field,
          `The field '${field}' must be a whole number from 0 to ${String(LONGEST_SECONDS)}, but was ${String(result)}.`,
        );
      return result;
    },
    async text(value, scope, field) {
      const result = await template(value, scope, field);
      if (typeof result !== 'string') throw wrongType(result, 'string', field);
      return result;
    },
    async condition(value, scope, field) {
      const result = await template(value, scope, field);
      if (typeof result !== 'boolean') throw wrongType(result, 'boolean', field);
      return result;
    },
  };
}
