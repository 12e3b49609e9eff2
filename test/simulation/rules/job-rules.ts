import { hash } from 'node:crypto';
import type { Row } from '#storage/table/table-port.ts';
import {
  asJob,
  asOutput,
  checkVersion,
  ownChange,
  readAddress,
  same,
  type JobRow,
  type RuleContext,
} from './rule-context.ts';

/** From which state of a job to which others. */
const ways: Readonly<Record<JobRow['state'], readonly JobRow['state'][]>> = {
  queued: ['queued', 'submitting', 'canceled', 'refused'],
  submitting: ['submitting', 'submitted', 'answered', 'unknown', 'refused', 'queued'],
  unknown: ['unknown', 'submitted', 'answered'],
  submitted: ['submitted'],
  answered: ['answered'],
  refused: ['refused'],
  canceled: ['canceled'],
};

/** A submit function lives no longer than a minute, and what it had sent arrives within seconds. */
const LONGEST_SUBMIT_MS = 70_000;

interface Change {
  readonly old: JobRow;
  readonly now: JobRow;
  /** The provider has accepted a call for it. */
  readonly wasTaken: boolean;
}

const untouched = (n: number): JobRow => ({ n, state: 'queued', attempt: 0, releases: 0, history: [] });

/** What is wrong with a change of a job, in words; each is false where all is well. */
const faults: readonly ((change: Change) => string | false)[] = [
  ({ old, now }) => !ways[old.state].includes(now.state) && `went from ${old.state} to ${now.state}`,
  ({ old, now }) =>
    old.state !== 'queued' &&
    now.state !== 'queued' &&
    now.claim?.claimId !== old.claim?.claimId &&
    'changed hands after its claim',
  ({ old, now }) =>
    old.externalId !== undefined && now.externalId !== old.externalId && 'changed its external id',
  ({ old, now }) => (now.attempt < old.attempt || now.attempt > old.attempt + 1) && 'miscounts its claims',
  ({ old, now }) => now.history.length < old.history.length && 'lost a line of its timeline',
  ({ old, now, wasTaken }) =>
    old.state === 'submitting' &&
    (now.state === 'queued' || now.state === 'refused') &&
    wasTaken &&
    `is ${now.state} though the provider took it`,
];

/** An external id is the provider's own, and for this very claim. */
function checkAdoption(context: RuleContext, id: string, job: JobRow): void {
  const complain = (why: string): void => context.problem(`job ${id}/${job.n} ${why}`);
  const remote = context.provider.jobs.get(job.externalId ?? '');
  if (remote === undefined) return complain('took an id that the provider never gave');
  if (remote.callbackUrl === undefined) return;
  const { taskId, n, secret } = readAddress(remote.callbackUrl);
  if (taskId !== id || n !== job.n || hash('sha256', secret) !== job.claim?.tokenHash) {
    complain('took the id of another job');
  }
}

/** The rules for the row of a job. */
export function checkJob(context: RuleContext, was: Row | undefined, is: Row | undefined): void {
  if (was !== undefined && is !== undefined) checkVersion(context, was, is);
  const change = ownChange(context, was, is);
  if (change === undefined) return;
  const { before, after } = change;
  const [, , id = ''] = after.pk.split('#');
  const now = asJob(after);
  const old = before === undefined ? untouched(now.n) : asJob(before);
  const wasTaken = (context.taken.get(`${id}/${now.n}`) ?? []).length > 0;
  for (const fault of faults) {
    const why = fault({ old, now, wasTaken });
    if (why !== false) context.problem(`job ${id}/${now.n} ${why}`);
  }
  if (now.externalId !== undefined && old.externalId === undefined) checkAdoption(context, id, now);
}

/** The text that stands for the bytes of a file, as the provider made it. */
function madeFor(context: RuleContext, row: Row): string {
  const { sourceUrl, job, index } = asOutput(row);
  if (sourceUrl !== undefined) return sourceUrl;
  const stored = context.table.get({ pk: row.pk, sk: `job#${job}` });
  const id = stored === undefined ? undefined : asJob(stored).externalId;
  return context.provider.jobs.get(id ?? '')?.urls[index - 1] ?? '';
}

/** A file that came within an answer is given up only when nobody can be keeping it any more, and it is not there. */
function checkGivenUp(context: RuleContext, row: Row): void {
  const { n, job, sourceUrl, lost } = asOutput(row);
  const stored = context.table.get({ pk: row.pk, sk: `job#${job}` });
  if (lost?.code !== 'archive_failed' || lost.provisional !== undefined || stored === undefined) return;
  const claimedAt = Date.parse(asJob(stored).claim?.claimedAt ?? '');
  if (sourceUrl === undefined && context.now() < claimedAt + LONGEST_SUBMIT_MS)
    context.problem(`output ${n} of ${row.pk} was given up while it might still be kept`);
  const sha256 = hash('sha256', madeFor(context, row));
  if ([...context.media.objects.values()].some((object) => object.sha256 === sha256))
    context.problem(`output ${n} of ${row.pk} was given up, and is there`);
}

/** The rules for the row of an output: what is recorded is stored, is what was made, and stays. */
export function checkOutput(context: RuleContext, was: Row | undefined, is: Row | undefined): void {
  const change = ownChange(context, was, is);
  if (change === undefined) return;
  const { before, after } = change;
  const { stored, n } = asOutput(after);
  const old = before === undefined ? undefined : asOutput(before).stored;
  if (old !== undefined && !same(old, stored)) context.problem(`output ${n} of ${after.pk} changed`);
  checkGivenUp(context, after);
  // Objects written for a task that is gone are searched for at the end.
  if (stored === undefined || context.table.get({ pk: after.pk, sk: 'task' }) === undefined) return;
  const object = context.media.objects.get(stored.key);
  if (object?.sha256 !== stored.sha256)
    context.problem(`output ${stored.key} is recorded, but not stored so`);
  if (stored.sha256 !== hash('sha256', madeFor(context, after))) {
    context.problem(`output ${stored.key} is not what was made`);
  }
}
