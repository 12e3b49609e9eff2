import { expect, it } from 'vitest';
import { listAudit } from '#actions/operators/list-audit.ts';
import type { AuditLine } from '#domain/operators/audit.ts';
import { isoTime } from '#domain/ports.ts';
import type { PlacedLine } from '#storage/operators/audit-store.ts';
import type { Owner } from '#domain/ids.ts';

const START = Date.parse('2026-11-02T00:00:00Z');
const placed = Array.from({ length: 250 }, (_, i): PlacedLine => {
  const at = isoTime(START + i * 1000);
  const line: AuditLine = { at, actor: 'root' as Owner, action: 'budget-changed', owner: 'ana' as Owner };
  return { line, place: `${at}#budget-changed#ana##0` };
});
const read = listAudit({
  audit: {
    page: async (month, after, limit) =>
      placed.filter(({ place }) => place.startsWith(month) && place > after).slice(0, limit),
  },
  clock: { now: () => START + 30 * 24 * 3600_000 },
  days: 365,
});

it('a list of what was done ends with its last line, however many come after it in the month', async () => {
  const to = isoTime(START + 2000);
  expect(await read({ filter: { to }, limit: 100 })).toEqual({
    lines: placed.slice(0, 3).map(({ line }) => line),
  });
});

it('pages of what was done miss nothing, repeat nothing and end', async () => {
  const seen: AuditLine[] = [];
  let after: string | undefined;
  let pages = 0;
  do {
    const page = await read({ filter: {}, limit: 40, ...(after === undefined ? {} : { after }) });
    seen.push(...page.lines);
    after = page.next;
    pages += 1;
  } while (after !== undefined && pages < 20);
  expect(seen).toEqual(placed.map(({ line }) => line));
  expect(pages).toBe(7);
});
