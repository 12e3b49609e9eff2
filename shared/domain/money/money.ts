/** Integer thousandths of a credit: the only form in which money is stored or added. */
export type MilliCredits = number;

/** The unit in which prices are shown and budgets are kept: half a US cent. What services bill in other units is brought into it. */
export const USD_PER_CREDIT = 0.005;

/** Reads a provider's or a catalogue's decimal credits, to the nearest thousandth. */
export const fromCredits = (credits: number): MilliCredits => Math.round(credits * 1000);

/** An amount in another unit, which is worth so many US dollars, to the nearest thousandth of a credit. */
export const fromUnits = (amount: number, usdPerUnit: number): MilliCredits =>
  fromCredits(amount * (usdPerUnit / USD_PER_CREDIT));

/** The JSON number shown outside: credits with at most three decimals. */
export const toCredits = (amount: MilliCredits): number => amount / 1000;

/** US dollars, to the hundredth of a cent. */
export const toUsd = (amount: MilliCredits): number => Math.round(amount * USD_PER_CREDIT * 10) / 10_000;
