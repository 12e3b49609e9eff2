/** Content codings that answers are sent in, the smaller one first, with the endings of files that are written so. */
const codings = [
  { name: 'br', ending: 'br' },
  { name: 'gzip', ending: 'gz' },
] as const;

/** The qualities that a client gives to codings in `Accept-Encoding`, by lower-case name; 1 where it names none. */
function qualitiesOf(accepted: string): ReadonlyMap<string, number> {
  return new Map(
    accepted.split(',').map((part) => {
      const [name = '', ...parameters] = part.split(';').map((text) => text.trim().toLowerCase());
      const quality = parameters.find((text) => text.startsWith('q='));
      return [name, quality === undefined ? 1 : Number(quality.slice(2))] as const;
    }),
  );
}

/** The coding that a client likes best of ours; undefined for one that takes none. */
export function codingFor(accepted = '') {
  const qualities = qualitiesOf(accepted);
  const qualityOf = (name: string): number => qualities.get(name) ?? qualities.get('*') ?? 0;
  const [best] = codings
    .filter(({ name }) => qualityOf(name) > 0)
    .toSorted((one, other) => qualityOf(other.name) - qualityOf(one.name));
  return best;
}
