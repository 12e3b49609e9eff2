import { randomUUID } from 'node:crypto';
import type { Clock } from '../clock.ts';
import { identity } from '../identity.ts';
import type { EventRule } from '../resources/event-rules.ts';
import type { TargetDefinition } from '../resources/targets.ts';
import { DEFAULT_BUS } from './default-bus.ts';

/** An event as rules and targets see it. */
export interface BusEvent {
  readonly version: '0';
  readonly id: string;
  readonly 'detail-type': string;
  readonly source: string;
  readonly account: string;
  /** ISO, to the second. */
  readonly time: string;
  readonly region: string;
  readonly resources: readonly string[];
  readonly detail: Readonly<Record<string, unknown>>;
}

/** An event that is new, and the name of the bus that it goes to. */
export interface NewEvent {
  readonly bus: string;
  readonly source: string;
  readonly detailType: string;
  readonly detail: Readonly<Record<string, unknown>>;
  readonly resources?: readonly string[];
  /** Epoch milliseconds; now where it is left out. */
  readonly time?: number;
}

/** An event that was sent, and the bus that it went to. */
export interface SentEvent {
  readonly bus: string;
  readonly event: BusEvent;
}

interface BusesOptions {
  readonly clock: Clock;
  readonly onEvent: (sent: SentEvent) => void;
  /** Hands an event to a target of a rule that wants it. */
  readonly deliver: (target: TargetDefinition, input: string, rule: EventRule) => void;
}

/** The event buses of a deployment, and what was sent to them of late. */
export interface EventBuses {
  set(buses: readonly string[], rules: readonly EventRule[]): void;
  has(bus: string): boolean;
  /** Gives the id of the event. */
  send(event: NewEvent): string;
  /** The last thousand events, the oldest first. */
  recent(): readonly SentEvent[];
}

const KEPT = 1000;

export function createEventBuses({ clock, onEvent, deliver }: BusesOptions): EventBuses {
  let names = new Set([DEFAULT_BUS]);
  let current: readonly EventRule[] = [];
  const kept: SentEvent[] = [];
  return {
    set: (buses, rules) => {
      names = new Set([DEFAULT_BUS, ...buses]);
      current = rules;
    },
    has: (bus) => names.has(bus),
    send: (given) => {
      const event = eventOf(given, clock.now());
      const sent = { bus: given.bus, event };
      kept.push(sent);
      if (kept.length > KEPT) kept.shift();
      onEvent(sent);
      for (const rule of current) {
        if (!rule.enabled || rule.bus !== given.bus || !rule.wants(event)) continue;
        for (const target of rule.targets) deliver(target, target.input ?? JSON.stringify(event), rule);
      }
      return event.id;
    },
    recent: () => [...kept],
  };
}

const eventOf = ({ source, detailType, detail, resources = [], time }: NewEvent, now: number): BusEvent => ({
  version: '0',
  id: randomUUID(),
  'detail-type': detailType,
  source,
  account: identity.accountId,
  time: new Date(time ?? now).toISOString().replace(/\.\d+Z$/, 'Z'),
  region: identity.region,
  resources,
  detail,
});
