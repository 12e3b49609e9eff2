import { randomUUID } from 'node:crypto';
import { integrationOf, type StateOf } from './definition.ts';
import type { Attempt } from './execution.ts';
import { EvaluationFailure } from './failure.ts';
import { isObject, jsonValue, type Json } from './json.ts';
import type { Run } from './run.ts';
import { scheduled, started } from './task-events.ts';
import type { Tools } from './tools.ts';
import { moveOn } from './transition.ts';

interface Call {
  readonly functionArn: string;
  readonly payload: Json;
}

function readCall(state: StateOf<'Task'>, given: Json, tools: Tools): Call {
  if (integrationOf(state.Resource) === 'function') return { functionArn: state.Resource, payload: given };
  const { FunctionName: name, Payload: payload = {} } = isObject(given) ? given : {};
  if (typeof name !== 'string' || name === '')
    throw new EvaluationFailure('Arguments/FunctionName', 'The argument FunctionName must be a text.');
  const prefix = `arn:aws:lambda:${tools.region}:${tools.accountId}:function:`;
  const functionArn = name.startsWith('arn:') ? name : `${prefix}${name}`;
  return { functionArn, payload: jsonValue.parse(payload) };
}

async function readTimes(
  run: Run,
  state: StateOf<'Task'>,
): Promise<{ timeout?: number; heartbeat?: number }> {
  const { evaluator } = run.tools;
  const scope = run.scope();
  const read = async (field: 'TimeoutSeconds' | 'HeartbeatSeconds'): Promise<number | undefined> => {
    const value = state[field];
    if (value === undefined) return undefined;
    const seconds = await evaluator.seconds(value, scope, field);
    if (seconds < 1) throw new EvaluationFailure(field, `The field '${field}' must be positive.`);
    return seconds;
  };
  const timeout = await read('TimeoutSeconds');
  const heartbeat = await read('HeartbeatSeconds');
  if (timeout !== undefined && heartbeat !== undefined && heartbeat >= timeout)
    throw new EvaluationFailure('HeartbeatSeconds', 'HeartbeatSeconds must be smaller than TimeoutSeconds.');
  return {
    ...(timeout === undefined ? {} : { timeout }),
    ...(heartbeat === undefined ? {} : { heartbeat }),
  };
}

/** Prepares one call of a Task's function: after the commit it may be dispatched. */
export async function schedule(run: Run, state: StateOf<'Task'>): Promise<void> {
  const { tools } = run;
  const integration = integrationOf(state.Resource);
  if (integration === undefined) throw new Error(`The resource ${state.Resource} is not supported.`);
  const waitsForToken = integration === 'invoke.waitForTaskToken';
  const { token: old, ...position } = run.position;
  void old;
  run.position = waitsForToken ? { ...position, token: tools.mintToken() } : position;
  const given =
    state.Arguments === undefined
      ? run.position.input
      : await tools.evaluator.payload(state.Arguments, run.scope(), 'Arguments');
  const { timeout, heartbeat } = await readTimes(run, state);
  const call = readCall(state, given, tools);
  scheduled(run, { ...call, given, region: tools.region, timeout, heartbeat });
  started(run);
  const attempt: Attempt = {
    kind: 'task',
    id: randomUUID(),
    ...call,
    waitsForToken,
    submitted: false,
    ...(timeout === undefined ? {} : { timeoutAt: run.now + 1000 * timeout }),
    ...(heartbeat === undefined
      ? {}
      : { heartbeatSeconds: heartbeat, heartbeatAt: run.now + 1000 * heartbeat }),
  };
  run.phase = attempt;
}

/** Leaves a Task with its result. */
export async function complete(run: Run, state: StateOf<'Task'>, result: Json): Promise<void> {
  await moveOn(run, state, { scope: run.scope({ result }), otherwise: result });
}
