import type { UploadLife } from '#domain/files/upload.ts';
import type { Outage } from '../engine/outage.ts';
import type { Order } from '../users/order.ts';
import type { UploadOrder } from '../users/upload-order.ts';
import type { Behaviour } from '../provider/provider-behaviour.ts';
import type { Spoiled, Straggler } from './simulation-options.ts';

/** A small, fixed course of events, in which every await is tried with every fault. */
export interface Scenario {
  readonly name: string;
  readonly seed?: number;
  readonly orders: readonly Order[];
  readonly provider: readonly Partial<Behaviour>[];
  readonly callbacks?: false;
  readonly budget?: number;
  /** Creates in twelve seconds. */
  readonly gate?: number;
  readonly forgeries?: true;
  readonly mixUps?: true;
  /** Whether the bucket is walked through at the end. */
  readonly cleanup?: true;
  readonly operator?: 'adopt' | 'archive-again' | 'resubmit' | 'write-off';
  readonly straggler?: Straggler;
  readonly uploadOrders?: readonly UploadOrder[];
  readonly uploadLife?: UploadLife;
  readonly outage?: Outage;
  readonly spoiled?: Spoiled;
  readonly emptied?: true;
  /**
   * The most status questions that the provider answers within a second. We allow ourselves half as many: of few, one that
   * is late counts for much.
   */
  readonly mostQuestions?: number;
  readonly opaque?: true;
  readonly versions?: true;
  readonly ticks?: readonly number[];
}
