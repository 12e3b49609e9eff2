import type { Problem } from './types.ts';

/** The API answered and said no: `code` says why in a word, `errors` where in the request. */
export class ApiError extends Error {
  readonly code: string;
  readonly status: number;
  readonly errors: NonNullable<Problem['errors']>;
  readonly requestId: string | undefined;
  readonly retryAfterSeconds: number | undefined;
  /** The whole problem, with members such as `successor` or `services`. */
  readonly problem: Problem;

  constructor(problem: Problem, retryAfterSeconds?: number) {
    super(problem.detail ?? problem.title ?? `HTTP ${problem.status}`);
    this.name = 'ApiError';
    this.code = problem.code;
    this.status = problem.status;
    this.errors = problem.errors ?? [];
    this.requestId = problem.requestId;
    this.retryAfterSeconds = retryAfterSeconds;
    this.problem = problem;
  }
}

/** No answer came: refused, unresolved, broken off or too slow. Whether the request arrived is not known. */
export class UnreachableError extends Error {
  readonly url: string;

  constructor(url: string, cause: unknown) {
    super(`No whole answer from ${url}: ${reason(cause)}`, { cause });
    this.name = 'UnreachableError';
    this.url = url;
  }
}

// fetch says "fetch failed" and keeps what happened one level down.
function reason(cause: unknown): string {
  if (!(cause instanceof Error)) return String(cause);
  const inner = cause.cause;
  if (inner instanceof Error) return 'code' in inner ? String(inner.code) : inner.message;
  return cause.message;
}

/** Reads a refusal; what is not problem+json (a gateway's own answer) becomes the code `http_<status>`. */
export async function readProblem(response: Response): Promise<ApiError> {
  const text = await response.text().catch(() => '');
  const retryAfter = Number(response.headers.get('retry-after') ?? Number.NaN);
  const fallback: Problem = {
    status: response.status,
    code: `http_${response.status}`,
    title: response.statusText || `HTTP ${response.status}`,
    ...optional('detail', messageOf(text)),
    ...optional('requestId', response.headers.get('x-request-id') ?? undefined),
  };
  const parsed = parseObject(text);
  const isProblem = typeof parsed?.['code'] === 'string';
  return new ApiError(
    isProblem ? { ...fallback, ...parsed } : fallback,
    Number.isFinite(retryAfter) ? retryAfter : undefined,
  );
}

function messageOf(text: string): string | undefined {
  const message = parseObject(text)?.['message'];
  if (typeof message === 'string') return message;
  return text.trim().slice(0, 300) || undefined;
}

function parseObject(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return isRecord(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function optional<Name extends string>(name: Name, value: string | undefined): { [key in Name]?: string } {
  return value === undefined ? {} : ({ [name]: value } as { [key in Name]: string });
}
