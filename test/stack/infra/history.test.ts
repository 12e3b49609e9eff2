import { describe, expect, it } from 'vitest';
import { nextPollSeconds, backoffSeconds, type PollProfile } from '#domain/tasks/schedule.ts';
import { workflow } from '../../../infra/workflow.ts';

/** Step Functions ends an execution that reaches this many events. */
const LIMIT = 25_000;
const DEADLINE_SECONDS = 2 * 3600;

const retries = (task: { Retry: readonly { MaxAttempts: number }[] }): number =>
  Math.max(...task.Retry.map(({ MaxAttempts }) => MaxAttempts));
/** Entered and exited. */
const CROSSING = 2;
/** Scheduled, started, ended. */
const ATTEMPT = 3;
const { Query, Finalize } = workflow.States;

// Each with every attempt failing but the last, which is the most events a visit can leave.
const WAIT = CROSSING;
const CHOICE = CROSSING;
const QUERY = CROSSING + ATTEMPT * (1 + retries(Query));
const FINALIZE = CROSSING + ATTEMPT * (1 + retries(Finalize));
/** A token task has one event more: submitted. */
const SUBMIT = CROSSING + ATTEMPT + 1;
const HOLD = WAIT + SUBMIT;
const POLL = WAIT + QUERY + CHOICE;
/** Started and ended. */
const FRAME = 2;

/** Events of asking until the deadline, the jitter always at its shortest. */
function pollingEvents(profile: PollProfile, seconds: number): number {
  let events = 0;
  let waitedSeconds = 0;
  for (let polls = 0; waitedSeconds < seconds; polls += 1) {
    const leftSeconds = seconds - waitedSeconds;
    waitedSeconds += nextPollSeconds({ profile, polls, waitedSeconds, leftSeconds }, 0);
    events += POLL;
  }
  return events;
}

/** Events of being refused for load until the deadline, the backoff always at its shortest. */
function holdingEvents(seconds: number): number {
  let events = 0;
  let waitedSeconds = 0;
  for (let releases = 0; waitedSeconds < seconds; releases += 1) {
    waitedSeconds += backoffSeconds(releases, 10, 0);
    events += HOLD;
  }
  return events;
}

describe('the history of an execution', () => {
  it.each(['quick', 'slow'] as const)(
    'stays small when a %s task is polled to a deadline of two hours',
    (profile) => {
      const events = FRAME + SUBMIT + pollingEvents(profile, DEADLINE_SECONDS) + FINALIZE;
      expect(events).toBeLessThan(LIMIT / 3);
    },
  );

  it('stays small when a task is refused for load until its deadline, and polled as long again', () => {
    const held = holdingEvents(DEADLINE_SECONDS);
    const polled = pollingEvents('quick', DEADLINE_SECONDS);
    expect(FRAME + SUBMIT + held + polled + FINALIZE).toBeLessThan(LIMIT / 2);
  });

  it('stays below the limit when Query is broken for as long as an execution may last', () => {
    const rounds = workflow.TimeoutSeconds / Query.Catch[0].Assign.seconds;
    expect(FRAME + SUBMIT + rounds * (WAIT + QUERY)).toBeLessThan(LIMIT);
  });

  it('stays below the limit when Finalize is broken for as long as an execution may last', () => {
    const rounds = workflow.TimeoutSeconds / Finalize.Catch[1].Assign.seconds;
    expect(FRAME + SUBMIT + rounds * (POLL + FINALIZE)).toBeLessThan(LIMIT);
  });

  it('stays below the limit when Submit fails at once, every time, until the deadline', () => {
    // Settled? never sends a task back to Submit sooner than this.
    const seconds = 10;
    expect(workflow.States['Settled?'].Choices[1].Assign.until).toContain(
      `$millis() + ${String(seconds * 1000)}`,
    );
    const rounds = DEADLINE_SECONDS / seconds;
    expect(FRAME + rounds * (HOLD + QUERY + CHOICE) + FINALIZE).toBeLessThan(LIMIT);
  });
});
