import type { EventType } from '#domain/tasks/event-types.ts';

/** What each type of an event tells; the API's schema and the documentation take their sentences from here. */
export const eventWords = {
  'task-created': 'The task was stored.',
  'run-started': 'An execution was started again: the one before was gone, or something came after the end.',
  'task-ended': 'The task ended. `data` holds its status and cost and, where it failed, `failCode`.',
  'task-canceled':
    'The owner canceled the task. Where `data.detached` is true the provider may still deliver, and the cost is settled later.',
  'task-reopened': 'An operator took the end back, because the outcome of a lost call became known.',
  'task-settled': 'The cost of a canceled task became known.',
  'cost-adjusted': 'The cost changed after it had been settled, or the provider confirmed it.',
  'task-corrected':
    'What became of outputs of an ended task has changed: they came home after all, or are lost for good. `data` holds its status and, where it failed, `failCode`.',
  'item-resubmitted': 'An operator decided to have a lost call made again, as a task of its own.',
  'item-written-off': 'An operator decided that nothing more is done about a lost call.',
  'job-slot-taken': 'The job was given a time at which it may be sent: `data.startsAt`.',
  'job-held':
    'The job is not sent before `data.startsAt`: the provider refuses our key or, where `data.cause` is `input`, an input cannot be reached. Where `data.cause` is `turn` it waits behind others for its turn at the provider, which is likely to come about then.',
  'job-claimed':
    'The paid call is about to be made, with the account of the service that `data.account` names, or its first.',
  'job-accepted': 'The provider accepted the call; it calls the job `data.externalTaskId`.',
  'job-answered':
    'The provider answered the call with the result itself: `data.outputs` files. It calls the job `data.externalTaskId`, if anything.',
  'job-released':
    'The provider provably did not take the call. It is made again, not before `data.startsAt`.',
  'job-refused': 'The provider refused the call for good. Nothing was paid.',
  'job-canceled': 'The job will not be sent.',
  'job-adopted':
    'A call of unknown outcome was found at the provider, as `data.externalTaskId`, and goes on.',
  'input-unavailable': 'An input cannot be had, so the call is not made.',
  'outcome-unknown':
    'It is not known whether the provider took the call. It is not made again. `reason` holds what was answered, if anything, and `data.candidateIds` the ids in it, which are looked up at the provider.',
  'callback-received': 'A callback with the secret of the job arrived.',
  'callback-id-rejected':
    'An id that a callback named belongs, by the provider’s own records, to another job.',
  'completed-at-provider': 'A query found that the provider is through with the job.',
  'result-empty':
    'The provider says that the job succeeded, and names no file: `data.record` is what it said. It is asked again for five minutes.',
  'result-undocumented':
    'The provider names its files in a place that is not documented: `data.record` is what it said.',
  'result-refreshed':
    'The provider was asked for its result once more, because an output could not be fetched.',
  'output-archived':
    'An output was copied into the archive, under `data.key`. `data.role` says what it is where it is no result.',
  'output-lost': 'An output was given up; `reason` says why.',
  notified:
    'A receiver of events was told: `data.receiver` (a webhook, or the address of a `callbackUrl`) of the event `data.event`, with `data.status`. Kept for 30 days.',
  'notification-given-up':
    'A receiver of events was not told, and it is not tried again unless somebody asks for it: `reason` says why. Kept for 30 days.',
  other: 'Something that another version of the service recorded and this one has no name for.',
} as const satisfies Readonly<Record<EventType, string>>;
