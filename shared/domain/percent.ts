/** Percent-decoding that leaves alone what is not written in it: an address may come to us decoded already. */
export function percentDecoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
