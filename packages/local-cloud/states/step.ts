import type { StateOf } from './definition.ts';
import { DataLimitExceeded, EvaluationFailure, type StateError } from './failure.ts';
import { beginWait, endWait, runChoice, runFail, runPass, runSucceed } from './flow-states.ts';
import { HistoryFull } from './history.ts';
import type { Json } from './json.ts';
import { matches, retryFor } from './retry.ts';
import type { Run } from './run.ts';
import { complete, schedule } from './task-state.ts';
import { moveOn } from './transition.ts';

/** A Task has failed: its Retry decides, then its Catch, else the execution fails. */
async function recover(run: Run, state: StateOf<'Task'>, failure: StateError): Promise<void> {
  const { position } = run;
  const retry = retryFor(state.Retry, failure, { used: position.retries, random: run.tools.random });
  if (retry !== undefined) {
    const place = String(retry.index);
    const retries = { ...position.retries, [place]: (position.retries[place] ?? 0) + 1 };
    run.position = { ...position, retries, phase: { kind: 'retrying', until: run.now + retry.delayMs } };
    return;
  }
  const index = state.Catch.findIndex((catcher) => matches(catcher.ErrorEquals, failure));
  const catcher = state.Catch[index];
  if (catcher === undefined) {
    run.fail(failure);
    return;
  }
  const errorOutput: Json = { Error: failure.error, Cause: failure.cause ?? '' };
  await moveOn(run, catcher, {
    scope: run.scope({ errorOutput }),
    otherwise: errorOutput,
    prefix: `Catch[${String(index)}]/`,
  });
}

async function runTask(run: Run, state: StateOf<'Task'>): Promise<void> {
  const { phase } = run.position;
  if (phase.kind === 'succeeded') await complete(run, state, phase.result);
  else if (phase.kind === 'failed') await recover(run, state, phase.failure);
  else await schedule(run, state);
}

async function runState(run: Run): Promise<void> {
  const state = run.tools.machine.States[run.position.state];
  if (state === undefined) throw new Error(`The state '${run.position.state}' does not exist.`);
  switch (state.Type) {
    case 'Pass':
      return await runPass(run, state);
    case 'Choice':
      return await runChoice(run, state);
    case 'Wait':
      return run.position.phase.kind === 'waited' ? await endWait(run, state) : await beginWait(run, state);
    case 'Task':
      return await runTask(run, state);
    case 'Succeed':
      return await runSucceed(run, state);
    case 'Fail':
      return await runFail(run, state);
  }
}

function located({ state, enteredEvent }: Run['position'], message: string): string {
  return `An error occurred while executing the state '${state}' (entered at the event id #${String(enteredEvent)}). ${message}`;
}

function fail(run: Run, thrown: unknown): void {
  if (thrown instanceof HistoryFull || !(thrown instanceof Error)) throw thrown;
  const { position } = run;
  const known = thrown instanceof EvaluationFailure || thrown instanceof DataLimitExceeded;
  const failure = { error: known ? thrown.name : 'States.Runtime', cause: located(position, thrown.message) };
  if (thrown instanceof EvaluationFailure)
    run.record('EvaluationFailed', {
      ...failure,
      location: thrown.location,
      state: position.state,
    });
  // A Task may retry or catch what went wrong in its own fields, but not what went wrong in its Catch.
  if (position.type === 'Task' && position.phase.kind !== 'failed') run.phase = { kind: 'failed', failure };
  else run.fail(failure);
}

/** Takes an execution one step further: through its current state, or to where that state has to wait. */
export async function step(run: Run): Promise<void> {
  try {
    await runState(run);
  } catch (thrown) {
    fail(run, thrown);
  }
}
