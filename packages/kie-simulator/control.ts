import * as z from 'zod';
import { learn } from './facts.ts';
import { faultNames } from './faults.ts';
import type { Knobs } from './knobs.ts';
import type { Exchange, Reply } from './replies.ts';
import type { LoggedRequest } from './request-log.ts';
import type { LedgerEntry } from './tasks.ts';

/** What the control endpoint may do; the server object itself fits. */
export interface Controlled {
  readonly knobs: Knobs;
  readonly credits: number;
  readonly ledger: LedgerEntry[];
  readonly requests: LoggedRequest[];
  setKnobs(changes: Partial<Knobs>): void;
  setCredits(credits: number): void;
  setKeys(keys: readonly string[]): void;
  expireLinks(): void;
  reset(): void;
  idle(): Promise<void>;
}

const plain = (body: unknown, status = 200): Reply => ({ kind: 'json', status, code: status, body });
const done = (): Reply => plain({ done: true });

function ledgerOf(kie: Controlled, { url }: Exchange): Reply {
  const taskId = url.searchParams.get('taskId');
  const callback = url.searchParams.get('callBackUrl');
  const found = kie.ledger.filter(
    (entry) =>
      (taskId === null || entry.taskId === taskId) &&
      (callback === null || (entry.callbackUrl ?? '').includes(callback)),
  );
  return plain(found);
}

function requestsOf(kie: Controlled, { url }: Exchange): Reply {
  const words = ['taskId', 'callBackUrl', 'path']
    .map((name) => url.searchParams.get(name))
    .filter((word) => word !== null);
  const found = kie.requests.filter((entry) => {
    const text = `${entry.path} ${JSON.stringify(entry.body ?? null)}`;
    return words.every((word) => text.includes(word));
  });
  return plain(found);
}

function turn(kie: Controlled, { body }: Exchange): Reply {
  try {
    kie.setKnobs(body ?? {});
    return plain(kie.knobs);
  } catch (error) {
    return plain({ error: error instanceof Error ? error.message : String(error) }, 400);
  }
}

function pay(kie: Controlled, { body }: Exchange): Reply {
  const credits = body?.['credits'];
  if (typeof credits !== 'number' || credits < 0) return plain({ error: 'credits must be a number' }, 400);
  kie.setCredits(credits);
  return plain({ credits: kie.credits });
}

const keysIn = z.object({ keys: z.array(z.string().min(1)) });

function rotate(kie: Controlled, { body }: Exchange): Reply {
  const read = keysIn.safeParse(body);
  if (!read.success) return plain({ error: 'keys must be a list of texts' }, 400);
  kie.setKeys(read.data.keys);
  return plain({ keys: read.data.keys.length });
}

function learnModel({ body }: Exchange): Reply {
  try {
    return plain({ learned: learn(body).id });
  } catch (error) {
    return plain({ error: error instanceof Error ? error.message : String(error) }, 400);
  }
}

/** The control endpoints, by method and path. */
export const endpoints: Readonly<
  Record<string, (kie: Controlled, exchange: Exchange) => Reply | Promise<Reply>>
> = {
  'GET /__sim/knobs': (kie) => plain(kie.knobs),
  'PUT /__sim/knobs': turn,
  'GET /__sim/faults': () => plain(faultNames),
  'POST /__sim/models': (_kie, exchange) => learnModel(exchange),
  'GET /__sim/requests': requestsOf,
  'GET /__sim/ledger': ledgerOf,
  'GET /__sim/credits': (kie) => plain({ credits: kie.credits }),
  'PUT /__sim/credits': pay,
  'PUT /__sim/keys': rotate,
  'POST /__sim/expire-links': (kie) => {
    kie.expireLinks();
    return done();
  },
  'POST /__sim/reset': (kie) => {
    kie.reset();
    return done();
  },
  'GET /__sim/idle': async (kie) => {
    await kie.idle();
    return done();
  },
};

/** Answers a request to the control endpoint, which needs no key: it listens on this machine only. */
export async function control(kie: Controlled, exchange: Exchange): Promise<Reply> {
  const endpoint = endpoints[`${exchange.method} ${exchange.url.pathname}`];
  return endpoint === undefined
    ? plain({ error: 'not found', endpoints: Object.keys(endpoints) }, 404)
    : endpoint(kie, exchange);
}
