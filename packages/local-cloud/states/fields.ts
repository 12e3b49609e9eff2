import { expressionIn, isHalfMarked, isObject } from './json.ts';

/** Where in a state a field stands, which decides what `$states` holds there. */
export type Place = 'before' | 'after' | 'caught';

/** A field of a state that may hold expressions. */
export interface Field {
  readonly path: string;
  readonly place: Place;
  readonly value: unknown;
}

/** A text found inside a field. */
export interface Found {
  readonly path: string;
  readonly place: Place;
  /** The expression; undefined when the marks around it are incomplete. */
  readonly source: string | undefined;
}

const before = ['Arguments', 'TimeoutSeconds', 'HeartbeatSeconds', 'Seconds', 'Timestamp', 'Error', 'Cause'];
const after = ['Output', 'Assign'];

function pick(
  owner: Record<string, unknown>,
  names: string[],
  { place, prefix = '' }: { place: Place; prefix?: string },
): Field[] {
  return names
    .filter((name) => owner[name] !== undefined)
    .map((name) => ({ path: `${prefix}${name}`, place, value: owner[name] }));
}

/** The objects of a list, or none when it is no list. */
export function objectsOf(list: unknown): Record<string, unknown>[] {
  return Array.isArray(list) ? list.filter(isObject) : [];
}

/** Every field of a state in which AWS allows JSONata. */
export function fieldsOf(state: Record<string, unknown>): Field[] {
  const choices = objectsOf(state['Choices']).flatMap((rule, index) =>
    pick(rule, ['Condition', ...after], { place: 'before', prefix: `Choices[${String(index)}]/` }),
  );
  const catches = objectsOf(state['Catch']).flatMap((rule, index) =>
    pick(rule, after, { place: 'caught', prefix: `Catch[${String(index)}]/` }),
  );
  const own = pick(state, after, { place: state['Type'] === 'Task' ? 'after' : 'before' });
  return [...pick(state, before, { place: 'before' }), ...own, ...choices, ...catches];
}

/** Every marked text inside a field, however deep. */
export function textsIn({ path, place, value }: Field): Found[] {
  if (typeof value === 'string') {
    const source = expressionIn(value);
    return source === undefined && !isHalfMarked(value) ? [] : [{ path, place, source }];
  }
  if (Array.isArray(value))
    return value.flatMap((item, index) => textsIn({ path: `${path}/${String(index)}`, place, value: item }));
  if (!isObject(value)) return [];
  return Object.entries(value).flatMap(([key, item]) =>
    textsIn({ path: `${path}/${key}`, place, value: item }),
  );
}

/** One way out of a state, with the variables assigned on it. */
export interface Way {
  readonly to: string;
  readonly through: string;
  readonly assigns: readonly string[];
}

const keys = (value: unknown): string[] => (isObject(value) ? Object.keys(value) : []);

function wayOf(owner: Record<string, unknown>, field: string, through: string): Way[] {
  const to = owner[field];
  return typeof to === 'string' ? [{ to, through, assigns: keys(owner['Assign']) }] : [];
}

/** Every way out of a state. */
export function waysOut(state: Record<string, unknown>): Way[] {
  const listed = ['Choices', 'Catch'].flatMap((list) =>
    objectsOf(state[list]).flatMap((rule, index) => wayOf(rule, 'Next', `${list}[${String(index)}]/Next`)),
  );
  return [...wayOf(state, 'Next', 'Next'), ...wayOf(state, 'Default', 'Default'), ...listed];
}
