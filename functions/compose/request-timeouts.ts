/**
 * How long a client of AWS waits for a connection, and for an answer that does not come (milliseconds). Clients wait for
 * ever by themselves: a function would end by its own timeout, which the gateway answers as 500. The three or four attempts
 * of a client fit into the 29 seconds of a function behind the API, so what comes of it is `busy`.
 */
export const requestTimeouts = { connectionTimeout: 3000, socketTimeout: 5000 } as const;

/** A store that cannot be reached, or falls silent, is no reason to wait until Lambda ends the function. */
export const storeTimeouts = { connectionTimeout: 5000, socketTimeout: 30_000 } as const;
