import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startStates, type StatesServer } from '../../states/server.ts';
import type { Transition } from '../../states/run.ts';
import type { InvokeResult } from '../../states/signals.ts';
import { ManualClock } from '../../manual-clock.ts';
import type { Behaviour, Subject } from './subject.ts';

/** The local Step Functions as a subject, which can also be started again on its data. */
export interface LocalSubject extends Subject {
  readonly clock: ManualClock;
  readonly transitions: Transition[];
  /** Stops the server, lets time pass, and starts another on the same data, `resume` included. */
  restart(downFor?: number): Promise<void>;
}

type Invoke = (functionArn: string, payload: unknown) => Promise<InvokeResult>;

/** Lambda, its functions being plain closures by name. */
function invokerOf(behaviours: ReadonlyMap<string, Behaviour>): Invoke {
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
  const behaviours = new Map<string, Behaviour>();
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
    transitions,
    get endpoint() {
      return server.url;
    },
    async define(name, definition) {
      const arn = `arn:aws:states:us-east-1:000000000000:stateMachine:${name}`;
      await server.defineStateMachine({ name, arn, definition: JSON.stringify(definition) });
      return arn;
    },
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
