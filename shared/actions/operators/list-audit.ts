import type { AuditLine } from '#domain/operators/audit.ts';
import { isoTime, type Clock } from '#domain/ports.ts';
import type { AuditStore, PlacedLine } from '#storage/operators/audit-store.ts';

/** Which lines are wanted; what is absent narrows nothing. */
export interface AuditFilter {
  readonly owner?: string;
  readonly actor?: string;
  /** ISO times, both inclusive. */
  readonly from?: string;
  readonly to?: string;
}

export interface AuditOrder {
  readonly filter: AuditFilter;
  readonly limit: number;
  /** Where the page before ended. */
  readonly after?: string;
}

export interface AuditPage {
  readonly lines: readonly AuditLine[];
  /** There when more may follow. */
  readonly next?: string;
}

/** So many lines are read at once … */
const BATCH = 100;
/** … and so many for one page, however few of them fit; the rest is behind the cursor. */
const MOST_LOOKED_AT = 1000;
const DAY_MS = 24 * 3600_000;

const monthOf = (at: string): string => at.slice(0, 7);

function monthAfter(month: string): string {
  const [year = 0, number = 0] = month.split('-').map(Number);
  return number === 12 ? `${year + 1}-01` : `${year}-${String(number + 1).padStart(2, '0')}`;
}

const fits = (line: AuditLine, { owner, actor }: AuditFilter): boolean =>
  (owner === undefined || line.owner === owner) && (actor === undefined || line.actor === actor);

const later = (one: string, other: string): string => (one > other ? one : other);

/** The lines behind a place in their order, month by month, up to a time. */
async function* linesBehind(audit: AuditStore, place: string, to: string): AsyncGenerator<PlacedLine> {
  let position = place;
  for (let month = monthOf(place); month <= monthOf(to);) {
    const batch = await audit.page(month, position, BATCH);
    for (const placed of batch) {
      if (placed.line.at > to) return;
      position = placed.place;
      yield placed;
    }
    if (batch.length < BATCH) month = monthAfter(month);
  }
}

/** Lists who has changed what, the oldest first: nothing that is older than lines are kept, whether or not it has gone. */
export const listAudit = ({
  audit,
  clock,
  days,
}: {
  readonly audit: AuditStore;
  readonly clock: Pick<Clock, 'now'>;
  readonly days: number;
}) => {
  return async ({ filter, limit, after }: AuditOrder): Promise<AuditPage> => {
    const now = clock.now();
    const from = later(filter.from ?? '', isoTime(now - days * DAY_MS));
    const to = filter.to ?? isoTime(now);
    const lines: AuditLine[] = [];
    let position = later(after ?? '', from);
    let lookedAt = 0;
    for await (const { line, place } of linesBehind(audit, position, to)) {
      if (lines.length === limit || lookedAt === MOST_LOOKED_AT) return { lines, next: position };
      lookedAt += 1;
      position = place;
      if (fits(line, filter)) lines.push(line);
    }
    return { lines };
  };
};
