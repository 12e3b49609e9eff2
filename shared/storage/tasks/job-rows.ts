import * as z from 'zod';
import type {
  AcceptedJob,
  AnsweredJob,
  CanceledJob,
  Job,
  QueuedJob,
  RefusedJob,
  SubmittingJob,
  UnansweredJob,
  UnknownJob,
  UnrecognizedJob,
} from '#domain/tasks/job.ts';
import { isArchiveType } from '#domain/files/archive-key.ts';
import { once } from '#domain/once.ts';
import { claimId, failCode, mediaKind, note, outputRole, remoteJobId } from './row-fields.ts';
import type { Row } from '../table/table-port.ts';
import { waitMembers, waitOf } from './wait-members.ts';

/**
 * How a job lies in the table. Members have the names that they have had from the beginning: a reported job is stored as
 * `submitted` with `readyAt`, and unverified ids as `mailbox`.
 */

const record = once(() => ({
  n: z.int(),
  attempt: z.int(),
  releases: z.int(),
  firstClaimedAt: z.string().exactOptional(),
  history: z.array(note()),
}));
const claim = once(() =>
  z.object({
    claimId,
    claimedAt: z.string(),
    tokenHash: z.string(),
    inFlightSeconds: z.number().exactOptional(),
    account: z.string().exactOptional(),
  }),
);
const inline = once(() =>
  z.object({
    contentType: z.string().refine(isArchiveType),
    bytes: z.int(),
    sha256: z.string(),
  }),
);
const result = once(() =>
  z.object({
    outputs: z.array(
      z.union([
        z.object({ media: mediaKind, url: z.string(), role: outputRole().exactOptional() }),
        z.object({ media: mediaKind, inline: inline() }),
        z.object({ media: mediaKind, rejected: z.string() }),
      ]),
    ),
    credits: z.int().exactOptional(),
  }),
);

const queued = once(() =>
  z
    .object({
      ...record(),
      notBefore: z.string().exactOptional(),
      slotAt: z.string().exactOptional(),
      turnDue: z.string().exactOptional(),
      turnTicket: z.int().exactOptional(),
      turnAccount: z.string().exactOptional(),
    })
    .transform(({ notBefore, slotAt, turnDue, turnTicket, turnAccount, ...job }): QueuedJob => ({
      ...job,
      state: 'queued',
      ...waitOf({ notBefore, slotAt, turnDue, turnTicket, turnAccount }),
    })),
);

const unanswered = once(() =>
  z
    .object({
      ...record(),
      claim: claim(),
      taskToken: z.string(),
      mailbox: z.array(remoteJobId).default([]),
    })
    .transform(({ mailbox, firstClaimedAt, ...job }): Omit<UnansweredJob, 'state'> => ({
      ...job,
      firstClaimedAt: firstClaimedAt ?? job.claim.claimedAt,
      unverifiedIds: mailbox,
    })),
);
const submitting = once(() =>
  unanswered().transform((job): SubmittingJob => ({ ...job, state: 'submitting' })),
);
const unknown = once(() => unanswered().transform((job): UnknownJob => ({ ...job, state: 'unknown' })));

const accepted = once(() =>
  z
    .object({
      ...record(),
      claim: claim(),
      taskToken: z.string(),
      externalId: remoteJobId,
      submittedAt: z.string(),
      readyAt: z.string().exactOptional(),
      emptySince: z.string().exactOptional(),
      result: result().exactOptional(),
    })
    .transform(({ readyAt, emptySince, result: answer, firstClaimedAt, ...rest }): AcceptedJob => {
      const job = { ...rest, firstClaimedAt: firstClaimedAt ?? rest.claim.claimedAt };
      // An answer that was asked for again is only there where the provider was through before.
      const reportedAt = readyAt ?? (answer === undefined ? undefined : job.submittedAt);
      if (reportedAt === undefined) return { ...job, state: 'submitted' };
      return {
        ...job,
        state: 'reported',
        reportedAt,
        ...(emptySince === undefined ? {} : { emptySince }),
        ...(answer === undefined ? {} : { result: answer }),
      };
    }),
);

