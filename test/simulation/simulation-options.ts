import type { Decision } from '#domain/operators/decision.ts';
import type { GateRule } from '#domain/tasks/lanes.ts';
import type { UploadLife } from '#domain/files/upload.ts';
import type { Injector } from './fault.ts';
import type { Definition } from './machine/machine-definition.ts';
import type { Order } from './order.ts';
import type { Parcel } from './upload-order.ts';
import type { Character } from './provider-behaviour.ts';
import type { Chance } from './random.ts';
import type { Trace } from './runtime.ts';

/** What the simulation takes from the infrastructure: the state machine as it is deployed, and how long functions may run. */
export interface Facts {
  readonly definition: Definition;
  /** Seconds, by door. */
  readonly timeouts: Readonly<Record<string, number>>;
  readonly gate: GateRule;
}

/** Visits of one function that take very long at one of their calls. */
export interface Straggler {
  readonly action: string;
  readonly operation: string;
  readonly seconds: number;
  /** A second visit straggles, called for nobody; the first one works as ever. */
  readonly second?: true;
}

export interface WorldOptions {
  readonly facts: Facts;
  readonly seed: number;
  readonly orders: readonly Order[];
  readonly character: (chance: Chance) => Character;
  readonly injector?: (chance: Chance) => Injector;
  /** False: no callback can reach us. */
  readonly callbacks?: boolean;
  /** Thousandths of credits, by owner. */
  readonly budgets?: Readonly<Record<string, { monthly: number; daily?: number }>>;
  /** Callbacks that nobody sent: from strangers, or too early and full of lies. */
  readonly forgeries?: boolean;
  /** Callbacks of the provider's own that name the wrong job. */
  readonly mixUps?: boolean;
  /** Whether the bucket is walked through at the end. */
  readonly cleanup?: boolean;
  readonly straggler?: Straggler;
  /** Files that ana brings. */
  readonly parcels?: readonly Parcel[];
  readonly uploadLife?: UploadLife;
  /** No picture can be opened to be drawn. */
  readonly opaque?: true;
  /** When the cleanup comes by besides, in seconds after the start. */
  readonly ticks?: readonly number[];
  /** What a person does about calls whose fate is unknown. */
  readonly operator?: Decision['type'];
  /** Looks at everything after every event, and into everything that is logged or shown. */
  readonly thorough?: boolean;
  readonly trace?: Trace | undefined;
}
