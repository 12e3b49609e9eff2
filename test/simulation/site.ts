import type { Log } from '#domain/ports.ts';
import type { GateRule } from '#domain/lanes.ts';
import type { EventHeap } from './event-heap.ts';
import type { Machine } from './machine.ts';
import type { MemoryMedia, OpenFile } from './media.ts';
import type { MemoryTable } from './memory-table.ts';
import type { Provider } from './provider.ts';
import type { Chance } from './random.ts';

/** Everything outside of our functions, as it is behind their ports. */
export interface Site {
  readonly heap: EventHeap;
  readonly chance: Chance;
  readonly table: MemoryTable;
  readonly media: MemoryMedia;
  readonly machine: Machine;
  readonly provider: Provider;
  readonly log: Log;
  readonly apiKey: string;
  readonly gateRule: GateRule;
  /** Undefined where callbacks cannot reach us. */
  readonly publicUrl: string | undefined;
  /** A secret that is recognized wherever it turns up. */
  readonly newSecret: () => string;
  /** Opens a file at the provider's, or throws. */
  readonly openFile: (url: string) => { readonly contentLength: number; readonly body: OpenFile };
  /** The same for a file that a client has named. */
  readonly openStranger: (url: string) => { readonly contentLength: number; readonly body: OpenFile };
  /** Told of every attempt to wake an execution, before it takes effect. */
  readonly onWake: (action: string, token: string) => void;
}
