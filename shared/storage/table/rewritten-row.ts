type Members = Readonly<Record<string, unknown>>;

const isMap = (value: unknown): value is Members =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A list whose items are written over those in the same places. */
const rewrittenList = (
  stored: readonly unknown[],
  before: readonly unknown[],
  next: readonly unknown[],
): readonly unknown[] =>
  stored.length === before.length
    ? next.map((item, i) => (i < before.length ? rewrittenMember(stored[i], before[i], item) : item))
    : next;

function rewrittenMember(stored: unknown, before: unknown, next: unknown): unknown {
  if (Object.is(before, next)) return stored;
  if (isMap(stored) && isMap(before) && isMap(next)) return rewrittenRow(stored, before, next);
  return Array.isArray(stored) && Array.isArray(before) && Array.isArray(next)
    ? rewrittenList(stored, before, next)
    : next;
}

/**
 * What is written over a row that was read as `before` and becomes `next`: only members that changed are new. All others,
 * and those that this version does not know, stay as they are stored, so that versions can work on the same rows. The same
 * holds for the maps and lists inside it.
 */
export function rewrittenRow<Next extends Members>(stored: Members, before: Members, next: Next): Next {
  const unknown = Object.entries(stored).filter(([name]) => !(name in before));
  const known = Object.entries(next).map(([name, value]) => [
    name,
    name in stored && name in before ? rewrittenMember(stored[name], before[name], value) : value,
  ]);
  return { ...Object.fromEntries(unknown), ...Object.fromEntries(known) } as Next;
}
