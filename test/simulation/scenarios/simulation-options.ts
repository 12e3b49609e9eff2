import type { ReceiverOptions } from '../engine/receivers.ts';
import type { Outage } from '../engine/outage.ts';
import type { Decision } from '#domain/operators/decision.ts';
import type { WantedOwnLimits } from '#domain/limits/owner-limits.ts';
import type { GateRule } from '#domain/tasks/lanes.ts';
import type { QuestionRule } from '#domain/tasks/questions.ts';
import type { UploadLife } from '#domain/files/upload.ts';
import type { Injector } from '../engine/fault.ts';
import type { Watched } from '../rules/rule-context.ts';
import type { Definition } from '../machine/machine-definition.ts';
import type { FollowerOptions } from '../users/follower-options.ts';
import type { Order } from '../users/order.ts';
import type { UploadOrder } from '../users/upload-order.ts';
import type { Character } from '../provider/provider-behaviour.ts';
import type { Chance } from '../engine/random.ts';
import type { CreateCall } from '../provider/provider-job.ts';
import type { Parts, Provider } from '../provider/provider.ts';
import type { Trace } from '../engine/runtime.ts';

/** What the simulation takes from the infrastructure: the state machine as it is deployed, and how long functions may run. */
export interface Facts {
  readonly definition: Definition;
  /** The machine that gives out turns at the provider. */
  readonly dispatch: Definition;
  /** Seconds, by function. */
  readonly timeouts: Readonly<Record<string, number>>;
  readonly gate: GateRule;
  /** How many status questions we allow ourselves. */
  readonly questions: QuestionRule;
}

/** Invocations of one function that take very long at one of their calls. */
export interface Straggler {
  readonly action: string;
  readonly operation: string;
  readonly seconds: number;
  /** The slow invocation is an additional one without a caller; the first one runs as usual. */
  readonly second?: true;
}

/**
 * What cannot be worked on. `function`: each of its invocations throws, so long after the start · `job`: rows of jobs
 * become unreadable once the provider has taken them · `task`: with them the task, until so long after the start.
 */
export type Spoiled =
  | { readonly what: 'function'; readonly action: string; readonly seconds: number }
  | { readonly what: 'job' }
  | { readonly what: 'task'; readonly seconds: number };

/** How limits are set anew, in seconds after the start. */
export interface LimitChange {
  readonly at: number;
  readonly limits: WantedOwnLimits;
}

export interface SimulationOptions {
  readonly facts: Facts;
  readonly seed: number;
  readonly orders: readonly Order[];
  readonly character: (chance: Chance) => Character;
  /** `look` gives what the run is made of, once it has begun. */
  readonly injector?: (chance: Chance, look: () => Watched) => Injector;
  /** False: no callback can reach us. */
  readonly callbacks?: boolean;
  /** Thousandths of credits, by owner. */
  readonly budgets?: Readonly<Record<string, { monthly: number; daily?: number }>>;
  /** Forged callbacks: false reports, wrong secrets, wrong signatures. */
  readonly forgeries?: boolean;
  /** Callbacks of the provider's own that name the wrong job. */
  readonly mixUps?: boolean;
  /** Whether the bucket is walked through at the end. */
  readonly cleanup?: boolean;
  readonly straggler?: Straggler;
  /** Uploads by ana. */
  readonly uploadOrders?: readonly UploadOrder[];
  readonly uploadLife?: UploadLife;
  readonly outage?: Outage;
  readonly spoiled?: Spoiled;
  /** At the end the table is empty, as one that was made anew beside the full bucket, which is walked through. */
  readonly emptied?: true;
  /** Our accounts beside the first. */
  readonly accounts?: readonly string[];
  /** One of our accounts that takes no more calls, from so many seconds after the start on. */
  readonly drained?: { readonly account: string; readonly at: number };
  /** The most status questions that the provider answers within a second; as many as it is asked where absent. */
  readonly mostQuestions?: number;
  /** Another provider, whose records are not held against ours, and the rules that hold all the same. */
  readonly another?: {
    readonly provider: (parts: Parts) => Provider;
    readonly problemsIn: (world: Watched) => string[];
  };
  /** Two versions of the code are at work at once. */
  readonly versions?: boolean;
  /** … the other one being earlier: it knows of no places of open tasks. */
  readonly earlier?: true;
  /** What ana may do, from so many seconds after the start on. */
  readonly limits?: readonly LimitChange[];
  /** Who is told what happens to ana's tasks. */
  readonly receivers?: readonly ReceiverOptions[];
  /** Who is connected, and follows them. */
  readonly followers?: readonly FollowerOptions[];
  /** No picture can be opened to be drawn. */
  readonly opaque?: true;
  /** Additional runs of the cleanup, in seconds after the start. */
  readonly ticks?: readonly number[];
  /** What a person does about calls whose fate is unknown. */
  readonly operator?: Decision['type'];
  /** No call takes long, but those of the provider. */
  readonly calm?: boolean;
  /** Is told of every create call that arrives at the provider. */
  readonly onCreate?: (call: CreateCall) => void;
  /** Checks all invariants after every event, and everything that is logged or shown for secrets. */
  readonly thorough?: boolean;
  readonly trace?: Trace | undefined;
}
