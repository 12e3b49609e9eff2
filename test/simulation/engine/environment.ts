import type { RenewableSecret } from '../../../functions/compose/renewable-secret.ts';
import type { Log } from '#domain/ports.ts';
import type { Write } from '#storage/table/table-port.ts';
import type { UploadLife } from '#domain/files/upload.ts';
import type { Facts } from '../scenarios/simulation-options.ts';
import type { EventHeap } from './event-heap.ts';
import type { Machine } from '../machine/machine.ts';
import type { MemoryMedia } from '../ports/media.ts';
import type { MemoryTable } from '../ports/memory-table.ts';
import type { Outage } from './outage.ts';
import type { Gateway } from './gateway.ts';
import type { Receivers } from './receivers.ts';
import type { Provider } from '../provider/provider.ts';
import type { Chance } from './random.ts';
import type { OpenedFile } from '../ports/remote-files.ts';
import type { Outcome } from './runtime.ts';

/** Everything outside of our functions, as it is behind their ports. */
export interface Environment {
  readonly heap: EventHeap;
  readonly chance: Chance;
  readonly table: MemoryTable;
  /** Gives for each invocation how its writes are stored: as those of this version of the code, or of another. */
  readonly version: () => (writes: readonly Write[]) => readonly Write[];
  readonly media: MemoryMedia;
  readonly machine: Machine;
  /** Gives out turns at the provider. */
  readonly dispatcher: Machine;
  readonly provider: Provider;
  readonly log: Log;
  readonly ourKey: RenewableSecret;
  /** Our accounts beside the first. */
  readonly accounts: readonly string[];
  /** How fast the provider may be called. */
  readonly rules: Pick<Facts, 'gate' | 'questions'>;
  /** Undefined where callbacks cannot reach us. */
  readonly publicUrl: string | undefined;
  /** A secret that is recognized wherever it turns up. */
  readonly newSecret: () => string;
  /** Opens a file at the provider, or throws. */
  readonly openFile: (url: string) => OpenedFile;
  /** Opens a file at a URL that a client named, or throws. */
  readonly openThirdParty: (url: string) => OpenedFile;
  readonly uploadLife: UploadLife;
  /** Who is told of events; absent where nobody listens. */
  readonly receivers: Receivers | undefined;
  /** What clients are connected to; absent where none ever is. */
  readonly gateway: Gateway | undefined;
  /** Throws while one of these is out. */
  readonly failWhileOut: (...calls: readonly Outage['what'][]) => void;
  /** True where no picture can be opened to be drawn. */
  readonly isOpaque: boolean;
  /** Calls a function, and tells how that ended. */
  readonly call: (action: string, payload: unknown, done: (outcome: Outcome<unknown>) => void) => void;
  /** Has the platform call a function, and again where that ends badly. */
  readonly callLater: (action: string, payload: unknown) => void;
  /** Called on every attempt to wake an execution, before it takes effect. */
  readonly onWake: (action: string, token: string) => void;
}
