/** Does something with one after the other, so many at once, as long as there is time. */
export async function inTurn<One, Result>(
  all: readonly One[],
  { isTime, atOnce }: { readonly isTime: () => boolean; readonly atOnce: number },
  run: (one: One) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = [];
  for (let i = 0; i < all.length && isTime(); i += atOnce) {
    results.push(...(await Promise.all(all.slice(i, i + atOnce).map(run))));
  }
  return results;
}
