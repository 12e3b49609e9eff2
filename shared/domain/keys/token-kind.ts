/** Tokens for browsers begin so; apart from how they are read, which is loaded only where one comes. */
export const isBrowserToken = (text: string): boolean => text.startsWith('dkt_');
