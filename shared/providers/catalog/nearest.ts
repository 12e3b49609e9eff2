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

/** The names that look most like what was typed, nearest first. */
export function nearestNames(typed: string, names: readonly string[], count: number): string[] {
  const wanted = typed.slice(0, 100).toLowerCase();
  const near = (name: string): number => {
    const candidate = name.toLowerCase();
    const contained = wanted.length > 2 && (candidate.includes(wanted) || wanted.includes(candidate));
    return distance(wanted, candidate) / Math.max(wanted.length, candidate.length) - (contained ? 1 : 0);
  };
  return [...new Set(names)]
    .map((name) => ({ name, near: near(name) }))
    .sort((a, b) => a.near - b.near)
    .slice(0, count)
    .map(({ name }) => name);
}
