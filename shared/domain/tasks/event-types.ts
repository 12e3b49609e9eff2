/** What a timeline tells. What each type means stands with the description of the API: functions need the names alone. */
export const eventTypes = [
  'task-created',
  'run-started',
  'task-ended',
  'task-canceled',
  'task-reopened',
  'task-settled',
  'cost-adjusted',
  'task-corrected',
  'item-resubmitted',
  'item-written-off',
  'job-slot-taken',
  'job-held',
  'job-claimed',
  'job-accepted',
  'job-answered',
  'job-released',
  'job-refused',
  'job-canceled',
  'job-adopted',
  'input-unavailable',
  'outcome-unknown',
  'callback-received',
  'callback-id-rejected',
  'completed-at-provider',
  'result-empty',
  'result-undocumented',
  'result-refreshed',
  'output-archived',
  'output-lost',
  'notified',
  'notification-given-up',
  'other',
] as const;

export type EventType = (typeof eventTypes)[number];

/** Names in rows that versions before this one wrote. */
const formerNames: ReadonlyMap<string, EventType> = new Map([
  ['job-input-lost', 'input-unavailable'],
  ['job-lost-sight', 'outcome-unknown'],
  ['job-called-back', 'callback-received'],
  ['job-mail-misled', 'callback-id-rejected'],
  ['job-found-ended', 'completed-at-provider'],
  ['job-asked-anew', 'result-refreshed'],
]);

const known: ReadonlySet<string> = new Set(eventTypes);
const isEventType = (name: string): name is EventType => known.has(name);

/** The type of an event, by the name that is stored. */
export const eventTypeOf = (stored: string): EventType =>
  isEventType(stored) ? stored : (formerNames.get(stored) ?? 'other');

/** The metric that counts events of a type: `outcome-unknown` is counted as `OutcomeUnknown`. */
export const metricOf = (type: EventType): string =>
  type.replace(/(?:^|-)([a-z])/g, (_, letter: string) => letter.toUpperCase());
