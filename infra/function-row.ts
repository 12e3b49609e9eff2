import type { Service } from '#providers/service.ts';

/**
 * What calls a function. An `event` is handed over by another function that goes on at once, a `call` waits for the
 * answer, a `socket` is one of those who are connected. A schedule is written as EventBridge Scheduler reads it: `rate(1 minute)` or `cron(…)`.
 */
export type Trigger =
  'api' | 'socket' | 'callback' | 'workflow' | 'event' | 'call' | Scheduled | ExecutionsThat;

interface Scheduled {
  readonly schedule: string;
}

/** Executions of the workflow that have come to these ends: Step Functions tells EventBridge of each. */
interface ExecutionsThat {
  readonly executionsThat: readonly ('FAILED' | 'TIMED_OUT' | 'ABORTED')[];
}

/** The schedule of a function that has one. */
export const scheduleOf = (trigger: Trigger): string | undefined =>
  typeof trigger === 'object' && 'schedule' in trigger ? trigger.schedule : undefined;

export type TableAction =
  'GetItem' | 'BatchGetItem' | 'Query' | 'PutItem' | 'UpdateItem' | 'DeleteItem' | 'ConditionCheckItem';
export type WorkflowAction =
  'StartExecution' | 'DescribeExecution' | 'StopExecution' | 'SendTaskSuccess' | 'SendTaskFailure';
export type ObjectAction =
  'GetObject' | 'PutObject' | 'ListMultipartUploadParts' | 'AbortMultipartUpload' | 'DeleteObject';

/** One Lambda function: what calls it, how long it may run, and all that it may do in AWS. */
export interface FunctionRow {
  readonly trigger: Trigger;
  /** Whether another function hands it events as well, and goes on at once: what is a minute old is of no use any more. */
  readonly isHanded?: true;
  /** Timeout in seconds, some by the services that are called. An HTTP API waits no longer than 30, and providers expect an answer to a callback within 15. */
  readonly seconds: number | ((services: readonly Service[]) => number);
  /** Megabytes, 512 where absent. The share of a processor grows with them. */
  readonly memory?: number;
  /** How often Lambda itself repeats an asynchronous call that failed: after one minute, then two. 0 where absent. */
  readonly retries?: 0 | 1 | 2;
  /** DynamoDB actions on the table. Empty: it is told its name, for an index of it. */
  readonly table?: readonly TableAction[];
  /** Indexes of the table that it queries. */
  readonly indexes?: readonly ('byOwner' | 'due')[];
  /** Step Functions actions on the workflow and its executions. Empty: it is told the ARN, and may do nothing. */
  readonly workflow?: readonly WorkflowAction[];
  /** Whether it starts the machine that gives out places at providers. */
  readonly startsDispatch?: true;
  /** S3 actions on finished outputs. */
  readonly archive?: readonly ObjectAction[];
  /** S3 actions on objects below `uploads/`. */
  readonly uploads?: readonly ObjectAction[];
  /** S3 actions on what has arrived from strangers, below `fetched/` in the stack's own bucket. */
  readonly fetched?: readonly ObjectAction[];
  /**
   * Whose addresses it fetches from. `strangers`: what a customer named, wherever it leads; its role reads no secret and
   * writes what it fetched, nothing else. `results`: what a provider's answer names. `receivers`: what a customer named for
   * events; it sends what it was told to, and reads the beginning of an answer.
   */
  readonly fetches?: 'strangers' | 'results' | 'receivers';
  /** Whether it reads and writes the object that says whose the bucket is. */
  readonly marksBucket?: boolean;
  /** Whether it lists the bucket. */
  readonly listsBucket?: boolean;
  /** Whether it reads the keys of the services. */
  readonly serviceSecrets?: boolean;
  /** `write`: it reads them, and makes, replaces and deletes those of further accounts; `remove`: it deletes those. */
  readonly accountSecrets?: 'write' | 'remove';
  /** Whether it sends events to the event bus. */
  readonly sendsEvents?: boolean;
  /** Functions that it invokes, by the environment variable that tells it their name. */
  readonly invokes?: Readonly<Record<string, string>>;
  /** Whether it speaks to who is connected, and ends connections. */
  readonly speaksToConnected?: true;
  /** Whether the built API reference lies beside its bundle. */
  readonly reference?: true;
  /** Whether tasks stand still without it: a stage may keep a part of the account's concurrency free for it. */
  readonly drivesTasks?: true;
  /**
   * Whether what Lambda counts as its failures raises an alarm. Those behind the API show as the API's 5xx, those of
   * asynchronous calls as dead letters; Finalize throws `NotReady` as a matter of course, so its failures are counted by
   * the attempt that follows.
   */
  readonly errorAlarm?: boolean;
}
