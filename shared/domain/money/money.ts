/** Integer thousandths of a credit: the only form in which money is stored or added. */
export type MilliCredits = number;

/** One Kie.ai credit is half a US cent (the vendor's catalogue of 2026-10-01 pairs 8 credits with $0.04). */
export const USD_PER_CREDIT = 0.005;

/** Reads a provider's or a catalogue's decimal credits, to the nearest thousandth. */
export const fromCredits = (credits: number): MilliCredits => Math.round(credits * 1000);

/** The JSON number shown outside: credits with at most three decimals. */
export const toCredits = (amount: MilliCredits): number => amount / 1000;

/** US dollars, to the hundredth of a cent. */
export const toUsd = (amount: MilliCredits): number => Math.round(amount * USD_PER_CREDIT * 10) / 10_000;
