/** The account's money, kept in thousandths of a credit so that 0.8 + 209.5 stays exact. */
export interface Account {
  /** Thousandths of a credit left. */
  left(): number;
  /** Takes the amount, or takes nothing and says false when it is not there. */
  take(amount: number): boolean;
  giveBack(amount: number): void;
  fill(amount: number): void;
}

/** Credits as the service writes them: a number with at most three decimals. */
export const inCredits = (thousandths: number): number => thousandths / 1000;

/** The balance of an account; every change is reported, to be stored. */
export function accountOf(amount: number, changed: (left: number) => void): Account {
  let left = amount;
  const set = (next: number): void => {
    left = next;
    changed(left);
  };
  return {
    left: () => left,
    take(price) {
      if (price > left) return false;
      if (price > 0) set(left - price);
      return true;
    },
    giveBack: (price) => {
      if (price > 0) set(left + price);
    },
    fill: set,
  };
}
