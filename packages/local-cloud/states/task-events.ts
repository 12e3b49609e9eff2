import type { Integration } from './definition.ts';
import { shown, shownError } from './history.ts';
import type { StateError } from './failure.ts';
import type { Json } from './json.ts';
import type { Run } from './run.ts';

// A function named directly by its ARN has events of its own; the service integration has the general ones.
const service = (integration: Integration): Record<string, Json> => ({
  resourceType: 'lambda',
  resource: integration,
});

/** What TaskScheduled tells. */
export interface Scheduled {
  readonly functionArn: string;
  readonly given: Json;
  readonly region: string;
  readonly timeout?: number | undefined;
  readonly heartbeat?: number | undefined;
}

/** Records that a call is about to be made. */
export function scheduled(run: Run, integration: Integration, call: Scheduled): void {
  const times = {
    ...(call.timeout === undefined ? {} : { timeoutInSeconds: call.timeout }),
    ...(call.heartbeat === undefined ? {} : { heartbeatInSeconds: call.heartbeat }),
  };
  if (integration === 'function') {
    const { heartbeatInSeconds, ...rest } = times;
    void heartbeatInSeconds;
    const details = { resource: call.functionArn, ...shown('input', call.given), ...rest };
    run.record('LambdaFunctionScheduled', 'lambdaFunctionScheduledEventDetails', details);
    return;
  }
  const details = {
    ...service(integration),
    region: call.region,
    parameters: JSON.stringify(call.given),
    ...times,
  };
  run.record('TaskScheduled', 'taskScheduledEventDetails', details);
}

/** Records that the call is being made. */
export function started(run: Run, integration: Integration): void {
  if (integration === 'function') run.record('LambdaFunctionStarted');
  else run.record('TaskStarted', 'taskStartedEventDetails', service(integration));
}

/** Records that the function has answered, while its token is still awaited. */
export function submitted(run: Run, integration: Integration, output: Json): void {
  const details = { ...service(integration), ...shown('output', output) };
  run.record('TaskSubmitted', 'taskSubmittedEventDetails', details);
}

/** Records the result of the task. */
export function succeeded(run: Run, integration: Integration, output: Json): void {
  if (integration === 'function')
    run.record('LambdaFunctionSucceeded', 'lambdaFunctionSucceededEventDetails', shown('output', output));
  else
    run.record('TaskSucceeded', 'taskSucceededEventDetails', {
      ...service(integration),
      ...shown('output', output),
    });
}

/** Records that the task failed or took too long. */
export function failed(
  run: Run,
  integration: Integration,
  kind: 'Failed' | 'TimedOut',
  failure: StateError,
): void {
  const own = integration === 'function';
  const family = own ? 'LambdaFunction' : 'Task';
  const member = `${own ? 'lambdaFunction' : 'task'}${kind}EventDetails`;
  run.record(`${family}${kind}`, member, { ...(own ? {} : service(integration)), ...shownError(failure) });
}
