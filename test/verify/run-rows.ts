import { routes } from '#contract/routes.ts';
import { Observer, type Observation } from './observation.ts';
import type { Memory, Received, Row, Sent } from './row.ts';
import type { Caller, Target } from './target.ts';

/** What a row gave: an observation, or why there is none. */
export type Outcome = Observation | { readonly broken: string };

/** The outcomes of all rows of a target, by the row's name. */
export type Report = ReadonlyMap<string, Outcome>;

const WAIT_MS = 5_000;
const LONGEST_WAIT_MS = 10 * 60_000;

function addressAt(target: Target, row: Row, { address, parameters = {}, query = {} }: Sent): string {
  if (address !== undefined) return new URL(address, target.url).href;
  if (row.route === undefined) throw new Error('A row without a route has to give an address');
  const { path } = routes[row.route];
  const filled = path.replace(/\{(\w+)\+?\}/g, (part, name: string) => parameters[name] ?? part);
  const search = new URLSearchParams(query).toString();
  return `${target.url}${filled}${search === '' ? '' : `?${search}`}`;
}

function keyOf({ keys }: Target, as: Caller): string | undefined {
  if (as === 'nobody') return undefined;
  return as === 'stranger' ? 'dk_nobody' : keys[as];
}

function headersOf(
  target: Target,
  { as = 'owner', headers = {}, body, address }: Sent,
): Record<string, string> {
  const isForeign =
    address !== undefined && new URL(address, target.url).origin !== new URL(target.url).origin;
  const key = isForeign ? undefined : keyOf(target, as);
  return {
    ...(key === undefined ? {} : { authorization: `Bearer ${key}` }),
    ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    ...headers,
  };
}

async function ask(target: Target, row: Row, sent: Sent): Promise<Received> {
  const { body, raw } = sent;
  const content = raw ?? (body === undefined ? undefined : JSON.stringify(body));
  const method = sent.method ?? (row.route === undefined ? 'GET' : routes[row.route].method);
  const response = await fetch(addressAt(target, row, sent), {
    method,
    headers: headersOf(target, sent),
    redirect: 'manual',
    ...(content === undefined
      ? {}
      : { body: typeof content === 'string' ? content : new Uint8Array(content) }),
  });
  const bytes = new Uint8Array(await response.arrayBuffer());
  return { status: response.status, headers: response.headers, bytes, json: jsonIn(response, bytes) };
}

function jsonIn(response: Response, bytes: Uint8Array): unknown {
  if (!/\bjson\b/.test(response.headers.get('content-type') ?? '') || bytes.length === 0) return undefined;
  try {
    return JSON.parse(new TextDecoder().decode(bytes));
  } catch {
    return undefined;
  }
}

async function answered(target: Target, row: Row, memory: Memory): Promise<Received> {
  for (let waited = 0; ; waited += WAIT_MS) {
    const answer = await ask(target, row, row.send(memory));
    if (row.until === undefined || row.until(answer)) return answer;
    if (waited >= LONGEST_WAIT_MS) throw new Error(`Still not so after ${LONGEST_WAIT_MS / 60_000} minutes`);
    await target.sleep(WAIT_MS);
  }
}

interface Watched {
  /** Told of each row before it runs. */
  readonly onRow?: (name: string) => void;
  /** Ends the run before the next row. */
  readonly signal?: AbortSignal;
}

/** Runs the rows one after the other, as later ones use what earlier ones have made. A row that throws stops none. */
export async function runRows(
  target: Target,
  rows: readonly Row[],
  { onRow = () => undefined, signal }: Watched = {},
): Promise<Report> {
  const observer = new Observer(target);
  const memory: Memory = new Map([['owner', target.owner]]);
  const report = new Map<string, Outcome>();
  for (const row of rows) {
    signal?.throwIfAborted();
    onRow(row.name);
    try {
      const answer = await answered(target, row, memory);
      row.remember?.(answer, memory);
      report.set(row.name, observer.observe(row, answer));
    } catch (error) {
      report.set(row.name, { broken: error instanceof Error ? error.message : String(error) });
    }
  }
  return report;
}
