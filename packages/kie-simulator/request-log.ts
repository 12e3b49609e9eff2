/** One request as it arrived and as it was answered. */
export interface LoggedRequest {
  time: number;
  method: string;
  /** Path and query. */
  path: string;
  /** The JSON body, or the number of bytes of another one. */
  body: unknown;
  /** The code in the body where there is one, else the HTTP status; 0 when no answer was given. */
  code: number;
}

/** The last requests, oldest first. */
export interface RequestLog {
  all(): LoggedRequest[];
  add(entry: LoggedRequest): void;
  clear(): void;
}

/** A log that forgets the oldest entries beyond `limit`. */
export function requestLog(limit = 20_000): RequestLog {
  let entries: LoggedRequest[] = [];
  return {
    all: () => entries,
    add(entry) {
      entries.push(entry);
      // Cutting rarely and much keeps adding cheap.
      if (entries.length > limit * 1.1) entries = entries.slice(-limit);
    },
    clear: () => {
      entries = [];
    },
  };
}
