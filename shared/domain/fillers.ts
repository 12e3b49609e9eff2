/** What clients send in place of nothing: null, an empty text or list, and a list of these. */
export const isFiller = (value: unknown): boolean =>
  value === undefined || value === null || value === '' || (Array.isArray(value) && value.every(isFiller));

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;

/** The same JSON without the members for which `isOut` holds, however deep; the items of lists keep their places. */
function withoutMembers(value: unknown, isOut: (member: unknown) => boolean): unknown {
  if (Array.isArray(value)) return value.map((item) => withoutMembers(item, isOut));
  if (!isObject(value)) return value;
  const kept = Object.entries(value).filter(([, member]) => !isOut(member));
  return Object.fromEntries(kept.map(([name, member]) => [name, withoutMembers(member, isOut)]));
}

/** The same JSON without members that say nothing. */
export const withoutFillers = (value: unknown): unknown => withoutMembers(value, isFiller);

/** The same JSON where what is null is not there. */
export const withoutNulls = (value: unknown): unknown => withoutMembers(value, (member) => member === null);
