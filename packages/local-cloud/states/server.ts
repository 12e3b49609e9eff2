import { once } from 'node:events';
import { createServer } from 'node:http';
import { BACKLOG, patience, tellTime } from '../http-server.ts';
import type { Clock } from '../clock.ts';
import { Engine } from './engine.ts';
import type { Execution } from './execution.ts';
import type { Access } from '../iam/access.ts';
import { needsOf } from './needs.ts';
import { operations } from './operations.ts';
import { answer, type Gatekeeper } from './protocol.ts';
import { checkDefinition } from './rules.ts';
import type { Transition } from './run.ts';
import type { Invoke } from './signals.ts';
import { Store } from './store.ts';

/** What a Step Functions of one's own is started with. */
export interface StatesOptions {
  readonly dataDir: string;
  readonly clock: Clock;
  readonly port?: number;
  readonly random?: () => number;
  readonly accountId?: string;
  readonly region?: string;
  /** Calls a Lambda function for an execution of a state machine. */
  readonly invoke: Invoke;
  /** Decides whether a request is allowed; everything is when left out. */
  readonly access?: Pick<Access, 'refusal'>;
  /** Told of every billed step, after it is on disk. */
  readonly onTransition?: (transition: Transition) => void;
  /** Told of every execution that begins or ends, after it is on disk. */
  readonly onStatus?: (execution: Execution) => void;
}

/** A state machine to be hosted. */
export interface MachineDefinition {
  readonly name: string;
  readonly arn: string;
  /** The ASL as JSON text, substitutions done. */
  readonly definition: string;
  readonly loggingOptions?: Readonly<Record<string, unknown>>;
  /** Names that stand for it, behind its ARN. */
  readonly aliases?: readonly string[];
}

/** A running Step Functions. */
export interface StatesServer {
  readonly url: string;
  /** Creates or updates a machine; running executions keep the definition they began with. */
  defineStateMachine(machine: MachineDefinition): Promise<void>;
  /** Takes up the executions that an earlier process left running. */
  resume(): Promise<void>;
  /** Resolves when no request is served, no state evaluated and no function running. */
  idle(): Promise<void>;
  /** Ends at once; what was under way is taken up by `resume` of the next server on the same data. */
  stop(): Promise<void>;
}

function checked({ name, definition }: MachineDefinition): string {
  const problems = checkDefinition(JSON.parse(definition)).filter(({ severity }) => severity === 'ERROR');
  if (problems.length === 0) return definition;
  const lines = problems.map(
    ({ code, state, message }) => `${code}${state === undefined ? '' : ` in ${state}`}: ${message}`,
  );
  throw new Error(`The state machine ${name} would be refused by AWS:\n${lines.join('\n')}`);
}

/** Starts a Step Functions that speaks AWS's protocol and keeps everything in `dataDir`. */
export async function startStates(options: StatesOptions): Promise<StatesServer> {
  const { dataDir, clock, invoke, onTransition, onStatus } = options;
  const store = new Store(dataDir);
  const engine = new Engine({
    store,
    clock,
    invoke,
    onTransition,
    onStatus,
    random: options.random ?? Math.random,
    region: options.region ?? 'us-east-1',
    accountId: options.accountId ?? '000000000000',
  });
  const refuses: Gatekeeper = (authorization, operation, body) =>
    options.access?.refusal(authorization, needsOf(operation, body, store));
  const served = { operations: operations(engine, store, clock), refuses };
  const server = createServer(patience, (request, response) => {
    tellTime(response, clock);
    void engine.activity.watch(answer(request, response, served));
  });
  server.listen({ port: options.port ?? 0, host: '127.0.0.1', backlog: BACKLOG });
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;

  return {
    url: `http://127.0.0.1:${String(port)}`,
    async defineStateMachine(machine) {
      const { name, arn, loggingOptions, aliases = [] } = machine;
      store.saveMachine({
        arn,
        name,
        aliases,
        definitionId: store.saveDefinition(checked(machine)),
        createdAt: store.machine(arn)?.createdAt ?? clock.now(),
        logging: loggingOptions ?? { level: 'OFF', includeExecutionData: false },
      });
    },
    async resume() {
      engine.resume();
    },
    idle: () => engine.activity.idle(),
    async stop() {
      server.close();
      server.closeAllConnections();
      await engine.close();
      store.close();
    },
  };
}
