/** What the API can refuse with: the code of the problem, its HTTP status and its title. */
export const problems = {
  malformed_json: { status: 400, title: 'The body is not JSON' },
  bad_request: { status: 400, title: 'The request cannot be read' },
  unauthorized: { status: 401, title: 'A valid API key is needed' },
  budget_exceeded: { status: 402, title: 'The budget does not allow this' },
  forbidden: { status: 403, title: 'This key may not do that' },
  not_found: { status: 404, title: 'Not found' },
  conflict: { status: 409, title: 'The state does not allow this' },
  not_retryable: { status: 409, title: 'The task cannot be retried' },
  not_cancelable: { status: 409, title: 'The task cannot be canceled' },
  not_deletable: { status: 409, title: 'The task cannot be deleted yet' },
  model_retired: { status: 410, title: 'The model is retired' },
  payload_too_large: { status: 413, title: 'The body is too large' },
  unsupported_media_type: { status: 415, title: 'The content type is not supported' },
  validation_failed: { status: 422, title: 'The request is not valid' },
  unknown_model: { status: 422, title: 'The model is unknown' },
  incompatible_service: { status: 422, title: 'The service does not offer this model' },
  idempotency_key_reused: { status: 422, title: 'The idempotency key belongs to another request' },
  confirmation_required: { status: 428, title: 'This has to be confirmed' },
  internal: { status: 500, title: 'Something went wrong on our side' },
  busy: { status: 503, title: 'Busy, try again' },
} as const satisfies Record<string, { status: number; title: string }>;

export type ProblemCode = keyof typeof problems;

/** One fault of a request: where (a JSON Pointer into the body, or a parameter's name) and what. */
export interface Fault {
  readonly path: string;
  readonly message: string;
}

export interface FailureDetails {
  readonly errors?: readonly Fault[];
  /** Members added to the problem, such as `successor` or `services`. */
  readonly extra?: Readonly<Record<string, unknown>>;
  readonly retryAfterSeconds?: number;
  /** Further headers of the answer. */
  readonly headers?: Readonly<Record<string, string>>;
}

/** The only error that we throw at a caller of the API: everything else is `internal`. */
export class Failure extends Error {
  readonly code: ProblemCode;
  readonly details: FailureDetails;

  constructor(code: ProblemCode, message: string, details: FailureDetails = {}, options?: ErrorOptions) {
    super(message, options);
    this.name = 'Failure';
    this.code = code;
    this.details = details;
  }
}

/** The same failure with every fault's path below `prefix`: for a part that does not know where in the body it stands. */
export function faultsUnder(prefix: string, error: unknown): unknown {
  if (!(error instanceof Failure) || error.details.errors === undefined) return error;
  const errors = error.details.errors.map((fault) => ({ ...fault, path: `${prefix}${fault.path}` }));
  return new Failure(error.code, error.message, { ...error.details, errors }, { cause: error });
}

/** How a task fails, in the words that its owner reads. */
export type FailCode =
  | 'provider_rejected_input'
  | 'content_blocked'
  | 'provider_auth'
  | 'insufficient_provider_credit'
  | 'provider_unavailable'
  | 'generation_failed'
  | 'empty_result'
  | 'timeout'
  | 'outcome_unknown'
  | 'input_expired'
  | 'archive_failed'
  | 'partial_result'
  | 'output_rejected';

export type ErrorClass = 'TEMPORARY' | 'PERMANENT' | 'RATE_LIMIT' | 'AUTH_ERROR' | 'UNKNOWN';
export type FailureStage = 'submitting' | 'generating' | 'archiving' | 'persisting';

/** What a fail code means for the user: whether trying again may help, and who has to act. */
export const errorClasses: Readonly<Record<FailCode, ErrorClass>> = {
  provider_rejected_input: 'PERMANENT',
  content_blocked: 'PERMANENT',
  provider_auth: 'AUTH_ERROR',
  insufficient_provider_credit: 'AUTH_ERROR',
  provider_unavailable: 'TEMPORARY',
  generation_failed: 'TEMPORARY',
  empty_result: 'TEMPORARY',
  timeout: 'TEMPORARY',
  outcome_unknown: 'UNKNOWN',
  input_expired: 'PERMANENT',
  archive_failed: 'TEMPORARY',
  partial_result: 'TEMPORARY',
  output_rejected: 'PERMANENT',
};

/** Fails to compile when a union has grown and a switch has not. */
export function unreachable(value: never): never {
  throw new Error(`Unreachable: ${JSON.stringify(value)}`);
}
