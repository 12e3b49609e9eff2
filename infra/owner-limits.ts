import { limitIn, limitNames, type LimitName, type OwnerLimits } from '#domain/limits/owner-limits.ts';

/** What is usual where a stage says nothing: no more than the gateway lets through for all callers together. */
const usual: Partial<Record<LimitName, string>> = {
  readsPerMinute: '30000',
  writesPerMinute: '30000',
  createsPerMinute: '6000',
};

/** Reads what each owner may do where nothing else is set for him. */
export function readOwnerLimits(text: (key: string) => string | undefined): OwnerLimits {
  const read = limitNames.map((name) => {
    const said = text(name) ?? usual[name] ?? 'none';
    try {
      return [name, limitIn(name, said)] as const;
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      throw new Error(`Context ${name}=${said}: ${why}.`, { cause: error });
    }
  });
  return Object.fromEntries(read.filter(([, limit]) => limit !== undefined));
}
