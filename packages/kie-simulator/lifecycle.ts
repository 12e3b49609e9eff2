import { randomBytes } from 'node:crypto';
import { inCredits } from './credits.ts';
import type { ModelFacts } from './facts.ts';
import { ending, failureTexts, faultNamed, faultsIn, latencyIn } from './faults.ts';
import type { Knobs } from './knobs.ts';
import { specsFor } from './media/plan.ts';
import { formats, type MediaSpec } from './media/spec.ts';
import { countOf, textOf } from './prices.ts';
import { between } from './random.ts';
import type { Simulation } from './simulation.ts';
import type { Task } from './tasks.ts';

/** Everything needed to make a task of any family. */
export interface Order {
  family: string;
  model: ModelFacts;
  body: Record<string, unknown>;
  input: Record<string, unknown>;
  callbackUrl: string | null;
  asked: string;
  faults: string[];
  price: number;
  parent?: string;
  idPrefix?: string;
  latencyMs?: number;
  nameOf?: (index: number, spec: MediaSpec) => string;
}

const callbackShares: readonly [keyof Knobs, string][] = [
  ['callbackLostShare', 'callback-lost'],
  ['callbackDuplicateShare', 'callback-duplicate'],
  ['callbackLateShare', 'callback-late'],
  ['callbackReorderShare', 'callback-reorder'],
  ['callbackForgedShare', 'callback-forged'],
  ['callbackBadSignatureShare', 'callback-bad-signature'],
  ['callbackEarlyShare', 'callback-early'],
];

/** The faults one create suffers: from its prompt, from the queue `failNext`, by chance. */
export function drawFaults(sim: Simulation, prompt: string): string[] {
  const knobs = sim.knobs();
  const [next, ...rest] = knobs.failNext;
  if (next !== undefined) sim.setKnobs({ failNext: rest });
  const byChance = next === undefined && sim.random() < knobs.failureShare ? [knobs.failureKind] : [];
  const callbacks = callbackShares
    .filter(([knob]) => sim.random() < Number(knobs[knob]))
    .map(([, name]) => name);
  const words = [...faultsIn(prompt), ...(next === undefined ? [] : [next]), ...byChance, ...callbacks];
  return [...new Set(words.map((word) => faultNamed(word)))];
}

function outputsOf(sim: Simulation, order: Order, id: string): Task['outputs'] {
  const knobs = sim.knobs();
  const count = order.faults.includes('empty') ? 0 : (knobs.outputs ?? countOf(order.model, order.input));
  return specsFor({ ...order, count, id }, knobs).map((spec, index) => ({
    name: `${order.nameOf?.(index, spec) ?? `r/${id}_${index}`}.${formats[spec.format].ending}`,
    spec,
  }));
}

// Seconds, from recorded exchanges and pages; the first pattern that fits the model counts.
const realTimes: readonly [RegExp, number, number][] = [
  [/get-1080p/, 60, 180],
  [/get-4k/, 300, 600],
  [/^veo/, 60, 300],
  [/^wan.*edit/, 600, 785],
  [/seedance/, 154, 313],
  [/seedream/, 45, 112],
  [/gpt-image/, 48, 55],
];
const realTimesOfMedia = { image: [5, 30], video: [63, 165], audio: [5, 20] } as const;

function latencyOf(sim: Simulation, { model, latencyMs }: Order): number {
  const { latencyMinMs, latencyMaxMs, realisticTimes } = sim.knobs();
  if (!realisticTimes) return latencyMs ?? between(sim.random, latencyMinMs, latencyMaxMs);
  const [, ...known] = realTimes.find(([pattern]) => pattern.test(model.id)) ?? [];
  const [low, high] = known.length === 2 ? known : realTimesOfMedia[model.media];
  return between(sim.random, low ?? 0, high ?? 0) * 1000;
}

function timesOf(
  sim: Simulation,
  order: Order,
): Pick<Task, 'visibleAt' | 'queuingAt' | 'generatingAt' | 'endsAt'> {
  const { clock, random } = sim;
  const knobs = sim.knobs();
  const now = clock.now();
  const latency = latencyIn(`${order.asked} ${textOf(order.input)}`) ?? latencyOf(sim, order);
  const queues = random() < knobs.queuingShare;
  const skips = random() < knobs.skipShare;
  const never = ['stuck', 'vanish'].some((fault) => order.faults.includes(fault));
  return {
    visibleAt: now + Math.floor(random() * knobs.recordNullMaxMs),
    queuingAt: queues && !skips ? now + latency * 0.15 : null,
    generatingAt: skips ? null : now + latency * 0.35,
    endsAt: never ? null : now + Math.round(latency),
  };
}

