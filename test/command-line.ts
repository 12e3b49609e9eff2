/** Ends the process with what is wrong with its command line and how one is written, where reading it throws. */
export function understood<Wish>(usage: string, read: () => Wish): Wish {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    console.error(`${error.message}\n${usage}`);
    process.exit(2);
  }
}

/** A whole number from `least` on. A proof over no tasks, or over a seed that is none, would prove nothing. */
export function wholeNumber(name: string, text: string, least: number): number {
  const value = Number(text);
  if (/^\d+$/.test(text) && value >= least && Number.isSafeInteger(value)) return value;
  throw new Error(`${name} is a whole number from ${least} on; "${text}" is none`);
}
