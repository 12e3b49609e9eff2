/** Bytes that go out with a call: held in memory, or opened by the sender, which has to know how many they are. */
export type CallFile = Uint8Array | { readonly length: number };

/** One part of a form: a text, or a file. */
export type FormPart =
  | { readonly name: string; readonly value: string }
  | {
      readonly name: string;
      readonly fileName: string;
      readonly contentType: string;
      readonly file: CallFile;
    };

/** A body that is not JSON: bytes of a type, or a form (`multipart/form-data`). At most one file is left to be opened. */
export type CallContent =
  { readonly contentType: string; readonly file: CallFile } | { readonly form: readonly FormPart[] };

interface CallHead {
  readonly method: 'GET' | 'POST' | 'PUT';
  /** An absolute origin other than the service's own. Credentials go only to origins that belong to the service. */
  readonly origin?: string;
  readonly path: string;
  readonly query?: Readonly<Record<string, string>>;
  /** Beside those that the client adds. Lower-case names. */
  readonly headers?: Readonly<Record<string, string>>;
  /** `file`: a good answer (2xx) is bytes and not text. */
  readonly answer?: 'file';
}

/** A request written down, not made. `path` is relative to the service's origin. `body` is sent as JSON. */
export type Call = CallHead &
  (
    | { readonly body?: unknown; readonly content?: never }
    | { readonly body?: never; readonly content: CallContent }
  );

/** Opens the bytes of a file that goes out with a call. */
export type OpenFile = () => Promise<AsyncIterable<Uint8Array>>;

/** Bounds of one call, and what it takes to make it. */
export interface CallLimits {
  readonly timeoutMs: number;
  /** Asked when all is ready, right before the first byte leaves: false sends nothing. */
  readonly isTimely?: () => boolean;
  /** Opens the file that the call leaves to be opened. */
  readonly openFile?: OpenFile;
}

/** What came of making a call. `not-sent` is said only where no byte of the request can have left. */
export type Reply =
  | { readonly type: 'answered'; readonly status: number; readonly text: string }
  /** A good answer to a call that asked for a file. */
  | {
      readonly type: 'file';
      readonly status: number;
      readonly contentType: string;
      readonly bytes: Uint8Array;
    }
  | { readonly type: 'not-sent'; readonly reason: string }
  /** `text` is what had come of the answer when it broke off. */
  | { readonly type: 'broken'; readonly reason: string; readonly text?: string };

/** Why a reply has no text to be read. */
export const untold = (reply: Exclude<Reply, { type: 'answered' }>): string =>
  reply.type === 'file' ? `HTTP ${reply.status} with a file` : reply.reason;