/** Charges and starts a task; nothing happens when the balance does not suffice. */
export function createTask(sim: Simulation, order: Order): Task | undefined {
  const price = Math.round(order.price * sim.knobs().priceFactor);
  if (!sim.account.take(price)) return undefined;
  const id = `${order.idPrefix ?? ''}${randomBytes(16).toString('hex')}`;
  const task: Task = {
    id,
    family: order.family,
    model: order.model.id,
    parent: order.parent ?? null,
    body: order.body,
    input: order.input,
    prompt: textOf(order.input),
    callbackUrl: order.callbackUrl,
    createdAt: sim.clock.now(),
    ...timesOf(sim, order),
    faults: order.faults,
    charged: price,
    refunded: 0,
    outputs: outputsOf(sim, order, id),
    state: 'running',
    completedAt: null,
    failCode: null,
    failMsg: null,
    queryFaults: 0,
    callbackAt: null,
    callbackTries: 0,
    callbacks: [],
  };
  sim.tasks.put(task);
  awaitEnd(sim, task);
  sim.begun(task);
  return task;
}

/** Sets the timer of a running task; called again after a restart. */
export function awaitEnd(sim: Simulation, task: Task): void {
  const { endsAt, id } = task;
  if (endsAt === null) return;
  sim.later(Math.max(endsAt, sim.clock.now()), () => void sim.activity.during(() => end(sim, id)));
}

function addressesIn(value: unknown): string[] {
  if (typeof value === 'string') return /^https?:\/\//.test(value) ? [value] : [];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap((inner) => addressesIn(inner));
}

async function unreachable(address: string): Promise<boolean> {
  try {
    const reply = await fetch(address, { signal: AbortSignal.timeout(10_000) });
    await reply.body?.cancel();
    return !reply.ok;
  } catch {
    return true;
  }
}

async function end(sim: Simulation, id: string): Promise<void> {
  const task = sim.tasks.get(id);
  if (task?.state !== 'running') return;
  const addresses = sim.knobs().fetchInputs ? addressesIn(task.input) : [];
  const lost = (await Promise.all(addresses.map((address) => unreachable(address)))).includes(true);
  const latest = sim.tasks.get(id) ?? task;
  const ended = { ...latest, ...fate(sim, latest, lost ? 'image-fetch' : ending(task.faults)) };
  sim.account.giveBack(ended.refunded);
  sim.tasks.put(ended);
  sim.settled(ended);
}

function fate(sim: Simulation, task: Task, how: string | undefined): Partial<Task> {
  const completedAt = sim.clock.now();
  const failure = failureTexts[how ?? ''];
  if (failure === undefined) return { state: 'success', completedAt };
  const refunded = sim.knobs().billFailures ? 0 : task.charged;
  return { state: 'fail', completedAt, failCode: failure.code, failMsg: failure.msg, refunded };
}

/** The flag of the families that count: 0 running, 1 ok, 2 or 3 failed; 9 is undocumented. */
export function flagOf(task: Task, phase: Phase): number {
  if (phase === 'success') return 1;
  if (phase === 'fail') return task.failCode === '400' ? 2 : 3;
  return task.faults.includes('unknown-state') ? 9 : 0;
}

/** Where a task stands at a moment, in the words of the jobs family. */
export type Phase = 'waiting' | 'queuing' | 'generating' | 'success' | 'fail';

// An early callback arrives so much before the record shows the end.
const recordLagMs = 2_000;

/** What the record shows now. */
export function phaseOf(task: Task, now: number): Phase {
  const lag = task.faults.includes('callback-early') ? recordLagMs : 0;
  if (task.state !== 'running' && now >= (task.completedAt ?? 0) + lag) return task.state;
  if (task.generatingAt !== null && now >= task.generatingAt) return 'generating';
  if (task.queuingAt !== null && now >= task.queuingAt) return 'queuing';
  return 'waiting';
}

/** True where the record of a task that succeeded names its files. */
export function namesFiles(sim: Simulation, { faults, completedAt }: Task): boolean {
  if (faults.includes('empty-json')) return false;
  return !faults.includes('late-files') || sim.clock.now() >= (completedAt ?? 0) + sim.knobs().lateFilesMs;
}

/** What the record of a task that has ended says was taken for it: nothing where it does not say so, or not yet. */
export function priceIn(
  sim: Simulation,
  { faults, completedAt, charged, refunded }: Task,
): { creditsConsumed?: number } {
  const toldAt = (completedAt ?? 0) + sim.knobs().latePriceMs;
  const isUntold = faults.includes('late-price') && sim.clock.now() < toldAt;
  return faults.includes('no-price') || isUntold ? {} : { creditsConsumed: inCredits(charged - refunded) };
}

/** False while the record of a new task cannot be found, and for a vanished one. */
export const isVisible = (task: Task, now: number): boolean =>
  now >= task.visibleAt && !task.faults.includes('vanish');
