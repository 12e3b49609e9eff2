import type { Counts } from '@darkroom/local-cloud/meter';
import { functionNamed } from './assembly.ts';

/** What a way through the system asked of AWS. */
export interface Asked {
  /** Lambda calls. */
  readonly calls: number;
  /** S3 requests, by the classes that AWS charges: writes and lists, reads, and removals, which are free. */
  readonly puts: number;
  readonly gets: number;
  readonly removals: number;
  /** Requests to the table. */
  readonly requests: number;
  readonly readUnits: number;
  readonly writeUnits: number;
}

/** Reads a meter as the use of some functions. */
export function askedOf({ invocations, s3, dynamodb }: Counts, functions: readonly string[]): Asked {
  const isMeant = (name: string): boolean => functions.includes(functionNamed(name));
  const sum = (amounts: readonly number[]): number => amounts.reduce((total, amount) => total + amount, 0);
  const ofS3 = (operations: RegExp): number =>
    sum(Object.entries(s3).map(([name, { requests }]) => (operations.test(name) ? requests : 0)));
  const charges = dynamodb.filter(({ caller }) => isMeant(caller));
  return {
    calls: sum(Object.entries(invocations).map(([name, count]) => (isMeant(name) ? count : 0))),
    puts: ofS3(/^(?:Put|Post|Copy|List|Create|Complete|UploadPart)/),
    gets: ofS3(/^(?:Get|Head)/),
    removals: ofS3(/^Delete/),
    requests: sum(charges.map(({ requests }) => requests)),
    readUnits: sum(charges.map(({ readUnits }) => readUnits)),
    writeUnits: sum(charges.map(({ writeUnits }) => writeUnits)),
  };
}

export const askedHead = ['calls', 'S3 put', 'S3 get', 'S3 delete', 'table requests', 'RU', 'WU'];

export const askedRow = (asked: Asked): string[] => [
  String(asked.calls),
  String(asked.puts),
  String(asked.gets),
  String(asked.removals),
  String(asked.requests),
  String(asked.readUnits),
  String(asked.writeUnits),
];
