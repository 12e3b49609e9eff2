/** What happened since the start or the last reset, in the units that AWS charges. */
export interface Counts {
  /** Invocations, by function. */
  readonly invocations: Readonly<Record<string, number>>;
  /** Bytes each function (its START, END and REPORT lines included) sent to its log. */
  readonly logBytes: Readonly<Record<string, number>>;
  readonly transitions: number;
  readonly apiRequests: number;
  /** Messages of WebSocket APIs, in both directions, in steps of 32 KB. */
  readonly socketMessages: number;
  /** Requests and bytes, by S3 operation. */
  readonly s3: Readonly<Record<string, { readonly requests: number; readonly bytes: number }>>;
  readonly dynamodb: readonly TableCount[];
  readonly secretReads: number;
}

/** What one caller did with one operation on one table. */
export interface TableCount {
  /** The function that called, by the first 50 letters of its name, or `other`. */
  readonly caller: string;
  readonly operation: string;
  readonly table: string;
  readonly requests: number;
  /** Requests refused by their own condition; AWS charges these too, but does not say how much. */
  readonly conditionsFailed: number;
  readonly readUnits: number;
  readonly writeUnits: number;
}

/** Reads the counts, and begins anew. */
export interface Meter {
  counts(): Counts;
  /** Requests so far that may have changed a table. A reset leaves it: while it stays, tables are as they were, but for what has expired. */
  readonly tableWrites: number;
  reset(): void;
}

/** The side of the meter that the parts of the cloud write to. */
export interface MeterWriter extends Meter {
  invocation(name: string): void;
  logBytes(name: string, bytes: number): void;
  transition(): void;
  apiRequest(): void;
  socketMessages(count: number): void;
  s3(operation: string, bytes: number): void;
  secretRead(): void;
  dynamodb(count: TableCount): void;
  tableWrite(): void;
}

export function createMeter(): MeterWriter {
  let state = blank();
  let tableWrites = 0;
  const add = (record: Record<string, number>, key: string, amount: number): void => {
    record[key] = (record[key] ?? 0) + amount;
  };
  return {
    counts: () => structuredClone({ ...state, dynamodb: [...state.dynamodb.values()] }),
    get tableWrites() {
      return tableWrites;
    },
    tableWrite: () => {
      tableWrites += 1;
    },
    reset: () => {
      state = blank();
    },
    invocation: (name) => add(state.invocations, name, 1),
    logBytes: (name, bytes) => add(state.logBytes, name, bytes),
    transition: () => {
      state.transitions += 1;
    },
    apiRequest: () => {
      state.apiRequests += 1;
    },
    socketMessages: (count) => {
      state.socketMessages += count;
    },
    secretRead: () => {
      state.secretReads += 1;
    },
    s3: (operation, bytes) => {
      const before = state.s3[operation] ?? { requests: 0, bytes: 0 };
      state.s3[operation] = { requests: before.requests + 1, bytes: before.bytes + bytes };
    },
    dynamodb: (count) => {
      const key = `${count.caller} ${count.operation} ${count.table}`;
      const before = state.dynamodb.get(key);
      state.dynamodb.set(key, before === undefined ? count : sum(before, count));
    },
  };
}

const blank = () => ({
  invocations: {} as Record<string, number>,
  logBytes: {} as Record<string, number>,
  transitions: 0,
  apiRequests: 0,
  socketMessages: 0,
  secretReads: 0,
  s3: {} as Record<string, { requests: number; bytes: number }>,
  dynamodb: new Map<string, TableCount>(),
});

const sum = (before: TableCount, count: TableCount): TableCount => ({
  ...before,
  requests: before.requests + count.requests,
  conditionsFailed: before.conditionsFailed + count.conditionsFailed,
  readUnits: before.readUnits + count.readUnits,
  writeUnits: before.writeUnits + count.writeUnits,
});
