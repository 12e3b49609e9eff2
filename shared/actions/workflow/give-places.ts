import { isoTime } from '#domain/ports.ts';
import { freeLanes, nextLook, stepMs, type FreeLane, type Place } from '#domain/tasks/lanes.ts';
import { AHEAD_MS, DISPATCH_LATE_MS } from '#domain/tasks/limits.ts';
import { DEFAULT_ACCOUNT, ownerOf, type ProviderAccount } from '#domain/tasks/provider-account.ts';
import { planTurns, type CountedLine, type Line, type Plan } from '#domain/tasks/turns.ts';
import type { Row } from '#storage/table/table-port.ts';
import { closuresIn, closureFor, lanesIn, looksIn, servedIn } from '#storage/tasks/gate-row.ts';
import type { WaitingJob } from '#storage/tasks/waiting-list.ts';
import { openTo } from './open-accounts.ts';
import { queueFronts, type Front } from './queue-fronts.ts';
import type { LookOrder, TurnDependencies } from './turn-dependencies.ts';

const placeOf = ({ lane, at }: FreeLane): Place => ({ lane, slotAt: isoTime(at) });

const sameLine = (left: Line, right: Line): boolean =>
  left.owner === right.owner && left.priority === right.priority;

/** Whose turn each free lane is, as far as there is somebody. */
function assigned(plan: Plan, found: readonly Front[], lanes: readonly FreeLane[]) {
  const queues = found.map(({ line, ready }) => ({ line, waiting: [...ready] }));
  const jobs = plan.turns.flatMap((turn) => {
    const job = queues.find(({ line }) => sameLine(line, turn))?.waiting.shift();
    return job === undefined ? [] : [job];
  });
  return jobs.flatMap((job, i) => {
    const lane = lanes[i];
    return lane === undefined ? [] : [{ job, lane }];
  });
}

/** What a turn changes of a line. */
const servedOf = ({ tag, weight }: Pick<Line, 'tag' | 'weight'> = {}): Pick<Line, 'tag' | 'weight'> => ({
  ...(tag === undefined ? {} : { tag }),
  ...(weight === undefined ? {} : { weight }),
});

/** Counts those who have left a line, and says who is first now. */
const settling =
  ({ waiting }: TurnDependencies, account: ProviderAccount) =>
  async ({ line, ready, left, hasMore }: Front, plan: Plan): Promise<void> => {
    const [first] = ready;
    const next = first ?? (hasMore ? (await waiting.first(account, line, 1))[0] : undefined);
    const served = plan.turns.findLast((turn) => sameLine(turn, line));
    await waiting.count(account, { ...line, ...servedOf(served) }, { left, next });
  };

/**
 * Whether there is another account that takes calls, and may make them: whoever cannot be sent here need not wait. Where this
 * is somebody's own, only he waits here.
 */
const elsewhere =
  (dependencies: TurnDependencies, { service, account }: ProviderAccount) =>
  async (): Promise<boolean> => {
    const { gate, clock } = dependencies;
    const open = await openTo(dependencies)(service, ownerOf({ account }));
    const others = open.filter((one) => one.account !== account);
    for (const other of others) {
      const { row } = await gate.view(other, clock.now());
      if (row === undefined || closuresIn(row).length === 0) return true;
    }
    return false;
  };

/** Whether an account takes calls: how it is now, where it does not by what is remembered. */
const openness =
  (dependencies: TurnDependencies, { service, account }: ProviderAccount) =>
  async (): Promise<boolean> => {
    const isOpen = async (as?: 'now'): Promise<boolean> => {
      const open = await openTo(dependencies)(service, ownerOf({ account }), as);
      return open.some((one) => one.account === account);
    };
    return (await isOpen()) || isOpen('now');
  };

/** Has those at the front of all lines choose anew. */
const releasing =
  (dependencies: TurnDependencies, account: ProviderAccount) =>
  async (row: Row | undefined, lines: readonly CountedLine[]): Promise<void> => {
    const look = queueFronts(dependencies, account, { row, hasOthers: true, isLeft: true });
    const settle = settling(dependencies, account);
    const found = await Promise.all(lines.map((line) => look(line, 0)));
    for (const front of found) await settle(front, { turns: [], served: servedIn(row) });
  };

