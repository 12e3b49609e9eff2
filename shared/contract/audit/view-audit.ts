import type { AuditLine } from '#domain/operators/audit.ts';
import type { AuditListView } from './answers.ts';

/** A place in the list, as the opaque text that clients hand back: every part of it is plain ASCII. */
export const writeAuditCursor = (place: string): string =>
  btoa(place).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');

/** Reads a cursor of ours; undefined for any other text. */
export function readAuditCursor(cursor: string): string | undefined {
  try {
    const place = atob(cursor.replaceAll('-', '+').replaceAll('_', '/'));
    return /^\d{4}-\d{2}-\d{2}T[\d:.]+Z#/.test(place) ? place : undefined;
  } catch {
    return undefined;
  }
}

/** Shows one page of what was done. */
export const viewAudit = ({
  lines,
  next,
}: {
  readonly lines: readonly AuditLine[];
  readonly next?: string;
}): AuditListView => ({
  items: [...lines],
  ...(next === undefined ? {} : { nextCursor: writeAuditCursor(next) }),
});
