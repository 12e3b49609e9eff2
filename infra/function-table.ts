import { FETCH_FUNCTION_SECONDS } from '#domain/files/upload-type.ts';
import { DELIVER_FUNCTION_SECONDS } from '#domain/webhooks/delivery.ts';
import { FINALIZE_FUNCTION_SECONDS, TURNS_FUNCTION_SECONDS } from '#domain/tasks/limits.ts';
import { submitSeconds } from '#providers/service.ts';
import type { FunctionRow } from './function-row.ts';

const readTable = ['GetItem', 'Query'] as const;
const addToTable = [...readTable, 'PutItem'] as const;
const updateTable = [...addToTable, 'UpdateItem'] as const;
const allOfTable = [...updateTable, 'DeleteItem'] as const;
const writeObjects = ['PutObject', 'AbortMultipartUpload'] as const;
const takeObjects = ['GetObject', 'DeleteObject'] as const;
/** Who changes tasks has those told who listen. */
const waking = { DELIVER_FUNCTION: 'deliver-events', PUSH_FUNCTION: 'push-events' } as const;

/**
 * Every Lambda function, by its source file below `functions/` without the ending. Its name is the last part of that path.
 * Bundles, stack, permissions, schedules and alarms derive from this table; the routes of the API name their function.
 * `test/stack/infra` holds permissions against what the code calls. Whoever asks for API keys may update a row: a key's last
 * use is noted in it.
 */