/** Has the call made of a job whose turn has come, and takes it off the list; false where that fails. */
const sending = ({ waiting, submit, log }: TurnDependencies, account: ProviderAccount) => {
  const placesOf = account.account === DEFAULT_ACCOUNT ? {} : { account: account.account };
  return async ({ job, lane }: { job: WaitingJob; lane: FreeLane }): Promise<boolean> => {
    const { taskId, owner, run, taskToken: token, n, execution } = job;
    const step = { run, ...(execution === undefined ? {} : { execution }) };
    try {
      const turns = [{ n, ...placeOf(lane) }];
      await submit({ taskId, owner, ...step, token, queues: true, turns, ...placesOf });
      await waiting.leave(account, job);
      return true;
    } catch (error) {
      log.warn('a turn is lost', { taskId, reason: String(error) });
      return false;
    }
  };
};

/**
 * What one pass came to. `gave`: places were free · `none`: none is, and when to look again (epoch ms) · `empty`: nobody
 * waits · `shut`: nothing may be sent · `lost`: another execution has the lease.
 */
export type Pass =
  | { readonly type: 'none'; readonly at: number; readonly looks: number }
  | { readonly type: 'gave' | 'empty' | 'shut' | 'lost' };

/** Gives out the places that are free now, or in a moment. */
export const givePlaces = (dependencies: TurnDependencies, { holder, ...account }: LookOrder) => {
  const { gate, leases, clock, ruleOf, weightsOf } = dependencies;
  const rule = ruleOf(account.service);
  const settle = settling(dependencies, account);
  const release = releasing(dependencies, account);
  const hasOthers = elsewhere(dependencies, account);
  const isOpen = openness(dependencies, account);

  const send = sending(dependencies, account);

  /** Gives these lanes to whom the plan says. They are taken before anybody is told: what dies in between costs places, no more. */
  const give = async (
    row: Row | undefined,
    lanes: readonly FreeLane[],
    lines: readonly CountedLine[],
  ): Promise<void> => {
    const weightOf = await weightsOf([...new Set(lines.map(({ owner }) => owner))]);
    const planned = { lines, served: servedIn(row), now: clock.now(), step: stepMs(rule) };
    const plan = planTurns(planned, lanes.length, weightOf);
    const wanted = (line: Line): number => plan.turns.filter((turn) => sameLine(turn, line)).length;
    const isClosed = row !== undefined && closuresIn(row).length > 0;
    const look = queueFronts(dependencies, account, { row, hasOthers: isClosed && (await hasOthers()) });
    const chosen = lines.filter((line) => wanted(line) > 0);
    const found = await Promise.all(chosen.map((line) => look(line, wanted(line))));
    const orders = assigned(plan, found, lanes);
    const taken = orders.map(({ lane }) => lane);
    const lease = { holder, until: clock.now() + DISPATCH_LATE_MS };
    const isOurs = await leases.reserve(account, lease, { row, lanes: taken, served: plan.served });
    const sent = isOurs ? await Promise.all(orders.map(send)) : [];
    for (const front of found) {
      const left = new Set(orders.filter((_, i) => sent[i] === true).map(({ job }) => job));
      front.left += front.ready.filter((job) => left.has(job)).length;
      await settle({ ...front, ready: front.ready.filter((job) => !left.has(job)) }, plan);
    }
  };

  return async (): Promise<Pass> => {
    const now = clock.now();
    const { row, queue } = await gate.view(account, now);
    if (row?.['leaseBy'] !== holder) return { type: 'lost' };
    const { lines } = queue;
    if (lines.length === 0) return { type: 'empty' };
    if (!(await isOpen()) || closureFor(row, -1)?.type === 'key') {
      if (!(await hasOthers())) return { type: 'shut' };
      await release(row, lines);
      return { type: 'gave' };
    }
    const lanes = lanesIn(rule, row);
    const free = freeLanes(rule, lanes, now).filter(({ at }) => at <= now + AHEAD_MS);
    if (free.length > 0) {
      await give(row, free, lines);
      return { type: 'gave' };
    }
    const size = lines.reduce((sum, line) => sum + line.size, 0);
    return { type: 'none', at: nextLook(rule, lanes, { now, waiting: size }), looks: looksIn(row) };
  };
};
