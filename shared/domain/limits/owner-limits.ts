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
  'turnWeight',
] as const;

export type LimitName = (typeof limitNames)[number];

/** What an owner may do unless it is said that he may not. */
export const rightNames = ['highPriority'] as const;

export type RightName = (typeof rightNames)[number];

/** What an owner may do in a time, and at once. A limit that is missing is none, and a right that is missing is his. */
export type OwnerLimits = { readonly [Name in LimitName]?: number } & {
  readonly [Name in RightName]?: boolean;
};

/** Limits of an owner's own to be set; one that is missing stays as it is, and null takes it away. */
export type WantedOwnLimits = { readonly [Name in LimitName]?: number | null | undefined } & {
  readonly [Name in RightName]?: boolean | null | undefined;
};

/** Limits and rights, as far as there is something of each name. */
export const limitsFrom = (
  entries: readonly (readonly [LimitName | RightName, number | boolean | undefined])[],
): OwnerLimits => Object.fromEntries(entries.filter(([, value]) => value !== undefined));

/** An owner's own limits as they are to be; the same object where nothing changes. */
export function withOwnLimits(own: OwnerLimits, wanted: WantedOwnLimits): OwnerLimits {
  const next = [...limitNames, ...rightNames].map((name) => {
    const want = wanted[name];
    return [name, want === undefined ? own[name] : (want ?? undefined)] as const;
  });
  if (next.every(([name, limit]) => limit === own[name])) return own;
  return limitsFrom(next);
}

/** The highest limit that can be named; who wants none says none. Bytes are many: a million times the largest file. */
export function mostOf(name: LimitName): number {
  if (name === 'turnWeight') return 1000;
  return name === 'uploadBytesPerDay' || name === 'keyUploadBytesPerDay'
    ? 1_000_000_000_000_000
    : 1_000_000_000;
}

/** A limit as text: a whole number, or `none`, which is undefined. Throws where it is neither. */
export function limitIn(name: LimitName, text: string): number | undefined {
  if (text === 'none') return undefined;
  const value = /^\d{1,16}$/.test(text) ? Number(text) : 0;
  if (value >= 1 && value <= mostOf(name)) return value;
  throw new Error(`a whole number from 1 to ${mostOf(name)}, or none`);
}

/** A right as text; undefined where nothing is said. Throws where it is neither. */
export function rightIn(text: string | undefined): boolean | undefined {
  if (text === undefined) return undefined;
  if (text === 'true' || text === 'false') return text === 'true';
  throw new Error('true or false');
}

/** Limits as one text, `readsPerMinute=600;createsPerMinute=60`: as functions are told what is usual. */
export const limitsText = (limits: OwnerLimits): string =>
  [...limitNames, ...rightNames]
    .flatMap((name) => (limits[name] === undefined ? [] : [`${name}=${limits[name]}`]))
    .join(';');

/** Reads such a text. What it does not name has no limit; names of another version are left out. */
export function limitsIn(text: string): OwnerLimits {
  const said = new Map(
    text.split(';').map((part) => {
      const [name = '', value = ''] = part.split('=');
      return [name, value] as const;
    }),
  );
  return limitsFrom([
    ...limitNames.map((name) => [name, limitIn(name, said.get(name) ?? 'none')] as const),
    ...rightNames.map((name) => [name, rightIn(said.get(name))] as const),
  ]);
}
