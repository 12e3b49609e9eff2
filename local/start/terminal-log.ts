import type { LogEntry } from '@darkroom/local-cloud/log';

/** A log line of a function, as far as it is JSON of the logger's. */
interface Said {
  readonly level?: string;
  readonly message?: unknown;
}

const plumbing = new Set(['level', 'message', 'timestamp', 'service', 'cold_start', 'sampling_rate', '_aws']);

function spoken(text: string): string {
  try {
    const said = JSON.parse(text) as Said;
    if (typeof said !== 'object' || said === null || typeof said.message !== 'string') return text;
    const more = Object.entries(said).filter(
      ([name]) => !plumbing.has(name) && !name.startsWith('function_'),
    );
    const rest = more.length === 0 ? '' : ` ${JSON.stringify(Object.fromEntries(more))}`;
    return `${said.level ?? ''} ${said.message}${rest}`.trim();
  } catch {
    return text;
  }
}

const isMetric = (text: string): boolean => text.startsWith('{"_aws"');

/** `SubmitGeneration` of `Darkroom-laptop-Service-SubmitGeneration1FC-1s9757`: stack and hashes are the same all over. */
const nameOf = (full: string): string =>
  full.replace(/^[Dd]arkroom-laptop-(?:Service-)?/, '').replace(/[0-9A-F]*-[0-9a-z]{6}$/, '');

/** One line for the terminal, of what a function says or fails with; undefined for what is of no interest there. */
export function terminalLine(entry: LogEntry): string | undefined {
  const time = new Date(entry.at).toTimeString().slice(0, 8);
  switch (entry.type) {
    case 'output':
      return isMetric(entry.text)
        ? undefined
        : `${time} ${nameOf(entry.function)}  ${spoken(entry.text.trim())}`;
    case 'invocation':
      return entry.error === undefined
        ? undefined
        : `${time} ${nameOf(entry.function)}  failed: ${entry.error}`;
    case 'undelivered':
      return `${time} ${nameOf(entry.target)}  not delivered: ${entry.error}`;
    case 'note':
      return `${time} ${entry.text}`;
    default:
      return undefined;
  }
}

/** What a function ended with, by its name; undefined for any other entry. */
export const faultOf = (entry: LogEntry): string | undefined =>
  entry.type === 'invocation' && entry.error !== undefined
    ? `${nameOf(entry.function)}: ${entry.error}`
    : undefined;

/** The construct id of the function that an entry says was called; undefined for any other entry. */
export const calledIn = (entry: LogEntry): string | undefined =>
  entry.type === 'invocation' ? nameOf(entry.function) : undefined;