export const functionTable = {
  'api/create-task': { trigger: 'api', seconds: 29, table: updateTable, workflow: ['StartExecution'] },
  'api/create-batch': { trigger: 'api', seconds: 29, table: updateTable, workflow: ['StartExecution'] },
  'api/read-tasks': {
    trigger: 'api',
    seconds: 29,
    table: [...readTable, 'BatchGetItem', 'UpdateItem'],
    indexes: ['byOwner'],
  },
  'api/change-tasks': {
    trigger: 'api',
    seconds: 29,
    table: allOfTable,
    workflow: ['StartExecution'],
    archive: ['DeleteObject'],
    listsBucket: true,
    invokes: waking,
  },
  'api/read-usage': { trigger: 'api', seconds: 29, table: updateTable },
  'api/manage-keys': {
    trigger: 'api',
    seconds: 29,
    table: ['GetItem', 'Query', 'PutItem', 'UpdateItem'],
    indexes: ['byOwner'],
  },
  'api/operate': {
    trigger: 'api',
    seconds: 29,
    table: allOfTable,
    indexes: ['due'],
    workflow: ['StartExecution'],
    accountSecrets: 'write',
    invokes: waking,
  },
  'api/manage-webhooks': {
    trigger: 'api',
    seconds: 29,
    table: allOfTable,
    invokes: { DELIVER_FUNCTION: 'deliver-events' },
  },
  'api/create-upload': {
    trigger: 'api',
    seconds: 29,
    table: ['GetItem', 'PutItem', 'UpdateItem', 'DeleteItem'],
    uploads: ['GetObject', ...writeObjects, 'ListMultipartUploadParts', 'DeleteObject'],
    invokes: { FETCH_FUNCTION: 'fetch-upload' },
  },
  'api/complete-upload': {
    trigger: 'api',
    seconds: 29,
    memory: 1024,
    table: ['GetItem', 'PutItem', 'UpdateItem'],
    uploads: ['GetObject', ...writeObjects, 'ListMultipartUploadParts', 'DeleteObject'], // A picture may be written anew, without metadata.
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
    uploads: ['AbortMultipartUpload', 'DeleteObject'],
  },
  'api/own-data': { trigger: 'api', seconds: 29, table: ['GetItem', 'PutItem', 'UpdateItem'] },
  'api/read-models': { trigger: 'api', seconds: 29, table: ['GetItem', 'UpdateItem'], reference: true },
  'api/serve-mcp': { trigger: 'api', seconds: 29, table: ['GetItem', 'UpdateItem'] },
  'api/read-media': { trigger: 'api', seconds: 10, uploads: ['GetObject'], archive: ['GetObject'] },
  'api/not-found': { trigger: 'api', seconds: 10 },

  'websocket/serve-connections': {
    trigger: 'socket',
    seconds: 29,
    table: allOfTable,
    speaksToConnected: true,
  },

  'workflow/submit-generation': {
    trigger: 'workflow',
    isHanded: true, // by who gives out turns
    drivesTasks: true,
    seconds: submitSeconds,
    table: allOfTable,
    workflow: ['SendTaskSuccess', 'SendTaskFailure'],
    // A stranger's file is taken in, as an upload, before the provider gets its own copy, just before the paid call.
    uploads: ['GetObject', ...writeObjects],
    fetched: takeObjects,
    invokes: { FETCH_FILE_FUNCTION: 'fetch-file', ...waking },
    // Files that come within an answer are kept at once.
    archive: ['GetObject', ...writeObjects],
    serviceSecrets: true,
    errorAlarm: true,
  },
  'workflow/give-turns': {
    trigger: 'workflow',
    drivesTasks: true,
    seconds: TURNS_FUNCTION_SECONDS,
    table: [...allOfTable, 'BatchGetItem'],
    workflow: ['SendTaskSuccess', 'SendTaskFailure'],
    startsDispatch: true,
    invokes: { SUBMIT_FUNCTION: 'submit-generation', ...waking },
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
    table: allOfTable, // A task that ends gives its place back, which is a row.
    workflow: [],
    archive: ['GetObject', ...writeObjects],
    listsBucket: true,
    // It asks the provider itself what has become of a job, and what it names is fetched.
    serviceSecrets: true,
    fetches: 'results',
    invokes: { MEDIA_FUNCTION: 'make-thumbnails', ...waking },
  },

  'callbacks/provider-callback': {
    trigger: 'callback',
    drivesTasks: true,
    seconds: 15,
    table: allOfTable,
    workflow: ['StartExecution', 'SendTaskSuccess'],
    serviceSecrets: true,
  },

  'schedules/sweep-tasks': {
    trigger: { schedule: 'rate(1 minute)' },
    drivesTasks: true,
    seconds: 55,
    table: [...allOfTable, 'BatchGetItem', 'ConditionCheckItem'],
    indexes: ['due'],
    workflow: ['StartExecution', 'DescribeExecution', 'StopExecution'],
    serviceSecrets: true,
    startsDispatch: true,
  },
  'schedules/sweep-deliveries': {
    trigger: { schedule: 'rate(1 minute)' },
    seconds: 55,
    table: [],
    indexes: ['due'],
    invokes: waking,
  },
  'schedules/erase-data': {
    trigger: { schedule: 'rate(5 minutes)' },
    seconds: 300,
    table: allOfTable,
    indexes: ['byOwner', 'due'],
    uploads: ['AbortMultipartUpload', 'DeleteObject'],
    archive: ['DeleteObject'],
    fetched: ['DeleteObject'],
    listsBucket: true,
    accountSecrets: 'remove',
  },
  'schedules/expire-uploads': {
    trigger: { schedule: 'rate(1 hour)' },
    seconds: 900,
    table: allOfTable,
    indexes: ['due'],
    uploads: ['AbortMultipartUpload', 'DeleteObject'],
    archive: ['DeleteObject'],
    marksBucket: true,
    listsBucket: true,
  },
  'schedules/check-accounts': {
    trigger: { schedule: 'rate(15 minutes)' },
    seconds: 300,
    table: [...readTable, 'UpdateItem'],
    indexes: ['byOwner'],
    serviceSecrets: true,
  },
  'schedules/compare-models': {
    trigger: { schedule: 'rate(1 day)' },
    seconds: 30,
    serviceSecrets: true,
  },

  'events/execution-ended': {
    trigger: { executionsThat: ['FAILED', 'TIMED_OUT', 'ABORTED'] },
    seconds: 30,
    retries: 2,
    table: allOfTable,
    workflow: ['StartExecution'],
    startsDispatch: true,
  },
  'events/fetch-upload': {
    trigger: 'event',
    seconds: 60,
    retries: 2,
    table: ['GetItem', 'PutItem', 'UpdateItem'],
    uploads: [...writeObjects, 'DeleteObject'],
    fetched: takeObjects,
    invokes: { FETCH_FILE_FUNCTION: 'fetch-file' },
  },
  'events/fetch-file': {
    trigger: 'call',
    seconds: FETCH_FUNCTION_SECONDS,
    fetches: 'strangers',
    fetched: writeObjects,
  },
  'events/deliver-events': {
    trigger: 'event',
    seconds: DELIVER_FUNCTION_SECONDS,
    retries: 0,
    table: ['GetItem', 'BatchGetItem', 'Query', 'PutItem', 'UpdateItem', 'DeleteItem'],
    fetches: 'receivers',
    sendsEvents: true,
  },
  'events/push-events': {
    trigger: 'event',
    seconds: DELIVER_FUNCTION_SECONDS,
    retries: 0,
    table: [...allOfTable, 'BatchGetItem'],
    speaksToConnected: true,
  },
  'events/make-thumbnails': {
    trigger: 'call',
    seconds: 20,
    memory: 1536,
    uploads: ['GetObject'],
    archive: ['GetObject', 'PutObject'], // Thumbnails lie below it.
  },
} as const satisfies Record<string, FunctionRow>;
