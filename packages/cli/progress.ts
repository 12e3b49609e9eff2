import type { TaskUpdate } from '@darkroom/client/subscribe';
import { duration } from './format.ts';
import type { Context } from './context.ts';

/** Shows how far a task is; `done` leaves the screen clean for what follows. */
export interface ProgressDisplay {
  show(progress: TaskUpdate): void;
  /** Draws the last state again, with the time that has passed since. */
  tick(): void;
  done(): void;
}

const stageWords: Readonly<Record<string, string>> = {
  queued: 'queued',
  held: 'waiting for a free slot',
  submitting: 'submitting',
  generating: 'generating',
  archiving: 'archiving',
  outcome_unknown: 'asking what became of it',
  done: 'done',
};

/** One line about a running task: stage, elapsed, expected. */
export function progressLine(progress: TaskUpdate, elapsedMs: number): string {
  const stage = stageWords[progress.stage] ?? progress.stage;
  const expected =
    progress.expectedSeconds === undefined ? '' : ` of about ${duration(progress.expectedSeconds * 1000)}`;
  const known = 'progress' in progress ? progress.progress : undefined;
  const percent = typeof known === 'number' ? ` · ${Math.round(known)} %` : '';
  const attempt = progress.attempt > 1 ? ` · attempt ${progress.attempt}` : '';
  return `${stage} · ${duration(elapsedMs)}${expected}${percent}${attempt}`;
}

/** One line written over and over on a screen; elsewhere a line for each change of stage. */
export function progressDisplay({ err, live, now }: Pick<Context, 'err' | 'live' | 'now'>): ProgressDisplay {
  const began = now();
  let last: TaskUpdate | undefined;
  let drawn = '';

  const draw = (): void => {
    if (!last) return;
    const line = progressLine(last, now() - began);
    if (line === drawn) return;
    drawn = line;
    err(`\r\u001B[K${line}`);
  };

  return {
    show: (progress) => {
      const changed = last?.stage !== progress.stage || last.attempt !== progress.attempt;
      last = progress;
      if (live) draw();
      else if (changed) err(`${progressLine(progress, now() - began)}\n`);
    },
    tick: () => {
      if (live) draw();
    },
    done: () => {
      if (live && drawn) err('\r\u001B[K');
    },
  };
}

/** What a command shows: nothing where a program reads its output. */
export const displayFor = (context: Context, json: boolean | undefined): ProgressDisplay =>
  json === true ? silentDisplay : progressDisplay(context);

/** Shows nothing: for output that a program reads. */
export const silentDisplay: ProgressDisplay = {
  show: () => undefined,
  tick: () => undefined,
  done: () => undefined,
};
