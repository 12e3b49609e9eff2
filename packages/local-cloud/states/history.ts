import type { Json } from './json.ts';

/** One entry of an execution's history, as it is stored: AWS's members, with the time in milliseconds. */
export interface HistoryEvent {
  readonly id: number;
  readonly previousEventId: number;
  readonly at: number;
  readonly type: string;
  /** The name and content of the one member that tells the details. */
  readonly details?: readonly [member: string, content: Readonly<Record<string, Json>>];
}

/** AWS ends an execution whose history grows longer. */
export const HISTORY_LIMIT = 25_000;

/** Thrown when an event would be one too many. */
export class HistoryFull extends Error {}

const NOT_TRUNCATED = { truncated: false } as const;
const dataMembers = new Set([
  'input',
  'inputDetails',
  'output',
  'outputDetails',
  'parameters',
  'assignedVariables',
  'assignedVariablesDetails',
]);

/** A payload as the history shows it, under `input` or `output`. */
export function shown(member: 'input' | 'output', value: Json): Record<string, Json> {
  return { [member]: JSON.stringify(value), [`${member}Details`]: NOT_TRUNCATED };
}

/** The variables a state assigned, as the history shows them. */
export function shownVariables(assigned: Readonly<Record<string, Json>>): Record<string, Json> {
  if (Object.keys(assigned).length === 0) return {};
  const written = Object.entries(assigned).map(([name, value]) => [name, JSON.stringify(value)] as const);
  return {
    assignedVariables: Object.fromEntries(written),
    assignedVariablesDetails: NOT_TRUNCATED,
  };
}

/** Only the members that are there: AWS leaves out an error or cause it does not have. */
export function shownError({
  error,
  cause,
}: {
  error?: string | undefined;
  cause?: string | undefined;
}): Record<string, Json> {
  return { ...(error === undefined ? {} : { error }), ...(cause === undefined ? {} : { cause }) };
}

/** An event as GetExecutionHistory answers it. */
export function wireEvent(event: HistoryEvent, includeData: boolean): Record<string, Json> {
  const { id, previousEventId, at, type, details } = event;
  const [member, content] = details ?? [];
  const kept = Object.entries(content ?? {}).filter(([name]) => includeData || !dataMembers.has(name));
  return {
    id,
    previousEventId,
    timestamp: at / 1000,
    type,
    ...(member === undefined ? {} : { [member]: Object.fromEntries(kept) }),
  };
}
