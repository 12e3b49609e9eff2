import {
  limitIn,
  limitNames,
  limitsFrom,
  rightIn,
  rightNames,
  type LimitName,
  type OwnerLimits,
  type RightName,
} from '#domain/limits/owner-limits.ts';

/** What is usual where a stage says nothing: no more than the gateway lets through for all callers together. */
const usual: Partial<Record<LimitName, string>> = {
  readsPerMinute: '30000',
  writesPerMinute: '30000',
  createsPerMinute: '6000',
};

/** Names the setting where its text cannot be read. */
function named<Name extends LimitName | RightName, Value>(
  name: Name,
  said: string | undefined,
  read: () => Value,
): readonly [Name, Value] {
  try {
    return [name, read()];
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new Error(`Context ${name}=${said}: ${why}.`, { cause: error });
  }
}

/** Reads what each owner may do where nothing else is set for him. */
export function readOwnerLimits(text: (key: string) => string | undefined): OwnerLimits {
  const limits = limitNames.map((name) => {
    const said = text(name) ?? usual[name] ?? 'none';
    return named(name, said, () => limitIn(name, said));
  });
  const rights = rightNames.map((name) => {
    const said = text(name);
    return named(name, said, () => rightIn(said));
  });
  return limitsFrom([...limits, ...rights]);
}
