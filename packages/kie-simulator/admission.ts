/** Counts calls of one kind over a sliding window and says whether one more may enter. */
export interface Admission {
  admit(now: number, limit: number, windowMs: number): boolean;
  clear(): void;
}

/** One gate for the whole account, whatever family a call belongs to. A refused call does not count. */
export function admission(): Admission {
  let entered: number[] = [];
  return {
    admit(now, limit, windowMs) {
      entered = entered.filter((time) => time > now - windowMs);
      if (entered.length >= limit) return false;
      entered.push(now);
      return true;
    },
    clear: () => {
      entered = [];
    },
  };
}
