import type { StateOf } from './definition.ts';
import { EvaluationFailure } from './failure.ts';
import type { Run } from './run.ts';
import { moveOn } from './transition.ts';

/** Pass: shapes the data and goes on. */
export async function runPass(run: Run, state: StateOf<'Pass'>): Promise<void> {
  await moveOn(run, state);
}

/** Succeed: ends the execution well. */
export async function runSucceed(run: Run, state: StateOf<'Succeed'>): Promise<void> {
  await moveOn(run, state);
}

/** Fail: ends the execution with an error. */
export async function runFail(run: Run, state: StateOf<'Fail'>): Promise<void> {
  const { evaluator } = run.tools;
  const scope = run.scope();
  const error = await evaluator.text(state.Error ?? '', scope, 'Error');
  const cause = state.Cause === undefined ? undefined : await evaluator.text(state.Cause, scope, 'Cause');
  run.fail({ error, ...(cause === undefined ? {} : { cause }) });
}

/** Choice: the first condition that holds decides; otherwise the Default. */
export async function runChoice(run: Run, state: StateOf<'Choice'>): Promise<void> {
  const scope = run.scope();
  for (const [index, rule] of state.Choices.entries()) {
    const prefix = `Choices[${String(index)}]/`;
    if (await run.tools.evaluator.condition(rule.Condition, scope, `${prefix}Condition`))
      return await moveOn(run, rule, { scope, prefix });
  }
  if (state.Default === undefined) {
    const cause = 'Failed to transition out of the state. No condition held and there is no Default.';
    run.fail({ error: 'States.NoChoiceMatched', cause });
    return;
  }
  await moveOn(run, { ...state, Next: state.Default }, { scope });
}

const rfc3339 = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/;

async function dueTime(run: Run, state: StateOf<'Wait'>): Promise<number> {
  const { evaluator } = run.tools;
  const scope = run.scope();
  if (state.Seconds !== undefined)
    return run.now + 1000 * (await evaluator.seconds(state.Seconds, scope, 'Seconds'));
  const text = await evaluator.text(state.Timestamp ?? '', scope, 'Timestamp');
  const time = rfc3339.test(text) ? Date.parse(text) : NaN;
  if (Number.isNaN(time))
    throw new EvaluationFailure('Timestamp', `The field 'Timestamp' is not an RFC 3339 timestamp: ${text}`);
  // Step Functions drops the fraction of a second.
  return Math.floor(time / 1000) * 1000;
}

/** Wait, first half: works out until when. */
export async function beginWait(run: Run, state: StateOf<'Wait'>): Promise<void> {
  run.phase = { kind: 'waiting', until: await dueTime(run, state) };
}

/** Wait, second half: the time has come. */
export async function endWait(run: Run, state: StateOf<'Wait'>): Promise<void> {
  await moveOn(run, state);
}
