import type { Row } from '#storage/table/table-port.ts';

/** Rows as versions before this one wrote them, one for each state. They must be read for as long as there are such tasks. */

const AT = '2026-11-28T10:00:00.000Z';
const claimedAt = '2026-11-28T10:00:01.000Z';

export const earlierClaim = { claimId: 'c'.repeat(32), claimedAt, tokenHash: 'f'.repeat(64) };

const note = (type: string, data: Record<string, unknown> = {}) => ({
  at: AT,
  actor: 'workflow',
  type,
  attempt: 1,
  data: { job: 1, ...data },
});

const row = (more: Record<string, unknown>): Row => ({
  pk: `task#ana#${'0'.repeat(32)}`,
  sk: 'job#1',
  n: 1,
  attempt: 1,
  releases: 0,
  history: [note('job-claimed')],
  rev: 3,
  by: 'd'.repeat(32),
  ...more,
});
const claimed = { claim: earlierClaim, firstClaimedAt: claimedAt, taskToken: 'token' };
const accepted = { ...claimed, externalId: 'ext-1', submittedAt: '2026-11-28T10:00:02.000Z' };

export const earlierJobs = {
  queued: row({ state: 'queued', attempt: 0, history: [] }),
  'queued on a slot': row({ state: 'queued', slotAt: AT, notBefore: AT, history: [note('job-slot-taken')] }),
  'queued after a refusal for load': row({
    state: 'queued',
    releases: 1,
    notBefore: AT,
    firstClaimedAt: claimedAt,
    history: [note('job-claimed'), note('job-released', { startsAt: AT })],
  }),
  submitting: row({ state: 'submitting', ...claimed }),
  'submitting with ids from callbacks': row({ state: 'submitting', ...claimed, mailbox: ['ext-1'] }),
  unknown: row({ state: 'unknown', ...claimed, history: [note('job-claimed'), note('job-lost-sight')] }),
  'unknown with ids from callbacks': row({
    state: 'unknown',
    ...claimed,
    mailbox: ['ext-1', 'ext-2'],
    history: [note('job-claimed'), note('job-lost-sight'), note('job-mail-misled')],
  }),
  submitted: row({ state: 'submitted', ...accepted }),
  'submitted and called back': row({
    state: 'submitted',
    ...accepted,
    readyAt: AT,
    history: [note('job-claimed'), note('job-accepted'), note('job-called-back')],
  }),
  'submitted and asked anew': row({
    state: 'submitted',
    ...accepted,
    readyAt: AT,
    result: { outputs: [{ url: 'https://files.example.test/a.png', media: 'image' }], credits: 4000 },
    history: [note('job-claimed'), note('job-found-ended'), note('job-asked-anew')],
  }),
  refused: row({
    state: 'refused',
    claim: earlierClaim,
    firstClaimedAt: claimedAt,
    failCode: 'content_blocked',
    failMsg: 'no',
    mailbox: ['ext-1'],
    history: [note('job-claimed'), note('job-refused', { failCode: 'content_blocked' })],
  }),
  'refused for its inputs': row({
    state: 'refused',
    attempt: 0,
    failCode: 'input_expired',
    failMsg: 'gone',
    history: [note('job-input-lost', { failCode: 'input_expired' })],
  }),
  canceled: row({ state: 'canceled', attempt: 0, history: [note('job-canceled')] }),
} as const satisfies Record<string, Row>;

const outputRow = (more: Record<string, unknown>): Row => ({
  pk: `task#ana#${'0'.repeat(32)}`,
  sk: 'output#001',
  n: 1,
  job: 1,
  index: 1,
  sourceUrl: 'https://files.example.test/a.png',
  at: AT,
  ...more,
});

export const earlierFile = {
  key: `images/generated/ana/${'0'.repeat(32)}.png`,
  media: 'image',
  contentType: 'image/png',
  bytes: 5,
  sha256: 'a'.repeat(64),
  width: 8,
  height: 8,
} as const;

export const earlierOutputs = {
  stored: outputRow({ stored: earlierFile, recorded: 1 }),
  'stored late': outputRow({ stored: earlierFile, late: true, recorded: 1 }),
  lost: outputRow({ lost: { code: 'archive_failed', reason: 'gone' }, recorded: 1 }),
  failing: outputRow({ failingSince: AT, failures: 2, recorded: 0 }),
} as const satisfies Record<string, Row>;

export const earlierTask: Row = {
  pk: `task#ana#${'0'.repeat(32)}`,
  sk: 'task',
  listPk: 'tasks#ana',
  listSk: `${AT}#${'0'.repeat(32)}`,
  duePk: 'task#0',
  dueAt: '2026-11-28T10:00:45.000Z',
  id: '0'.repeat(32),
  owner: 'ana',
  status: 'PENDING',
  service: 'KIE',
  model: 'IMAGEN4',
  wireModel: 'google/imagen4-fast',
  dialect: 'jobs',
  media: 'image',
  jobs: 1,
  estimate: 4000,
  priority: 'normal',
  retryCount: 0,
  run: 1,
  createdAt: AT,
  deadlineAt: '2026-11-28T10:30:00.000Z',
  expectedSeconds: 10,
  firstLookSeconds: 120,
  polls: 'quick',
  lookAt: '2026-11-28T10:00:45.000Z',
  history: [{ at: AT, actor: 'client', type: 'task-created', attempt: 0, data: { jobs: 1 } }],
  rev: 3,
  by: 'd'.repeat(32),
};
