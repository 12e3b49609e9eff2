import * as z from 'zod';
import { once } from '#domain/once.ts';
import { isOwner } from '#domain/ids.ts';
import type { AuditLine } from '#domain/operators/audit.ts';
import type { Row, Table, Write } from '../table/table-port.ts';

/** Who has changed what: rows that are only ever added, in the transaction of what they tell of, a partition a month. */

const facts = z.record(z.string(), z.union([z.string(), z.number(), z.boolean()]));
const auditRow = once(
  () =>
    z.object({
      at: z.string(),
      actor: z.string().refine(isOwner),
      action: z.string(),
      owner: z.string().refine(isOwner),
      subject: z.string().exactOptional(),
      before: facts.exactOptional(),
      after: facts.exactOptional(),
      reason: z.string().exactOptional(),
    }) satisfies z.ZodType<AuditLine>,
);

const DAY_SECONDS = 24 * 3600;

/** `2026-11` of an ISO time. */
const monthOf = (at: string): string => at.slice(0, 7);
const partitionOf = (month: string): string => `audit#${month}`;

/** Makes the write of a line. `version` tells it from others of the same kind about the same, made at the same time. */
export type AuditWriter = (line: AuditLine, version?: number) => Write;

export const auditWriter =
  (days: number): AuditWriter =>
  (line, version = 0) => {
    const { at, action, owner, subject = '' } = line;
    const row: Row = {
      pk: partitionOf(monthOf(at)),
      sk: [at, action, owner, subject, String(version)].join('#'),
      ...line,
      // Rows are read by their times; this removes what nobody may see any more.
      expiresAtSeconds: Math.floor(Date.parse(at) / 1000) + days * DAY_SECONDS,
    };
    return { type: 'put', row };
  };

/** A line, and its place in the order of all. */
export interface PlacedLine {
  readonly line: AuditLine;
  readonly place: string;
}

/** Reads the lines. Places begin with the time, so that a time is a place before all lines of then. */
export const auditStore = (table: Table) => ({
  /** The lines of one month behind a place, in order, up to so many. */
  async page(month: string, after: string, limit: number): Promise<readonly PlacedLine[]> {
    const rows = await table.page(partitionOf(month), after, limit);
    return rows.map((row) => ({ line: auditRow().parse(row), place: row.sk }));
  },
});

export type AuditStore = ReturnType<typeof auditStore>;
