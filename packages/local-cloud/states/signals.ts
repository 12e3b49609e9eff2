import type { Attempt, Due } from './execution.ts';
import type { StateError } from './failure.ts';
import { PAYLOAD_LIMIT, jsonValue, tooLarge, type Json } from './json.ts';
import type { Run } from './run.ts';
import { failed, integration, submitted, succeeded } from './task-events.ts';

/** What the host answers for one invocation of a function. */
export type InvokeResult =
  | { ok: true; payload: unknown; requestId: string }
  | { ok: false; error: string; cause: string; service?: boolean };

/** Calls a Lambda function for a state machine; the payload is the caller's to keep. */
export type Invoke = (functionArn: string, payload: unknown, machineArn: string) => Promise<InvokeResult>;

/** The attempt that is under way, when it is this one. */
export function attemptOf(run: Run, id?: string): Attempt | undefined {
  const { phase } = run.position;
  if (run.execution.status !== 'RUNNING' || phase.kind !== 'task') return undefined;
  return id === undefined || phase.id === id ? phase : undefined;
}

function answer(payload: Json, requestId: string): Json {
  const length = String(Buffer.byteLength(JSON.stringify(payload)));
  const headers: Record<string, string> = {
    Connection: 'keep-alive',
    'Content-Length': length,
    'Content-Type': 'application/json',
    'X-Amz-Executed-Version': '$LATEST',
    'x-amzn-Remapped-Content-Length': '0',
    'x-amzn-RequestId': requestId,
  };
  const all = Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, [value]]));
  return {
    ExecutedVersion: '$LATEST',
    Payload: payload,
    SdkHttpMetadata: { AllHttpHeaders: all, HttpHeaders: headers, HttpStatusCode: 200 },
    SdkResponseMetadata: { RequestId: requestId },
    StatusCode: 200,
  };
}

/** The task has a result. */
export function taskSucceeded(run: Run, result: Json): void {
  if (tooLarge(result)) {
    const cause = `The state/task returned a result with a size exceeding the maximum number of bytes service limit (${String(PAYLOAD_LIMIT)}).`;
    return taskFailed(run, { error: 'States.DataLimitExceeded', cause });
  }
  succeeded(run, result);
  run.phase = { kind: 'succeeded', result };
}

/** The task has failed. */
export function taskFailed(run: Run, failure: StateError): void {
  failed(run, 'Failed', failure);
  run.phase = { kind: 'failed', failure };
}

/** The function has answered. An answer for an attempt that is over changes nothing. */
export function functionAnswered(run: Run, id: string, result: InvokeResult): void {
  const attempt = attemptOf(run, id);
  if (attempt === undefined) return;
  if (!result.ok) {
    const prefixed = result.service === true && !result.error.startsWith('Lambda.');
    const error = prefixed ? `Lambda.${result.error}` : result.error;
    return taskFailed(run, { error, cause: result.cause });
  }
  // A function may return nothing at all, which Lambda writes as null.
  const payload = jsonValue.parse(JSON.parse(JSON.stringify(result.payload ?? null)));
  if (integration(run) === 'function') return taskSucceeded(run, payload);
  const output = answer(payload, result.requestId);
  if (!attempt.waitsForToken) return taskSucceeded(run, output);
  submitted(run, output);
  run.phase = { ...attempt, submitted: true };
}

/** The task has shown that it is alive. */
export function heartbeat(run: Run): void {
  const attempt = attemptOf(run);
  if (attempt?.heartbeatSeconds === undefined) return;
  run.phase = { ...attempt, heartbeatAt: run.now + 1000 * attempt.heartbeatSeconds };
}

/** Time has brought something about. Waiting itself is ended by the step that follows. */
export function fallDue(run: Run, { what }: Due): void {
  switch (what) {
    case 'wait':
      run.phase = { kind: 'waited' };
      break;
    case 'retry':
      run.phase = { kind: 'ready' };
      run.count(Object.values(run.position.retries).reduce((sum, count) => sum + count, 0));
      break;
    case 'timeout':
    case 'heartbeat': {
      const failure: StateError = {
        error: 'States.Timeout',
        ...(what === 'heartbeat' ? { heartbeat: true } : {}),
      };
      failed(run, 'TimedOut', failure);
      run.phase = { kind: 'failed', failure };
      break;
    }
    case 'expiry':
      run.expire();
      break;
  }
}
