/** What may be limited; what each means stands in docs/access.md. */
export const limitNames = [
  'readsPerMinute',
  'writesPerMinute',
  'keyReadsPerMinute',
  'keyWritesPerMinute',
  'createsPerMinute',
  'keyCreatesPerMinute',
  'openTasks',
  'keyOpenTasks',
  'uploadBytesPerDay',
  'keyUploadBytesPerDay',
] as const;

export type LimitName = (typeof limitNames)[number];

/** What an owner may do in a time, and at once. A limit that is missing is none. */
export type OwnerLimits = { readonly [Name in LimitName]?: number };

/** Limits of an owner's own to be set; one that is missing stays as it is, and null takes it away. */
export type WantedOwnLimits = { readonly [Name in LimitName]?: number | null | undefined };

/** An owner's own limits as they are to be; the same object where nothing changes. */
export function withOwnLimits(own: OwnerLimits, wanted: WantedOwnLimits): OwnerLimits {
  const next = limitNames.map((name) => {
    const want = wanted[name];
    return [name, want === undefined ? own[name] : (want ?? undefined)] as const;
  });
  if (next.every(([name, limit]) => limit === own[name])) return own;
  return Object.fromEntries(next.filter(([, limit]) => limit !== undefined));
}

/** The highest limit that can be named; who wants none says none. Bytes are many: a million times the largest file. */
export const mostOf = (name: LimitName): number =>
  name === 'uploadBytesPerDay' || name === 'keyUploadBytesPerDay' ? 1_000_000_000_000_000 : 1_000_000_000;

/** A limit as text: a whole number, or `none`, which is undefined. Throws where it is neither. */
export function limitIn(name: LimitName, text: string): number | undefined {
  if (text === 'none') return undefined;
  const value = /^\d{1,16}$/.test(text) ? Number(text) : 0;
  if (value >= 1 && value <= mostOf(name)) return value;
  throw new Error(`a whole number from 1 to ${mostOf(name)}, or none`);
}

/** Limits as one text, `readsPerMinute=600;createsPerMinute=60`: as functions are told what is usual. */
export const limitsText = (limits: OwnerLimits): string =>
  limitNames.flatMap((name) => (limits[name] === undefined ? [] : [`${name}=${limits[name]}`])).join(';');

/** Reads such a text. What it does not name has no limit; names of another version are left out. */
export function limitsIn(text: string): OwnerLimits {
  const said = new Map(
    text.split(';').map((part) => {
      const [name = '', value = ''] = part.split('=');
      return [name, value] as const;
    }),
  );
  const read = limitNames.map((name) => [name, limitIn(name, said.get(name) ?? 'none')] as const);
  return Object.fromEntries(read.filter(([, limit]) => limit !== undefined));
}
