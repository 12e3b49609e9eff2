import { integrationOf, type Integration } from './definition.ts';
import { shown, shownError } from './history.ts';
import type { StateError } from './failure.ts';
import type { Json } from './json.ts';
import type { Run } from './run.ts';

/** How the Task that is running calls its function. */
export function integration(run: Run): Integration {
  const state = run.tools.machine.States[run.position.state];
  return (state?.Type === 'Task' ? integrationOf(state.Resource) : undefined) ?? 'invoke';
}

// A function named directly by its ARN has events of its own; the service integration has the general ones.
const service = (run: Run): Record<string, Json> => ({ resourceType: 'lambda', resource: integration(run) });
const isDirect = (run: Run): boolean => integration(run) === 'function';

/** What TaskScheduled tells. */
export interface Scheduled {
  readonly functionArn: string;
  readonly given: Json;
  readonly region: string;
  readonly timeout?: number | undefined;
  readonly heartbeat?: number | undefined;
}

/** Records that a call is about to be made. */
export function scheduled(run: Run, call: Scheduled): void {
  const times = {
    ...(call.timeout === undefined ? {} : { timeoutInSeconds: call.timeout }),
    ...(call.heartbeat === undefined ? {} : { heartbeatInSeconds: call.heartbeat }),
  };
  if (isDirect(run)) {
    const { heartbeatInSeconds, ...rest } = times;
    void heartbeatInSeconds;
    const details = { resource: call.functionArn, ...shown('input', call.given), ...rest };
    run.record('LambdaFunctionScheduled', details);
    return;
  }
  const details = {
    ...service(run),
    region: call.region,
    parameters: JSON.stringify(call.given),
    ...times,
  };
  run.record('TaskScheduled', details);
}

/** Records that the call is being made. */
export function started(run: Run): void {
  if (isDirect(run)) run.record('LambdaFunctionStarted');
  else run.record('TaskStarted', service(run));
}

/** Records that the function has answered, while its token is still awaited. */
export function submitted(run: Run, output: Json): void {
  const details = { ...service(run), ...shown('output', output) };
  run.record('TaskSubmitted', details);
}

/** Records the result of the task. */
export function succeeded(run: Run, output: Json): void {
  if (isDirect(run)) run.record('LambdaFunctionSucceeded', shown('output', output));
  else run.record('TaskSucceeded', { ...service(run), ...shown('output', output) });
}

/** Records that the task failed or took too long. */
export function failed(run: Run, kind: 'Failed' | 'TimedOut', failure: StateError): void {
  if (isDirect(run)) run.record(`LambdaFunction${kind}`, shownError(failure));
  else run.record(`Task${kind}`, { ...service(run), ...shownError(failure) });
}
