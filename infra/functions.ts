import type { Service } from '#providers/service.ts';
import { services as production } from '#providers/services.ts';
import type { FunctionRow } from './function-row.ts';
import { functionTable } from './function-table.ts';

type LastPart<Path extends string> = Path extends `${string}/${infer Rest}` ? LastPart<Rest> : Path;

/** The name of a Lambda function: of its bundle's folder, and in logs and metrics. */
export type FunctionName = LastPart<keyof typeof functionTable>;

/** A function with its name and its source file. */
export interface FunctionEntry extends FunctionRow {
  readonly name: FunctionName;
  /** Below `functions/`, without the ending. */
  readonly file: string;
}

const nameOf = (file: string): FunctionName => file.slice(file.lastIndexOf('/') + 1) as FunctionName;

/** All functions, in the order of the table. */
export const allFunctions: readonly FunctionEntry[] = Object.entries<FunctionRow>(functionTable).map(
  ([file, row]) => ({ ...row, file, name: nameOf(file) }),
);

/** Whether Lambda queues its calls: nobody waits for the answer, so a failure has to be kept somewhere. */
export const isAsynchronous = ({ trigger }: FunctionRow): boolean =>
  trigger === 'event' || typeof trigger === 'object';

/** Whether any of its calls is queued. */
export const isHandedEvents = (row: FunctionRow): boolean => isAsynchronous(row) || row.isHanded === true;

/** Makes a record with one member for each function. */
export const byFunction = <Value>(
  valueOf: (entry: FunctionEntry) => Value,
): Readonly<Record<FunctionName, Value>> =>
  Object.fromEntries(allFunctions.map((entry) => [entry.name, valueOf(entry)])) as Record<
    FunctionName,
    Value
  >;

/** A function's timeout in seconds, where these services are called. */
export const timeoutOf = ({ seconds }: FunctionEntry, services: readonly Service[]): number =>
  typeof seconds === 'number' ? seconds : seconds(services);

/** Timeouts in seconds, by function. */
export const timeouts = byFunction((entry) => timeoutOf(entry, production));

/** The construct id of a function: `create-task` is `CreateTask`. Logical ids in the template derive from it. */
export const constructId = (name: string): string =>
  name.replace(/(?:^|-)([a-z])/g, (_, letter: string) => letter.toUpperCase());
