import type { TaskView } from '#contract/tasks/answers.ts';
import type { Note } from '#domain/tasks/timeline.ts';

type Told = Pick<TaskView, 'status' | 'stage' | 'attempt' | 'cost'> & {
  readonly externalTaskId?: string | undefined;
  readonly failCode?: string | undefined;
  readonly startsAt?: string | undefined;
};

interface Part {
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

const untouched = (): Part => ({ state: 'queued', attempt: 0, called: [], ready: false });

/** What each line of a timeline says about one paid call. */
const lines: Readonly<Record<string, (part: Part, note: Note) => Partial<Part>>> = {
  'job-slot-taken': (_, note) => ({ startsAt: text(note, 'startsAt') }),
  'job-held': (_, note) => ({ startsAt: text(note, 'startsAt') }),
  'job-claimed': (_, { attempt }) => ({ state: 'submitting', attempt, startsAt: undefined, called: [] }),
  'job-accepted': ({ called }, note) => ({
    state: 'submitted',
    externalId: text(note, 'externalTaskId') ?? '',
    ready: called.includes(text(note, 'externalTaskId')),
  }),
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

function stageOf(status: TaskView['status'], parts: readonly Part[]): TaskView['stage'] {
  if (status !== 'PENDING') return 'done';
  const open = parts.filter(({ state }) => state !== 'over');
  const some = (state: Part['state']): boolean => open.some((part) => part.state === state);
  if (some('unknown')) return 'outcome_unknown';
  if (open.some(({ state, startsAt }) => state === 'queued' && startsAt !== undefined)) return 'held';
  if (open.length > 0 && open.every(({ state }) => state === 'queued')) return 'queued';
  if (some('queued') || some('submitting')) return 'submitting';
  return open.every(({ ready }) => ready) ? 'archiving' : 'generating';
}

const waitsFor = (parts: readonly Part[]): string | undefined =>
  parts
    .flatMap(({ state, startsAt }) => (state === 'queued' && startsAt !== undefined ? [startsAt] : []))
    .sort()[0];

interface ReplayedTask {
  status: TaskView['status'];
  failCode?: string | undefined;
  actualCredits?: number | undefined;
  final: boolean;
}

function tell(replayed: ReplayedTask, note: Note): void {
  const { actualCredits, costFinal } = note.data ?? {};
  if (typeof actualCredits === 'number') replayed.actualCredits = actualCredits;
  if (typeof costFinal === 'boolean') replayed.final = costFinal;
  if (note.type === 'task-ended') {
    replayed.status = text(note, 'status') as TaskView['status'];
    replayed.failCode = text(note, 'failCode');
  }
  if (note.type === 'task-reopened') Object.assign(replayed, { status: 'PENDING', failCode: undefined });
  if (note.type === 'task-canceled') {
    replayed.status = 'CANCELED';
    if (note.data?.['detached'] === false) Object.assign(replayed, { actualCredits: 0, final: true });
  }
}

/** A task as its timeline alone tells it. */
export function rebuilt(timeline: readonly Note[]): Told {
  const [created] = timeline;
  const jobs = Number(created?.data?.['jobs']);
  const parts = Array.from({ length: jobs }, untouched);
  const replayed: ReplayedTask = { status: 'PENDING', final: false };
  for (const note of timeline) {
    const part = parts[Number(note.data?.['job']) - 1];
    if (part !== undefined) Object.assign(part, lines[note.type]?.(part, note) ?? {});
    tell(replayed, note);
  }
  const stage = stageOf(replayed.status, parts);
  const { actualCredits, final } = replayed;
  return {
    status: replayed.status,
    stage,
    attempt: Math.max(...parts.map(({ attempt }) => attempt)),
    cost: {
      estimatedCredits: Number(created?.data?.['estimatedCredits']),
      ...(actualCredits === undefined ? {} : { actualCredits }),
      final,
    },
    externalTaskId: parts[0]?.externalId,
    failCode: replayed.failCode,
    startsAt: stage === 'held' ? waitsFor(parts) : undefined,
  };
}

/** The same of a task as it is shown. */
export const told = (task: TaskView): Told => ({
  status: task.status,
  stage: task.stage,
  attempt: task.attempt,
  cost: task.cost,
  externalTaskId: task.externalTaskId,
  failCode: task.failCode,
  startsAt: task.startsAt,
});
