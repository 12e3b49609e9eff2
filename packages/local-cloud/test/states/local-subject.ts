import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startStates, type StatesServer } from '../../states/server.ts';
import type { Transition } from '../../states/run.ts';
import type { InvokeResult } from '../../states/signals.ts';
import { ManualClock } from '../../manual-clock.ts';
import { handler, type Script } from './scripted-function.ts';
import type { Subject } from './subject.ts';

/** What a function does with its payload. A throw is the function's error, named by the error's name. */
export type Behaviour = (payload: unknown) => unknown;

/** The local Step Functions as a subject, which can also be started again on its data. */
export interface LocalSubject extends Subject {
  readonly clock: ManualClock;
  /** Where the server keeps everything. */
  readonly dataDir: string;
  now(): number;
  /** Gives a machine another definition, as a deployment does. */
  redefine(name: string, definition: object): Promise<void>;
  /** Says what the function of this name does from now on. */
  behave(functionName: string, behaviour: Behaviour): void;
  /** Resolves when nothing moves any more. */
  settle(): Promise<void>;
  /** Lets time pass while functions are still running. */
  elapse(ms: number): Promise<void>;
  readonly transitions: Transition[];
  /** Stops the server, lets time pass, and starts another on the same data, `resume` included. */
  restart(downFor?: number): Promise<void>;
}

const SCRIPTED = 'scripted';

type Invoke = (functionArn: string, payload: unknown) => Promise<InvokeResult>;

/** Lambda, its functions being plain closures by name. */
export function invokerOf(behaviours: ReadonlyMap<string, Behaviour>): Invoke {
  return async (functionArn, payload) => {
    const name = functionArn.split(':').at(-1) ?? '';
    const behaviour = behaviours.get(name);
    if (behaviour === undefined)
      return {
        ok: false,
        service: true,
        error: 'ResourceNotFoundException',
        cause: `Function not found: ${functionArn}`,
      };
    try {
      return { ok: true, payload: await behaviour(payload), requestId: 'a-request' };
    } catch (error) {
      const { name: errorType, message: errorMessage } =
        error instanceof Error ? error : new Error(String(error));
      return { ok: false, error: errorType, cause: JSON.stringify({ errorType, errorMessage, trace: [] }) };
    }
  };
}

/** Starts the local Step Functions with a manual clock and functions that are plain closures. */
export async function openLocal(random: () => number = Math.random): Promise<LocalSubject> {
  const dataDir = await mkdtemp(join(tmpdir(), 'states-'));
  const clock = new ManualClock();
  const behaviours = new Map<string, Behaviour>([[SCRIPTED, (payload) => handler(payload as Script)]]);
  const transitions: Transition[] = [];
  const open = (): Promise<StatesServer> =>
    startStates({
      dataDir,
      clock,
      random,
      invoke: invokerOf(behaviours),
      onTransition: (transition) => transitions.push(transition),
    });

  let server = await open();
  const settle = (): Promise<void> => server.idle();
  return {
    clock,
    dataDir,
    transitions,
    get endpoint() {
      return server.url;
    },
    region: 'us-east-1',
    credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    maxAttempts: 1,
    prefix: '',
    roleArn: 'arn:aws:iam::000000000000:role/states',
    functionArn: `arn:aws:lambda:us-east-1:000000000000:function:${SCRIPTED}`,
    promptMs: 0,
    rests: settle,
    ends: settle,
    redefine: (name, definition) =>
      server.defineStateMachine({
        name,
        arn: `arn:aws:states:us-east-1:000000000000:stateMachine:${name}`,
        definition: JSON.stringify(definition),
      }),
    behave: (functionName, behaviour) => void behaviours.set(functionName, behaviour),
    settle,
    advance: (ms) => clock.advance(ms, settle),
    elapse: (ms) => clock.advance(ms),
    now: () => clock.now(),
    async restart(downFor = 0) {
      await server.stop();
      await clock.advance(downFor);
      server = await open();
      await server.resume();
    },
    async stop() {
      await server.stop();
      await rm(dataDir, { recursive: true });
    },
  };
}
