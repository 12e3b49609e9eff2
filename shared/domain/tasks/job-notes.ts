import type { FailCode } from '../error.ts';
import type { RemoteJobId } from '../ids.ts';
import type { EventType } from './event-types.ts';
import type { JobEvent } from './job-event.ts';
import type { Job } from './job.ts';
import type { Note } from './timeline.ts';

type Data = NonNullable<Note['data']>;
type DataOf<Type extends JobEvent['type']> = (event: Extract<JobEvent, { type: Type }>) => Data;

const namedId = ({ externalId }: { readonly externalId?: RemoteJobId }): Data =>
  externalId === undefined ? {} : { externalTaskId: externalId };
const failCode = ({ failCode: code }: { readonly failCode: FailCode }): Data => ({ failCode: code });

/** What the timeline tells of an event besides its job: of a claim the account only, and never a token. */
const dataOf: { readonly [Type in JobEvent['type']]?: DataOf<Type> } = {
  claimed: ({ claim: { account } }) => (account === undefined ? {} : { account }),
  'slot-taken': ({ slotAt }) => ({ startsAt: slotAt }),
  released: ({ notBefore }) => ({ startsAt: notBefore }),
  queued: ({ until }) => ({ startsAt: until, cause: 'turn' }),
  held: ({ until, cause }) => ({ startsAt: until, ...(cause === undefined ? {} : { cause }) }),
  refused: failCode,
  'input-unavailable': failCode,
  'outcome-unknown': ({ candidateIds = [] }) =>
    candidateIds.length === 0 ? {} : { candidateIds: candidateIds.join(' ') },
  'result-empty': ({ record }) => (record === undefined ? {} : { record }),
  'result-undocumented': ({ record }) => ({ record }),
  'callback-received': namedId,
  answered: ({ result, ...event }) => ({ outputs: result.outputs.length, ...namedId(event) }),
  accepted: namedId,
  adopted: namedId,
};

/** The data of an event's line in the timeline. */
export function noteDataOf({ n }: Job, event: JobEvent): Data {
  const read = dataOf[event.type] as DataOf<JobEvent['type']> | undefined;
  return { job: n, ...read?.(event) };
}

/** How the timeline calls each event. That another execution waits for a job is not told. */
export const noteTypes: { readonly [Type in JobEvent['type']]: EventType | undefined } = {
  'slot-taken': 'job-slot-taken',
  queued: 'job-held',
  held: 'job-held',
  claimed: 'job-claimed',
  'execution-changed': undefined,
  accepted: 'job-accepted',
  answered: 'job-answered',
  released: 'job-released',
  refused: 'job-refused',
  'input-unavailable': 'input-unavailable',
  'outcome-unknown': 'outcome-unknown',
  'callback-received': 'callback-received',
  'completed-at-provider': 'completed-at-provider',
  'result-empty': 'result-empty',
  'result-undocumented': 'result-undocumented',
  'result-refreshed': 'result-refreshed',
  adopted: 'job-adopted',
  'callback-id-rejected': 'callback-id-rejected',
  canceled: 'job-canceled',
};
