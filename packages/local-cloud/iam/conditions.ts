import { arnPattern, exactly, variableIn, wildcard, type Matcher } from './patterns.ts';

/** The value of a condition key in a request, by its name in lower case; undefined where the request has none. */
export type Context = (key: string) => string | undefined;

/** Whether a `Condition` holds for a request. */
export type Condition = (context: Context) => boolean;

/** Says that something in a policy cannot be evaluated. */
export type Report = (what: string) => void;

/** The keys that a request is given a value for where AWS gives one. Any other is refused when it is deployed. */
export const conditionKeys: ReadonlySet<string> = new Set([
  'aws:currenttime',
  'aws:epochtime',
  'aws:principalaccount',
  'aws:principalarn',
  'aws:principalisawsservice',
  'aws:principalservicename',
  'aws:principaltype',
  'aws:requestedregion',
  'aws:resourceaccount',
  'aws:securetransport',
  'aws:sourceaccount',
  'aws:sourcearn',
  'aws:viaawsservice',
  's3:delimiter',
  's3:if-match',
  's3:if-none-match',
  's3:max-keys',
  's3:prefix',
]);

/** Makes a test of one wanted value; undefined when that value cannot be read. */
type Comparison = (wanted: string) => Matcher | undefined;

const numeric =
  (holds: (given: number, wanted: number) => boolean): Comparison =>
  (text) => {
    const wanted = Number(text);
    return Number.isNaN(wanted) ? undefined : (given) => holds(Number(given), wanted);
  };

// Dates are written as ISO 8601 or as epoch seconds.
const timeOf = (text: string): number => (/^\d+$/.test(text) ? Number(text) * 1000 : Date.parse(text));

const dated =
  (holds: (given: number, wanted: number) => boolean): Comparison =>
  (text) => {
    const wanted = timeOf(text);
    return Number.isNaN(wanted) ? undefined : (given) => holds(timeOf(given), wanted);
  };

const caseless: Comparison = (wanted) => {
  const lower = wanted.toLowerCase();
  return (given) => given.toLowerCase() === lower;
};

const truth: Comparison = (wanted) => (/^(true|false)$/i.test(wanted) ? caseless(wanted) : undefined);

const comparisons: Readonly<Record<string, Comparison>> = {
  StringEquals: exactly,
  StringEqualsIgnoreCase: caseless,
  StringLike: (wanted) => wildcard(wanted),
  ArnEquals: arnPattern,
  ArnLike: arnPattern,
  Bool: truth,
  NumericEquals: numeric((given, wanted) => given === wanted),
  NumericLessThan: numeric((given, wanted) => given < wanted),
  NumericLessThanEquals: numeric((given, wanted) => given <= wanted),
  NumericGreaterThan: numeric((given, wanted) => given > wanted),
  NumericGreaterThanEquals: numeric((given, wanted) => given >= wanted),
  DateEquals: dated((given, wanted) => given === wanted),
  DateLessThan: dated((given, wanted) => given < wanted),
  DateLessThanEquals: dated((given, wanted) => given <= wanted),
  DateGreaterThan: dated((given, wanted) => given > wanted),
  DateGreaterThanEquals: dated((given, wanted) => given >= wanted),
};

/** Each holds when none of its values compares as the other says, and when the request has no value at all. */
const negated: Readonly<Record<string, string>> = {
  StringNotEquals: 'StringEquals',
  StringNotEqualsIgnoreCase: 'StringEqualsIgnoreCase',
  StringNotLike: 'StringLike',
  ArnNotEquals: 'ArnEquals',
  ArnNotLike: 'ArnLike',
  NumericNotEquals: 'NumericEquals',
  DateNotEquals: 'DateEquals',
};

/** One operator applied to one key: what it says of a value, and of a request without one. */
interface Operator {
  readonly comparison: Comparison;
  readonly isNegated: boolean;
  readonly whenAbsent: boolean;
}

function operatorOf(name: string): Operator | undefined {
  const ifExists = name.endsWith('IfExists');
  const bare = ifExists ? name.slice(0, -'IfExists'.length) : name;
  const positive = negated[bare];
  const comparison = comparisons[positive ?? bare];
  if (comparison === undefined) return undefined;
  return { comparison, isNegated: positive !== undefined, whenAbsent: ifExists || positive !== undefined };
}

/** The `Condition` of a statement: every operator and every key must hold, and any one of a key's values. */
export function compileCondition(
  block: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>,
  report: Report,
): Condition {
  const tests = Object.entries(block).flatMap(([operator, keys]) =>
    Object.entries(keys).map(([key, values]) => compileTest({ operator, key, values }, report)),
  );
  return (context) => tests.every((holds) => holds(context));
}

interface Test {
  readonly operator: string;
  readonly key: string;
  readonly values: readonly string[];
}

const never: Condition = () => false;

function compileTest({ operator, key, values }: Test, report: Report): Condition {
  const name = key.toLowerCase();
  if (!conditionKeys.has(name)) report(`the condition key ${key} is not evaluated`);
  for (const value of values)
    if (variableIn(value) !== undefined) report(`the policy variable ${variableIn(value)} is not evaluated`);
  if (operator === 'Null') return nullTest(name, values, report);
  const known = operatorOf(operator);
  if (known === undefined) {
    report(`the condition operator ${operator} is not evaluated`);
    return never;
  }
  const matchers = values.map((value) => known.comparison(value) ?? unread(value, operator, report));
  return (context) => {
    const given = context(name);
    if (given === undefined) return known.whenAbsent;
    return matchers.some((matches) => matches(given)) !== known.isNegated;
  };
}

function unread(value: string, operator: string, report: Report): Matcher {
  report(`${operator} cannot be evaluated with the value ${value}`);
  return () => false;
}

function nullTest(name: string, values: readonly string[], report: Report): Condition {
  const matchers = values.map((value) => truth(value) ?? unread(value, 'Null', report));
  return (context) => matchers.some((matches) => matches(String(context(name) === undefined)));
}
