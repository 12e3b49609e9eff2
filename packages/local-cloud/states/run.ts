import type { Execution, Phase, Position, Status } from './execution.ts';
import { retryCount } from './execution.ts';
import type { Scope } from './evaluate.ts';
import type { StateError } from './failure.ts';
import {
  HISTORY_LIMIT,
  HistoryFull,
  shown,
  shownError,
  shownVariables,
  type HistoryEvent,
} from './history.ts';
import { jsonValue, type Json } from './json.ts';
import type { Tools } from './tools.ts';

/** A billed step: a state entered, or entered again by a retry. */
export interface Transition {
  readonly executionArn: string;
  readonly machineArn: string;
  readonly state: string;
  readonly type: string;
  /** 0 when the state is entered; n for its n-th retry. */
  readonly retry: number;
  readonly at: number;
}

const terminal = /^Execution(Succeeded|Failed|TimedOut|Aborted)$/;

/** The member that holds an event's details: its type in camel case, the same for states of every type. */
function detailsMember(type: string): string {
  const name = type.replace(/^.+(State(?:Entered|Exited))$/, '$1');
  return `${name.charAt(0).toLowerCase()}${name.slice(1)}EventDetails`;
}

/** A change of one execution that is being prepared; it takes effect when `Live` commits it. */
export class Run {
  execution: Execution;
  readonly events: HistoryEvent[] = [];
  readonly transitions: Transition[] = [];
  readonly now: number;
  readonly tools: Tools;

  constructor(execution: Execution, now: number, tools: Tools) {
    this.execution = execution;
    this.now = now;
    this.tools = tools;
  }

  get position(): Position {
    return this.execution.position;
  }

  set position(position: Position) {
    this.execution = { ...this.execution, position };
  }

  set phase(phase: Phase) {
    this.position = { ...this.position, phase };
  }

  /** Adds an event to the history; `previous` is the event it follows where that is not the last one. */
  record(type: string, details?: Readonly<Record<string, Json>>, previous?: number): void {
    const id = this.execution.lastEvent + 1;
    if (id >= HISTORY_LIMIT && !terminal.test(type)) throw new HistoryFull();
    const event = { id, previousEventId: previous ?? this.execution.previousEvent, at: this.now, type };
    this.events.push(details === undefined ? event : { ...event, details: [detailsMember(type), details] });
    this.execution = { ...this.execution, lastEvent: id, previousEvent: id };
  }

  /** Enters a state of the machine by its name. */
  enter(name: string, input: Json): void {
    const state = this.tools.machine.States[name];
    if (state === undefined) throw new Error(`The state '${name}' does not exist.`);
    const type = state.Type;
    // AWS lets the first state follow upon nothing.
    const previous = this.execution.lastEvent === 1 ? 0 : undefined;
    this.record(`${type}StateEntered`, { name, ...shown('input', input) }, previous);
    const { variables } = this.position;
    this.position = {
      state: name,
      type,
      input,
      variables,
      enteredAt: this.now,
      enteredEvent: this.execution.lastEvent,
      retries: {},
      phase: { kind: 'ready' },
    };
    this.count(0);
  }

  /** Notes a billed transition. */
  count(retry: number): void {
    const { arn: executionArn, machineArn } = this.execution;
    const { state, type } = this.position;
    this.transitions.push({ executionArn, machineArn, state, type, retry, at: this.now });
  }

  /** Leaves the current state; from here on its variables are assigned. */
  leave(output: Json, assigned: Readonly<Record<string, Json>>): void {
    const { state: name, type } = this.position;
    const details = { name, ...shown('output', output), ...shownVariables(assigned) };
    this.record(`${type}StateExited`, details);
    this.position = { ...this.position, variables: { ...this.position.variables, ...assigned } };
  }

  succeed(output: Json): void {
    this.record('ExecutionSucceeded', shown('output', output));
    this.execution = { ...this.execution, output: JSON.stringify(output) };
    this.#end('SUCCEEDED');
  }

  fail({ error, cause }: StateError): void {
    this.record('ExecutionFailed', shownError({ error, cause }));
    this.execution = { ...this.execution, error, ...(cause === undefined ? {} : { cause }) };
    this.#end('FAILED');
  }

  /** Ends the execution from outside. */
  abort({ error, cause }: { error?: string | undefined; cause?: string | undefined }): void {
    const shownAs = shownError({ error, cause });
    this.record('ExecutionAborted', shownAs, 0);
    this.execution = { ...this.execution, ...shownAs };
    this.#end('ABORTED');
  }

  /** Ends the execution because the machine's own timeout has run out. */
  expire(): void {
    this.record('ExecutionTimedOut', {}, 0);
    this.#end('TIMED_OUT');
  }

  #end(status: Status): void {
    const { expiresAt, ...rest } = this.execution;
    void expiresAt;
    this.execution = { ...rest, status, stoppedAt: this.now };
  }

  /** What the expressions of the current state can see. */
  scope(more: { result?: Json; errorOutput?: Json } = {}): Scope {
    const { position } = this;
    return {
      variables: position.variables,
      states: { input: position.input, ...more, context: this.#context() },
    };
  }

  #context(): Json {
    const { execution, position } = this;
    const time = (at: number): string => new Date(at).toISOString();
    return {
      Execution: {
        Id: execution.arn,
        Input: jsonValue.parse(JSON.parse(execution.input)),
        Name: execution.name,
        RoleArn: execution.roleArn,
        StartTime: time(execution.startedAt),
        RedriveCount: execution.redriveCount,
        ...(execution.redrivenAt === undefined ? {} : { RedriveTime: time(execution.redrivenAt) }),
      },
      StateMachine: { Id: execution.machineArn, Name: execution.machineName },
      State: {
        Name: position.state,
        EnteredTime: time(position.enteredAt),
        ...(position.type === 'Task' ? { RetryCount: retryCount(position) } : {}),
      },
      ...(position.token === undefined ? {} : { Task: { Token: position.token } }),
    };
  }
}
