/** An error as a state machine sees it: what Retry and Catch match, and what the history records. */
export interface StateError {
  readonly error: string;
  readonly cause?: string;
  /** A missed heartbeat is reported as States.Timeout but also answers to States.HeartbeatTimeout. */
  readonly heartbeat?: true;
}

/** Thrown when an expression fails; `location` names the field, as AWS does. */
export class EvaluationFailure extends Error {
  readonly location: string;

  constructor(location: string, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'States.QueryEvaluationError';
    this.location = location;
  }
}

/** Thrown when a payload exceeds 256 KiB. Only a Catch that names it catches it. */
export class DataLimitExceeded extends Error {
  constructor(subject: string) {
    super(`The ${subject} has a size exceeding the maximum number of bytes service limit.`);
    this.name = 'States.DataLimitExceeded';
  }
}

/** An answer of the API that is an error; the name is what the SDK throws. */
export class ServiceError extends Error {
  readonly status: number;

  constructor(name: string, message: string, status = 400) {
    super(message);
    this.name = name;
    this.status = status;
  }
}
