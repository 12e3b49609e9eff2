import * as z from 'zod';

const FORM = 'An ISO-8601 time, such as 2026-11-21T10:00:00Z';

/** An offset may lead into a year of five digits or of none, which would sort before all others. */
function isInPlainYear(text: string): boolean {
  const time = Date.parse(text);
  return Number.isNaN(time) || /^\d{4}-/.test(new Date(time).toISOString());
}

/** A time as clients write it, with an offset. */
export const askedTime = z.iso.datetime({ offset: true, message: FORM }).refine(isInPlainYear, FORM);
