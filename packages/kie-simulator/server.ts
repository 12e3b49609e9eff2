import { assembled } from './assembly.ts';
import { systemClock, type Clock } from './clock.ts';
import type { Controlled } from './control.ts';
import { inCredits } from './credits.ts';
import { requestHandler } from './request-handler.ts';
import { files } from './files.ts';
import { close, listen } from './http.ts';
import { knobsOf, type Knobs } from './knobs.ts';
import { renderer, type Renderer } from './media/renderer.ts';
import { requestLog, type LoggedRequest, type RequestLog } from './request-log.ts';
import { router } from './router.ts';
import { uploadStoreIn, type UploadStore } from './upload-store.ts';
import type { Simulation } from './simulation.ts';
import { storeIn, type Store } from './store.ts';
import { ledgerLine, type LedgerEntry } from './tasks.ts';

/** How a simulated Kie.ai is set up. */
export interface KieOptions {
  /** 0 takes a free one. */
  port?: number;
  /** Where tasks, money and uploads survive a restart; without it they do not. */
  dataDir?: string;
  clock?: Clock;
  knobs?: Partial<Knobs>;
  apiKeys?: string[];
  hmacKey?: string;
  credits?: number;
  seed?: number;
  /** What draws the media, kept by the caller: simulators can share one, and it is not closed with them. */
  renderer?: Renderer;
}

/** A running simulated Kie.ai: API host, upload host and file host on one port. */
export interface Kie extends Controlled {
  readonly url: string;
  readonly apiKey: string;
  readonly ledger: LedgerEntry[];
  readonly requests: LoggedRequest[];
  readonly knobs: Knobs;
  readonly credits: number;
  setKnobs(changes: Partial<Knobs>): void;
  setCredits(credits: number): void;
  /** From now on these keys are good, and no others. */
  setKeys(keys: readonly string[]): void;
  /** Every link given out so far answers 404 from now on. */
  expireLinks(): void;
  /** Forgets tasks, logs and uploads; knobs, keys and balance go back to their start. */
  reset(): void;
  /** Resolves when no request, callback or rendering is in flight. Waiting for the clock is not work. */
  idle(): Promise<void>;
  stop(): Promise<void>;
}

interface Start {
  knobs: Knobs;
  keys: readonly string[];
  /** Thousandths of a credit. */
  balance: number;
}

interface Insides {
  sim: Simulation;
  store: Store;
  uploadStore: UploadStore;
  log: RequestLog;
  start: Start;
  setKeys: (keys: readonly string[]) => void;
  cancelAll: () => void;
  expireAll: () => void;
}

/** The handles a test or the control endpoint holds. */
function handles({
  sim,
  store,
  uploadStore,
  log,
  start,
  setKeys,
  cancelAll,
  expireAll,
}: Insides): Controlled {
  return {
    get ledger() {
      return sim.tasks.all().map((task) => ledgerLine(task));
    },
    get requests() {
      return log.all();
    },
    get knobs() {
      return sim.knobs();
    },
    get credits() {
      return inCredits(sim.account.left());
    },
    setKnobs: (changes) => sim.setKnobs(changes),
    setCredits: (credits) => sim.account.fill(Math.round(credits * 1000)),
    setKeys,
    expireLinks: expireAll,
    reset() {
      cancelAll();
      store.write({ kind: 'reset' });
      sim.tasks.clear();
      sim.gate.clear();
      sim.queryGate.clear();
      log.clear();
      uploadStore.clear();
      sim.setKnobs(start.knobs);
      setKeys(start.keys);
      sim.account.fill(start.balance);
    },
    idle: () => sim.activity.idle(),
  };
}

function startOf({ knobs, hmacKey, credits = 10_000, apiKeys }: KieOptions): Start {
  const key = hmacKey === undefined ? {} : { hmacKey };
  return {
    knobs: knobsOf({ ...knobs, ...key }),
    keys: apiKeys ?? ['kie-simulator-key'],
    balance: Math.round(credits * 1000),
  };
}

/** Starts a simulated Kie.ai on this machine. */
export async function startKie(o: KieOptions = {}): Promise<Kie> {
  const store = storeIn(o.dataDir);
  const uploadStore = uploadStoreIn(o.dataDir);
  const mediaRenderer = o.renderer ?? renderer();
  const log = requestLog();
  const start = startOf(o);
  let keys = start.keys;
  let url = '';
  const { sim, resume, halt, cancelAll } = assembled({
    clock: o.clock ?? systemClock,
    store,
    ...start,
    seed: o.seed ?? 1,
    origin: () => url,
  });
  const { expiredAt } = store.remembered;
  const host = files({
    sim,
    renderer: mediaRenderer,
    uploadStore,
    expiredAt,
    expired: (at) => store.write({ kind: 'expired', at }),
  });
  const controlled = handles({
    sim,
    store,
    uploadStore,
    log,
    start,
    setKeys: (next) => (keys = next),
    cancelAll,
    expireAll: () => host.expireAll(),
  });
  const route = router({ sim, files: host, uploadStore, apiKeys: () => keys });
  const serve = requestHandler({ sim, route, files: host, log, controlled });
  const { server, url: taken } = await listen(
    o.port ?? 0,
    (request, response) => void serve(request, response),
  );
  url = taken;
  resume();
  const stop = async (): Promise<void> => {
    halt();
    await close(server);
    await sim.activity.idle();
    if (o.renderer === undefined) await mediaRenderer.close();
  };
  // Getters must stay getters, so the handles are extended and not copied.
  return Object.assign(controlled, { url, apiKey: start.keys[0] ?? '', stop });
}
