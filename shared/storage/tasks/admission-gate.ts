import { isoTime } from '#domain/ports.ts';
import type { MilliCredits } from '#domain/money/money.ts';
import type { Closure } from '#domain/tasks/closure.ts';
import { freeLanes, type FreeLane, type GateRule, type Place } from '#domain/tasks/lanes.ts';
import type { ProviderAccount } from '#domain/tasks/provider-account.ts';
import type { QueueView } from '#domain/tasks/turns.ts';
import type { Row, Table } from '../table/table-port.ts';
import {
  closureFor,
  closuresIn,
  gateKey,
  isLedIn,
  lanesIn,
  leavingWrite,
  openingWrite,
  shuttingWrite,
  takingWrite,
} from './gate-row.ts';
import { gateViewer, waitIn, type Waiting } from './gate-view.ts';
import { noteWrite } from './own-account-notes.ts';

export type Admission =
  | { readonly type: 'slot'; readonly place: Place }
  /** Others wait, or nothing is free: about how long it would take, in milliseconds. */
  | { readonly type: 'queued'; readonly waitMs: number }
  /** Nothing like it is sent until a probe has shown that this is over. */
  | { readonly type: 'shut'; readonly why: Closure['type'] };

/** Who asks for a place. */
export interface Asker extends Waiting {
  readonly price: MilliCredits;
  /** Chance in [0, 1): a crowd that sees the same lanes free tries for different ones. */
  readonly fraction?: number;
  /** It cannot wait for its turn: it is given the next place that is free, be it later. */
  readonly cannotQueue?: true;
}

/** So often is it tried again where somebody was faster. */
const MOST_TRIES = 12;

/**
 * Keeps the calls of each account within what its provider takes. A place that is idle goes at once, unless others wait;
 * nothing is given in advance.
 */
export function admissionGate(table: Table, ruleOf: (service: string) => GateRule) {
  const read = async (account: ProviderAccount): Promise<Row | undefined> => table.get(gateKey(account));

  const viewer = gateViewer(table, ruleOf);

  /** The lane that this one is to try; undefined where it has to wait. */
  const laneFor = (
    { service }: ProviderAccount,
    { row, queue }: { readonly row: Row | undefined; readonly queue: QueueView },
    { now, cannotQueue, fraction = 0 }: Asker,
  ): FreeLane | undefined => {
    const rule = ruleOf(service);
    const lanes = freeLanes(rule, lanesIn(rule, row), now);
    if (cannotQueue === true) return lanes[0];
    if (queue.lines.length > 0) return undefined;
    const idle = lanes.filter(({ at }) => at === now);
    return idle[Math.floor(fraction * idle.length)];
  };

  /** Whoever is kept from an owner's account has somebody look whether that is over. */
  const keptOut = async (account: ProviderAccount, { type: why }: Closure): Promise<Admission> => {
    const note = noteWrite(account);
    if (note !== undefined) await table.write(note);
    return { type: 'shut', why };
  };

  return {
    ...viewer,

    /** Takes a place for one call, where there is one for it. No place is ever given twice. */
    async take(account: ProviderAccount, asker: Asker): Promise<Admission> {
      let seen = await viewer.view(account, asker.now);
      for (let tries = 0; tries < MOST_TRIES; tries += 1) {
        const closure = closureFor(seen.row, asker.price);
        if (closure !== undefined) return keptOut(account, closure);
        const free = laneFor(account, seen, asker);
        if (free === undefined) break;
        const { price } = asker;
        const write = takingWrite(gateKey(account), { row: seen.row, lanes: [free] }, { price });
        if ((await table.update(write)) !== undefined)
          return { type: 'slot', place: { slotAt: isoTime(free.at), lane: free.lane } };
        seen = { ...seen, row: await read(account) }; // somebody was faster
      }
      return { type: 'queued', waitMs: waitIn(ruleOf(account.service), seen.queue, asker) };
    },

    /** Notes when the call of a place has left (epoch ms). Where nobody does, the lane is free a little later. */
    async sent(account: ProviderAccount, { lane, slotAt }: Place, sentAt: number): Promise<void> {
      if (lane === undefined) return;
      await table.write(leavingWrite(gateKey(account), { lane, at: Date.parse(slotAt) }, { sentAt }));
    },

    /** Stops sending what a closure is about. */
    async shut(account: ProviderAccount, closure: Closure): Promise<void> {
      await table.write(shuttingWrite(gateKey(account), closure));
    },

    /** Sends again what a closure had stopped. */
    async open(account: ProviderAccount, closure: Closure): Promise<void> {
      await table.write(openingWrite(gateKey(account), closure));
    },

    /** What stops calls of an account, the widest first, and whether any may be waiting for their turn. */
    async state(
      account: ProviderAccount,
    ): Promise<{ readonly closures: readonly Closure[]; readonly mayWait: boolean }> {
      const row = await read(account);
      return { closures: row === undefined ? [] : closuresIn(row), mayWait: isLedIn(row) };
    },
  };
}

export type AdmissionGate = ReturnType<typeof admissionGate>;
