/** What the API can refuse with: the code of the problem, its HTTP status and its title. */
export const problems = {
  malformed_json: { status: 400, title: 'The body is not JSON' },
  bad_request: { status: 400, title: 'The request cannot be read' },
  unauthorized: { status: 401, title: 'A valid API key is needed' },
  budget_exceeded: { status: 402, title: 'The budget does not allow this' },
  forbidden: { status: 403, title: 'This key may not do that' },
  feature_disabled: { status: 403, title: 'This is switched off here' },
  not_found: { status: 404, title: 'Not found' },
  method_not_allowed: { status: 405, title: 'The address takes other methods' },
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
  rate_limited: { status: 429, title: 'More than is allowed' },
  internal: { status: 500, title: 'Something went wrong on our side' },
  busy: { status: 503, title: 'Busy, try again' },
  queue_full: { status: 503, title: 'Too many tasks are waiting' },
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

  constructor(code: ProblemCode, message: string, { cause, ...details }: FailureDetails & ErrorOptions = {}) {
    super(message, cause === undefined ? {} : { cause });
    this.name = 'Failure';
    this.code = code;
    this.details = details;
  }
}

/** The same failure with every fault's path below `prefix`: for a part that does not know where in the body it stands. */
export function faultsUnder(prefix: string, error: unknown): unknown {
  if (!(error instanceof Failure) || error.details.errors === undefined) return error;
  const errors = error.details.errors.map((fault) => ({ ...fault, path: `${prefix}${fault.path}` }));
  return new Failure(error.code, error.message, { ...error.details, errors, cause: error });
}

/** Who can help with a failed task. */
export const errorClasses = {
  TEMPORARY: 'try again',
  PERMANENT: 'change the request',
  RATE_LIMIT: 'too many requests; no task fails of it today, as limits are waited for',
  AUTH_ERROR: 'the operator has to put the account at the provider in order',
  UNKNOWN: 'nobody knows yet',
} as const;

export type ErrorClass = keyof typeof errorClasses;

/** How far a task had come when it failed. */
export const failureStages = {
  submitting: 'while being sent to the provider',
  generating: 'at the provider',
  archiving: 'while outputs were copied into the archive',
  persisting: 'while the end was written down',
} as const;

export type FailureStage = keyof typeof failureStages;

/** How a task fails, and who can help. Stored rows take the names from here; what each means stands with the description of the API. */
export const failCodes = {
  provider_rejected_input: { errorClass: 'PERMANENT' },
  content_blocked: { errorClass: 'PERMANENT' },
  provider_auth: { errorClass: 'AUTH_ERROR' },
  insufficient_provider_credit: { errorClass: 'AUTH_ERROR' },
  provider_unavailable: { errorClass: 'TEMPORARY' },
  generation_failed: { errorClass: 'TEMPORARY' },
  empty_result: { errorClass: 'TEMPORARY' },
  timeout: { errorClass: 'TEMPORARY' },
  outcome_unknown: { errorClass: 'UNKNOWN' },
  input_expired: { errorClass: 'PERMANENT' },
  archive_failed: { errorClass: 'TEMPORARY' },
  output_rejected: { errorClass: 'PERMANENT' },
  partial_result: { errorClass: 'TEMPORARY' },
} as const satisfies Record<string, { readonly errorClass: ErrorClass }>;

export type FailCode = keyof typeof failCodes;

/** Fails to compile when a union has grown and a switch has not. */
export function unreachable(value: never): never {
  throw new Error(`Unreachable: ${JSON.stringify(value)}`);
}
