import { isoTime } from '#domain/ports.ts';
import { StartError } from './start-error.ts';

const units = { s: 1, m: 60, h: 3600, d: 86_400 } as const;

/** Seconds in words such as `12h` or `30d`; undefined where nothing is said. */
export function secondsOf(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  if (text === '0') return 0;
  const [, count, unit] = /^(\d{1,5})([smhd])$/.exec(text) ?? [];
  if (unit === undefined) throw new StartError(`"${text}" is no time: write 90m, 12h or 30d.`);
  return Number(count) * units[unit as keyof typeof units];
}

/** The end that `30d`, `12h` or a date names, as an ISO time; undefined where nothing is said. */
export function expiryOf(text: string | undefined, now: number): string | undefined {
  if (text === undefined) return undefined;
  const time = /^\d{4}-/.test(text) ? Date.parse(text) : now + (secondsOf(text) ?? 0) * 1000;
  if (time > now) return isoTime(time);
  throw new StartError(`"${text}" is no time to come: write 30d, 12h or 2027-01-31.`);
}
