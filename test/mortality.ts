/** Counts what is asked of a port, and dies at one of the requests: before it, or after it was carried out. */
export function mortality() {
  let step = 0;
  let deadly = Infinity;
  let late = false;
  const mortal = <Port extends object>(port: Port): Port =>
    new Proxy(port, {
      get: (target, name, receiver) => {
        const member: unknown = Reflect.get(target, name, receiver);
        if (typeof member !== 'function') return member;
        return async (...args: unknown[]) => {
          const mine = (step += 1);
          if (mine >= deadly && !late) throw new Error('died');
          const result: unknown = await Reflect.apply(member, target, args);
          if (mine >= deadly) throw new Error('died after all');
          return result;
        };
      },
    });
  return {
    mortal,
    dieAt: (at: number, afterwards: boolean) => ([step, deadly, late] = [0, at, afterwards]),
    live: () => (deadly = Infinity),
    steps: () => step,
  };
}
