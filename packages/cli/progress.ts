import type { ProgressDisplay } from '@darkroom/client/follow';
import type { TaskProgress } from '@darkroom/client/types';
import { duration } from './format.ts';
import type { Context } from './context.ts';

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
export function progressLine(progress: TaskProgress, elapsedMs: number): string {
  const stage = stageWords[progress.stage] ?? progress.stage;
  const expected =
    progress.expectedSeconds === undefined ? '' : ` of about ${duration(progress.expectedSeconds * 1000)}`;
  const percent = progress.progress === undefined ? '' : ` · ${Math.round(progress.progress)} %`;
  const attempt = progress.attempt > 1 ? ` · attempt ${progress.attempt}` : '';
  return `${stage} · ${duration(elapsedMs)}${expected}${percent}${attempt}`;
}

/** One line written over and over on a screen; elsewhere a line for each change of stage. */
export function progressDisplay({ err, live, now }: Pick<Context, 'err' | 'live' | 'now'>): ProgressDisplay {
  const began = now();
  let last: TaskProgress | undefined;
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

/** Shows nothing: for output that a program reads. */
export const silentDisplay: ProgressDisplay = {
  show: () => undefined,
  tick: () => undefined,
  done: () => undefined,
};
