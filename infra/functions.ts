import { FINALIZE_FUNCTION_SECONDS } from '#domain/tasks/limits.ts';
import { submitSeconds, type Service } from '#providers/service.ts';
import { services as production } from '#providers/services.ts';

/**
 * What calls a function. An `event` is handed over by another function that goes on at once, a `call` waits for the
 * answer. A schedule is written as EventBridge Scheduler reads it: `rate(1 minute)` or `cron(…)`.
 */
export type Trigger = 'api' | 'callback' | 'workflow' | 'event' | 'call' | { readonly schedule: string };

export type TableAction = 'GetItem' | 'Query' | 'PutItem' | 'UpdateItem' | 'DeleteItem';
export type WorkflowAction =
  'StartExecution' | 'DescribeExecution' | 'StopExecution' | 'SendTaskSuccess' | 'SendTaskFailure';
export type ObjectAction = 'GetObject' | 'PutObject' | 'AbortMultipartUpload' | 'DeleteObject';

/** One Lambda function: what calls it, how long it may run, and all that it may do in AWS. */
export interface FunctionRow {
  readonly trigger: Trigger;
  /** Timeout in seconds, some by the services that are called. An HTTP API waits no longer than 30, and providers expect an answer to a callback within 15. */
  readonly seconds: number | ((services: readonly Service[]) => number);
  /** Megabytes, 512 where absent. The share of a processor grows with them. */
  readonly memory?: number;
  /** How often Lambda itself repeats an asynchronous call that failed: after one minute, then two. 0 where absent. */
  readonly retries?: 0 | 1 | 2;
  /** DynamoDB actions on the table. */
  readonly table?: readonly TableAction[];
  /** Indexes of the table that it queries. */
  readonly indexes?: readonly ('byOwner' | 'due')[];
  /** Step Functions actions on the workflow and its executions. Empty: it is told the ARN, and may do nothing. */
  readonly workflow?: readonly WorkflowAction[];
  /** S3 actions on finished outputs. */
  readonly archive?: readonly ObjectAction[];
  /** S3 actions on objects below `uploads/`. */
  readonly uploads?: readonly ObjectAction[];
  /** Whether it reads and writes the object that says whose the bucket is. */
  readonly marksBucket?: boolean;
  /** Whether it lists the bucket. */
  readonly listsBucket?: boolean;
  /** Whether it reads the keys of the services. */
  readonly serviceSecrets?: boolean;
  /** Functions that it invokes, by the environment variable that tells it their name. */
  readonly invokes?: Readonly<Record<string, string>>;
  /** Whether the built API reference lies beside its bundle. */
  readonly reference?: true;
  /** Whether tasks stand still without it: a stage may keep a part of the account's concurrency free for it. */
  readonly drivesTasks?: true;
  /**
   * Whether its own failures raise an alarm. Those behind the API show as the API's 5xx, those of asynchronous calls as
   * dead letters.
   */
  readonly errorAlarm?: boolean;
}

const readTable = ['GetItem', 'Query'] as const;
const addToTable = [...readTable, 'PutItem'] as const;
const updateTable = [...addToTable, 'UpdateItem'] as const;
const allOfTable = [...updateTable, 'DeleteItem'] as const;
const writeObjects = ['PutObject', 'AbortMultipartUpload'] as const;

/**
 * Every Lambda function, by its source file below `functions/` without the ending. Its name is the last part of that path.
 * Bundles, stack, permissions, schedules and alarms derive from this table; the routes of the API name their function.
 * `test/stack/infra` holds permissions against what the code calls.
 */
