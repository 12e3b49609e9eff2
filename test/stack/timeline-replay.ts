import type { TaskView } from '#contract/tasks/answers.ts';
import type { Note } from '#domain/tasks/timeline.ts';

type ReplayableFields = Pick<TaskView, 'status' | 'stage' | 'attempt' | 'cost'> & {
  readonly externalTaskId?: string | undefined;
  readonly failCode?: string | undefined;
  readonly startsAt?: string | undefined;
};

interface PaidCall {
  state: 'queued' | 'submitting' | 'submitted' | 'unknown' | 'over';
  attempt: number;
  startsAt?: string | undefined;
  externalId?: string;
  /** Ids that callbacks have named. */
  called: readonly (string | undefined)[];
  ready: boolean;
}

const text = (note: Note, name: string): string | undefined => {
  const value = note.data?.[name];
  return typeof value === 'string' ? value : undefined;
};

const queuedCall = (): PaidCall => ({ state: 'queued', attempt: 0, called: [], ready: false });

/** What each line of a timeline says about one paid call. */
const lines: Readonly<Record<string, (call: PaidCall, note: Note) => Partial<PaidCall>>> = {
  'job-slot-taken': (_, note) => ({ startsAt: text(note, 'startsAt') }),
  'job-held': (_, note) => ({ startsAt: text(note, 'startsAt') }),
  'job-claimed': (_, { attempt }) => ({ state: 'submitting', attempt, startsAt: undefined, called: [] }),
  'job-accepted': ({ called }, note) => ({
    state: 'submitted',
    externalId: text(note, 'externalTaskId') ?? '',
    ready: called.includes(text(note, 'externalTaskId')),
  }),
  'job-answered': (_, note) => {
    const externalId = text(note, 'externalTaskId');
    return { state: 'submitted', ready: true, ...(externalId === undefined ? {} : { externalId }) };
  },
  'job-released': (_, note) => ({ state: 'queued', startsAt: text(note, 'startsAt') }),
  'job-refused': () => ({ state: 'over' }),
  'input-unavailable': () => ({ state: 'over', startsAt: undefined }),
  'job-canceled': () => ({ state: 'over', startsAt: undefined }),
  'outcome-unknown': () => ({ state: 'unknown' }),
  'callback-received': ({ state, called }, note) =>
    state === 'submitted' ? { ready: true } : { called: [...called, text(note, 'externalTaskId')] },
  'completed-at-provider': () => ({ ready: true }),
  'job-adopted': (_, note) => ({
    state: 'submitted',
    externalId: text(note, 'externalTaskId') ?? '',
    ready: true,
  }),
};

function stageOf(status: TaskView['status'], calls: readonly PaidCall[]): TaskView['stage'] {
  if (status !== 'PENDING') return 'done';
  const open = calls.filter(({ state }) => state !== 'over');
  const some = (state: PaidCall['state']): boolean => open.some((call) => call.state === state);
  if (some('unknown')) return 'outcome_unknown';
  if (open.some(({ state, startsAt }) => state === 'queued' && startsAt !== undefined)) return 'held';
  if (open.length > 0 && open.every(({ state }) => state === 'queued')) return 'queued';
  if (some('queued') || some('submitting')) return 'submitting';
  return open.every(({ ready }) => ready) ? 'archiving' : 'generating';
}

const waitsFor = (calls: readonly PaidCall[]): string | undefined =>
  calls
    .flatMap(({ state, startsAt }) => (state === 'queued' && startsAt !== undefined ? [startsAt] : []))
    .sort()[0];

interface ReplayedTask {
  status: TaskView['status'];
  failCode?: string | undefined;
  actualCredits?: number | undefined;
  final: boolean;
}

function applyToTask(replayed: ReplayedTask, note: Note): void {
  const { actualCredits, costFinal } = note.data ?? {};
  if (typeof actualCredits === 'number') replayed.actualCredits = actualCredits;
  if (typeof costFinal === 'boolean') replayed.final = costFinal;
  if (note.type === 'task-ended' || note.type === 'task-corrected') {
    replayed.status = text(note, 'status') as TaskView['status'];
    replayed.failCode = text(note, 'failCode');
  }
  if (note.type === 'task-reopened') Object.assign(replayed, { status: 'PENDING', failCode: undefined });
  if (note.type === 'task-canceled') {
    replayed.status = 'CANCELED';
    if (note.data?.['detached'] === false) Object.assign(replayed, { actualCredits: 0, final: true });
  }
}

function costOf(created: Note | undefined, { actualCredits, final }: ReplayedTask): TaskView['cost'] {
  return {
    estimatedCredits: Number(created?.data?.['estimatedCredits']),
    ...(actualCredits === undefined ? {} : { actualCredits }),
    final,
  };
}

/** The state of a task, computed from its timeline alone. */
export function replayTimeline(timeline: readonly Note[]): ReplayableFields {
  const [created] = timeline;
  const jobs = Number(created?.data?.['jobs']);
  const calls = Array.from({ length: jobs }, queuedCall);
  const replayed: ReplayedTask = { status: 'PENDING', final: false };
  for (const note of timeline) {
    const call = calls[Number(note.data?.['job']) - 1];
    if (call !== undefined) Object.assign(call, lines[note.type]?.(call, note) ?? {});
    applyToTask(replayed, note);
  }
  const stage = stageOf(replayed.status, calls);
  return {
    status: replayed.status,
    stage,
    attempt: Math.max(...calls.map(({ attempt }) => attempt)),
    cost: costOf(created, replayed),
    externalTaskId: calls[0]?.externalId,
    failCode: replayed.failCode,
    startsAt: stage === 'held' ? waitsFor(calls) : undefined,
  };
}

/** The members of a task view that its timeline determines. */
export const replayableFields = (task: TaskView): ReplayableFields => ({
  status: task.status,
  stage: task.stage,
  attempt: task.attempt,
  cost: task.cost,
  externalTaskId: task.externalTaskId,
  failCode: task.failCode,
  startsAt: task.startsAt,
});
