type Members = Readonly<Record<string, unknown>>;

/** A list with its unchanged items as they are stored. */
function rewrittenList(
  stored: readonly unknown[],
  before: readonly unknown[],
  next: readonly unknown[],
): readonly unknown[] {
  return stored.length === before.length
    ? next.map((item, i) => (i < before.length && Object.is(item, before[i]) ? stored[i] : item))
    : next;
}

function rewrittenMember(stored: unknown, before: unknown, next: unknown): unknown {
  if (Object.is(before, next)) return stored;
  return Array.isArray(stored) && Array.isArray(before) && Array.isArray(next)
    ? rewrittenList(stored, before, next)
    : next;
}

/**
 * What is written over a row that was read as `before` and becomes `next`: only members that changed are new. All others,
 * and those that this version does not know, stay as they are stored, so that versions can work on the same rows.
 */
export function rewrittenRow<Next extends Members>(stored: Members, before: Members, next: Next): Next {
  const unknown = Object.entries(stored).filter(([name]) => !(name in before));
  const known = Object.entries(next).map(([name, value]) => [
    name,
    name in stored && name in before ? rewrittenMember(stored[name], before[name], value) : value,
  ]);
  return { ...Object.fromEntries(unknown), ...Object.fromEntries(known) } as Next;
}
