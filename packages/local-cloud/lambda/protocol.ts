/** An error in Lambda's own form; `errorType` is what Retry and Catch match. */
export interface ErrorRecord {
  readonly errorType: string;
  readonly errorMessage: string;
  readonly trace?: readonly string[];
}

/** What a new sandbox is told about its function. */
export interface SandboxData {
  readonly code: string;
  readonly handler: string;
  readonly name: string;
  readonly arn: string;
  readonly memoryMegabytes: number;
  readonly logGroup: string;
  readonly logStream: string;
  readonly logFormat: 'Text' | 'JSON';
  readonly logLevel: string;
  readonly sourceMaps: boolean;
  /** Holds the time when it is not the system's. */
  readonly time: SharedArrayBuffer | undefined;
}

export interface InvokeMessage {
  readonly requestId: string;
  readonly traceId: string;
  readonly event: string;
  readonly remainingMs: number;
}

export type SandboxMessage =
  | { readonly type: 'ready' }
  | { readonly type: 'init-failed'; readonly error: ErrorRecord }
  | { readonly type: 'log'; readonly requestId: string | undefined; readonly text: string }
  | { readonly type: 'done'; readonly payload: string }
  | { readonly type: 'failed'; readonly error: ErrorRecord }
  | { readonly type: 'crashed'; readonly error: ErrorRecord };

/** What a thread that holds many instances is told; each has a number. */
export type ThreadOrder =
  | {
      readonly type: 'start';
      readonly id: number;
      readonly data: SandboxData;
      readonly environment: Readonly<Record<string, string>>;
    }
  | { readonly type: 'invoke'; readonly id: number; readonly message: InvokeMessage }
  | { readonly type: 'end'; readonly id: number };

/** What an instance in such a thread says; `ended` once it does nothing more. */
export interface ThreadReport {
  readonly id: number;
  readonly message: SandboxMessage | { readonly type: 'ended' };
}

/** The form in which Lambda reports whatever a function threw. */
export function errorRecord(thrown: unknown): ErrorRecord {
  if (!(thrown instanceof Error))
    return { errorType: typeof thrown, errorMessage: String(thrown), trace: [] };
  return { errorType: thrown.name, errorMessage: thrown.message, trace: (thrown.stack ?? '').split('\n') };
}
