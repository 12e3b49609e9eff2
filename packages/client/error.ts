/** A refusal's body, as far as it is known: RFC 9457, with members of its own for some codes. */
export interface ProblemBody {
  readonly status: number;
  readonly code: string;
  readonly title?: string;
  readonly detail?: string;
  readonly requestId?: string;
  readonly errors?: readonly FieldError[];
  /** With `model_retired`: the model to take instead. */
  readonly successor?: string;
  /** With `incompatible_service`: who does offer the model. */
  readonly services?: readonly string[];
  readonly [member: string]: unknown;
}

/** Where in the request something is wrong, as a JSON Pointer into the body or a parameter's name. */
export interface FieldError {
  readonly path: string;
  readonly message: string;
}

/** What an error is about, besides its problem. */
export interface ErrorDetails {
  readonly retryAfterSeconds?: number | undefined;
  readonly cause?: unknown;
  /** No connection was made: the server has seen nothing. */
  readonly notSent?: boolean;
  readonly taskId?: string;
}

/**
 * Everything that the client throws, but for the reason of a signal that was aborted. `code` is the server's word for a
 * refusal; the client's own have status 0: `unreachable`, `wait_timeout`, `bad_signature`, and those for files that are
 * refused before they are sent.
 */
export class DarkroomError extends Error {
  readonly code: string;
  /** The HTTP status; 0 where no answer came. */
  readonly status: number;
  /** Every fault of the request. */
  readonly errors: readonly FieldError[];
  /** Quote it when you ask for help. */
  readonly requestId: string | undefined;
  /** Asking again later may help; nothing about the request has to change. */
  readonly retryable: boolean;
  readonly retryAfterSeconds: number | undefined;
  readonly notSent: boolean;
  /** The task that failed, or that is no longer waited for. */
  readonly taskId: string | undefined;
  /** The whole problem, with members such as `successor` or `suggestions`. */
  readonly problem: ProblemBody;

  constructor(problem: ProblemBody, details: ErrorDetails = {}) {
    super(problem.detail ?? problem.title ?? problem.code, { cause: details.cause });
    this.name = 'DarkroomError';
    this.code = problem.code;
    this.status = problem.status;
    this.errors = problem.errors ?? [];
    this.requestId = problem.requestId;
    this.retryAfterSeconds = details.retryAfterSeconds;
    this.notSent = details.notSent ?? false;
    this.taskId = details.taskId;
    this.problem = problem;
    this.retryable =
      ['unreachable', 'wait_timeout'].includes(problem.code) || [429, 502, 503, 504].includes(problem.status);
  }
}

/** An error of the client's own: nothing was answered. */
export const localError = (code: string, detail: string, details?: ErrorDetails): DarkroomError =>
  new DarkroomError({ status: 0, code, detail }, details);

/** No whole answer came: refused, unresolved, broken off, cut short or too slow. */
export function unreachable(address: string, cause: unknown): DarkroomError {
  const words = codesOf(cause);
  const detail = `No whole answer from ${new URL(address).origin}: ${words[0] ?? String(cause)}`;
  return localError('unreachable', detail, { cause, notSent: words.some((word) => notConnected.test(word)) });
}

// Node, Bun and Deno each say it in words of their own; a browser does not say it at all.
const notConnected = /ECONNREFUSED|ENOTFOUND|EAI_AGAIN|ConnectionRefused|connection refused/i;

// fetch says "fetch failed" and keeps what happened one level down, or two.
function codesOf(cause: unknown): string[] {
  if (!(cause instanceof Error)) return [];
  const code = 'code' in cause && typeof cause.code === 'string' ? [cause.code] : [];
  return [...codesOf(cause.cause), ...code, cause.message];
}

/** Reads a refusal; what is no problem of the API (a gateway's own answer) becomes the code `http_<status>`. */
export function refusalOf(response: Response, text: string): DarkroomError {
  const { status, statusText, headers } = response;
  const body = objectIn(text);
  const requestId = headers.get('x-request-id');
  const plain = typeof body['message'] === 'string' ? body['message'] : text.trim().slice(0, 300);
  const problem = {
    status,
    code: `http_${status}`,
    title: statusText || `HTTP ${status}`,
    ...(requestId === null ? {} : { requestId }),
    ...(typeof body['code'] === 'string' ? body : plain && { detail: plain }),
  };
  return new DarkroomError(problem, { retryAfterSeconds: secondsUntil(headers.get('retry-after')) });
}

function objectIn(text: string): Record<string, unknown> {
  try {
    return Object(JSON.parse(text)) as Record<string, unknown>;
  } catch {
    return {};
  }
}

// Seconds, or a date.
function secondsUntil(header: string | null): number | undefined {
  if (!header) return undefined;
  const seconds = Number(header);
  const until = Number.isNaN(seconds) ? (Date.parse(header) - Date.now()) / 1000 : seconds;
  return Number.isNaN(until) ? undefined : Math.max(until, 0);
}