const answered = once(() =>
  z
    .object({
      ...record(),
      firstClaimedAt: z.string(),
      claim: claim(),
      taskToken: z.string(),
      answeredAt: z.string(),
      result: result(),
      externalId: remoteJobId.exactOptional(),
    })
    .transform((job): AnsweredJob => ({ ...job, state: 'answered' })),
);

const refused = once(() =>
  z
    .object({
      ...record(),
      claim: claim().optional(),
      failCode: failCode('provider_rejected_input'),
      failMsg: z.string().default('Refused'),
    })
    .transform(({ claim: claimed, ...job }): RefusedJob => ({ ...job, state: 'refused', claim: claimed })),
);

const canceled = once(() =>
  z.object(record()).transform((job): CanceledJob => ({ ...job, state: 'canceled' })),
);

/** By the word that is stored. */
const readers: Readonly<Record<string, () => z.ZodType<Job>>> = {
  queued,
  submitting,
  unknown,
  submitted: accepted,
  answered,
  refused,
  canceled,
};

const lastResort = once(() =>
  z.object({
    attempt: z.int().catch(1),
    releases: z.int().catch(0),
    history: z.array(note()).catch([]),
  }),
);

const unreadable = (row: Row): UnrecognizedJob => ({
  ...lastResort().parse(row),
  n: Number(row.sk.slice(row.sk.indexOf('#') + 1)),
  state: 'unrecognized',
});

/** A job in a state with a name, all of which is understood. */
const inNamedState = (row: Row): Job | undefined => readers[String(row['state'])]?.().safeParse(row).data;

/** What is read otherwise was written by a newer version, or is broken: its task can still be brought to its end. */
export const readJob = (row: Row): Job => inNamedState(row) ?? unreadable(row);

function acceptedMembers(job: AcceptedJob): Readonly<Record<string, unknown>> {
  const { claim: claimed, taskToken, externalId, submittedAt } = job;
  const members = { claim: claimed, taskToken, externalId, submittedAt };
  if (job.state === 'submitted') return members;
  const { reportedAt, emptySince, result: answer } = job;
  return {
    ...members,
    readyAt: reportedAt,
    ...(emptySince === undefined ? {} : { emptySince }),
    ...(answer === undefined ? {} : { result: answer }),
  };
}

function stateMembers(job: Exclude<Job, UnrecognizedJob>): Readonly<Record<string, unknown>> {
  switch (job.state) {
    case 'queued':
      return waitMembers(job.wait);
    case 'submitting':
    case 'unknown': {
      const { claim: claimed, taskToken, unverifiedIds } = job;
      return { claim: claimed, taskToken, ...(unverifiedIds.length === 0 ? {} : { mailbox: unverifiedIds }) };
    }
    case 'submitted':
    case 'reported':
      return acceptedMembers(job);
    case 'answered': {
      const { claim: claimed, taskToken, answeredAt, result: made, externalId } = job;
      const named = externalId === undefined ? {} : { externalId };
      return { claim: claimed, taskToken, answeredAt, result: made, ...named };
    }
    case 'refused': {
      const { claim: claimed, failCode: code, failMsg } = job;
      return { ...(claimed === undefined ? {} : { claim: claimed }), failCode: code, failMsg };
    }
    case 'canceled':
      return {};
  }
}

/** What is stored of a job besides its key and its version; nothing of one in an unrecognized state. */
export function jobMembers(job: Job): Readonly<Record<string, unknown>> {
  if (job.state === 'unrecognized') return {};
  const { n, attempt, releases, firstClaimedAt, history } = job;
  return {
    n,
    state: job.state === 'reported' ? 'submitted' : job.state,
    attempt,
    releases,
    ...(firstClaimedAt === undefined ? {} : { firstClaimedAt }),
    ...stateMembers(job),
    history,
  };
}
