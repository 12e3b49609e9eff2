function distance(from: string, to: string): number {
  let previous = Array.from({ length: to.length + 1 }, (_, column) => column);
  for (let row = 1; row <= from.length; row += 1) {
    const current = [row];
    for (let column = 1; column <= to.length; column += 1) {
      const swap = (previous[column - 1] ?? 0) + (from[row - 1] === to[column - 1] ? 0 : 1);
      current.push(Math.min(swap, (previous[column] ?? 0) + 1, (current[column - 1] ?? 0) + 1));
    }
    previous = current;
  }
  return previous[to.length] ?? 0;
}

/** In one case, and with a dash for every other sign. */
const folded = (name: string): string => name.toLowerCase().replaceAll(/[^a-z0-9/]+/g, '-');

/** Without any sign, and without the `v` in front of a version: `Kling v2.6` and `kling-2.6/video` begin alike. */
const squashed = (name: string): string =>
  name
    .toLowerCase()
    .replaceAll(/[^a-z0-9]/g, '')
    .replaceAll(/v(?=\d)/g, '');

/** A name, and what is left of it without the vendor in front. */
const withAndWithoutVendor = (name: string): readonly string[] => [
  folded(name),
  folded(name.slice(name.indexOf('/') + 1)),
];

/** The names that look most like what was typed, nearest first. */
export function nearestNames(typed: string, names: readonly string[], count: number): string[] {
  const wanted = folded(typed.slice(0, 100));
  const nearTo = (candidate: string): number => {
    const contained = wanted.length > 2 && (candidate.includes(wanted) || wanted.includes(candidate));
    return distance(wanted, candidate) / Math.max(wanted.length, candidate.length) - (contained ? 1 : 0);
  };
  const start = squashed(typed.slice(0, 100));
  const beginsAlike = (name: string): boolean => start.length > 2 && squashed(name).startsWith(start);
  const near = (name: string): number =>
    Math.min(...withAndWithoutVendor(name).map(nearTo)) - (beginsAlike(name) ? 1 : 0);
  // Spellings that differ in their signs alone say the same: one of them will do.
  const different = new Map(names.toReversed().map((name) => [folded(name), name]));
  return [...different.values()]
    .map((name) => ({ name, near: near(name) }))
    .sort((a, b) => a.near - b.near)
    .slice(0, count)
    .map(({ name }) => name);
}