const table = {
  'api/create-task': { trigger: 'api', seconds: 29, table: updateTable, workflow: ['StartExecution'] },
  'api/create-batch': { trigger: 'api', seconds: 29, table: updateTable, workflow: ['StartExecution'] },
  'api/read-tasks': { trigger: 'api', seconds: 29, table: readTable, indexes: ['byOwner'] },
  'api/change-tasks': {
    trigger: 'api',
    seconds: 29,
    table: allOfTable,
    workflow: ['StartExecution'],
    archive: ['DeleteObject'],
  },
  'api/read-usage': { trigger: 'api', seconds: 29, table: addToTable },
  'api/operate': {
    trigger: 'api',
    seconds: 29,
    table: updateTable,
    workflow: ['StartExecution'],
    serviceSecrets: true,
  },
  'api/create-upload': {
    trigger: 'api',
    seconds: 29,
    table: ['GetItem', 'PutItem', 'UpdateItem', 'DeleteItem'],
    uploads: ['GetObject', ...writeObjects],
    invokes: { FETCH_FUNCTION: 'fetch-upload' },
  },
  'api/complete-upload': {
    trigger: 'api',
    seconds: 29,
    memory: 1024,
    table: ['GetItem', 'PutItem'],
    uploads: ['GetObject'],
  },
  'api/read-uploads': {
    trigger: 'api',
    seconds: 29,
    table: ['GetItem', 'UpdateItem'],
    uploads: ['GetObject'],
    archive: ['GetObject'],
  },
  'api/delete-upload': {
    trigger: 'api',
    seconds: 29,
    table: ['GetItem', 'Query', 'UpdateItem', 'DeleteItem'],
    uploads: ['DeleteObject'],
  },
  'api/own-data': { trigger: 'api', seconds: 29, table: ['GetItem', 'PutItem'] },
  'api/read-models': { trigger: 'api', seconds: 29, table: ['GetItem'], reference: true },
  'api/read-media': { trigger: 'api', seconds: 10, uploads: ['GetObject'], archive: ['GetObject'] },
  'api/not-found': { trigger: 'api', seconds: 10 },

  'workflow/submit-generation': {
    trigger: 'workflow',
    drivesTasks: true,
    seconds: submitSeconds,
    table: updateTable,
    workflow: ['SendTaskSuccess', 'SendTaskFailure'],
    // A remote input file is copied into the bucket before the provider gets its own copy, just before the paid call.
    uploads: ['GetObject', ...writeObjects],
    // Files that come within an answer are kept at once.
    archive: ['GetObject', ...writeObjects],
    serviceSecrets: true,
    errorAlarm: true,
  },
  'workflow/query-generation': {
    trigger: 'workflow',
    drivesTasks: true,
    seconds: 30,
    table: updateTable,
    workflow: [],
    serviceSecrets: true,
    errorAlarm: true,
  },
  'workflow/finalize-task': {
    trigger: 'workflow',
    drivesTasks: true,
    seconds: FINALIZE_FUNCTION_SECONDS,
    table: updateTable,
    workflow: [],
    archive: ['GetObject', ...writeObjects],
    listsBucket: true,
    serviceSecrets: true,
    invokes: { MEDIA_FUNCTION: 'make-thumbnails' },
    errorAlarm: true,
  },

  'callbacks/provider-callback': {
    trigger: 'callback',
    drivesTasks: true,
    seconds: 15,
    table: addToTable,
    workflow: ['StartExecution', 'SendTaskSuccess'],
    serviceSecrets: true,
  },

  'schedules/sweep-tasks': {
    trigger: { schedule: 'rate(1 minute)' },
    drivesTasks: true,
    seconds: 55,
    table: allOfTable,
    indexes: ['due'],
    workflow: ['StartExecution', 'DescribeExecution', 'StopExecution'],
    serviceSecrets: true,
  },
  'schedules/erase-data': {
    trigger: { schedule: 'rate(5 minutes)' },
    seconds: 300,
    table: allOfTable,
    indexes: ['byOwner', 'due'],
    uploads: ['DeleteObject'],
    archive: ['DeleteObject'],
    listsBucket: true,
  },
  'schedules/expire-uploads': {
    trigger: { schedule: 'rate(1 hour)' },
    seconds: 900,
    table: allOfTable,
    indexes: ['due'],
    uploads: ['DeleteObject'],
    archive: ['DeleteObject'],
    marksBucket: true,
    listsBucket: true,
  },
  'schedules/check-accounts': {
    trigger: { schedule: 'rate(15 minutes)' },
    seconds: 300,
    table: addToTable,
    indexes: ['byOwner'],
    serviceSecrets: true,
  },
  'schedules/compare-models': {
    trigger: { schedule: 'rate(1 day)' },
    seconds: 30,
    serviceSecrets: true,
  },

  'events/fetch-upload': {
    trigger: 'event',
    seconds: 60,
    retries: 2,
    table: ['GetItem', 'PutItem'],
    uploads: writeObjects,
  },
  'events/make-thumbnails': {
    trigger: 'call',
    seconds: 20,
    memory: 1536,
    uploads: ['GetObject'],
    // Thumbnails lie below the archive, where a project's own path may stand first.
    archive: ['GetObject', 'PutObject'],
  },
} as const satisfies Record<string, FunctionRow>;

type LastPart<Path extends string> = Path extends `${string}/${infer Rest}` ? LastPart<Rest> : Path;

/** The name of a Lambda function: of its bundle's folder, and in logs and metrics. */
export type FunctionName = LastPart<keyof typeof table>;

/** A function with its name and its source file. */
export interface FunctionEntry extends FunctionRow {
  readonly name: FunctionName;
  /** Below `functions/`, without the ending. */
  readonly file: string;
}

const nameOf = (file: string): FunctionName => file.slice(file.lastIndexOf('/') + 1) as FunctionName;

/** All functions, in the order of the table. */
export const allFunctions: readonly FunctionEntry[] = Object.entries<FunctionRow>(table).map(
  ([file, row]) => ({ ...row, file, name: nameOf(file) }),
);

/** Whether Lambda queues its calls: nobody waits for the answer, so a failure has to be kept somewhere. */
export const isAsynchronous = ({ trigger }: FunctionRow): boolean =>
  trigger === 'event' || typeof trigger === 'object';

/** Makes a record with one member for each function. */
export const byFunction = <Value>(
  valueOf: (entry: FunctionEntry) => Value,
): Readonly<Record<FunctionName, Value>> =>
  Object.fromEntries(allFunctions.map((entry) => [entry.name, valueOf(entry)])) as Record<
    FunctionName,
    Value
  >;

/** A function's timeout in seconds, where these services are called. */
export const timeoutOf = ({ seconds }: FunctionEntry, services: readonly Service[]): number =>
  typeof seconds === 'number' ? seconds : seconds(services);

/** Timeouts in seconds, by function. */
export const timeouts = byFunction((entry) => timeoutOf(entry, production));

/** The construct id of a function: `create-task` is `CreateTask`. Logical ids in the template derive from it. */
export const constructId = (name: string): string =>
  name.replace(/(?:^|-)([a-z])/g, (_, letter: string) => letter.toUpperCase());
