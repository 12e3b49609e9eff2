import {
  Agent,
  request as send,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type ServerResponse,
} from 'node:http';
import { crc32 } from 'node:zlib';
import type { Activity } from '../activity.ts';
import type { Clock } from '../clock.ts';
import { messageOf } from '../failure.ts';
import { listen, readBody, tellTime, type Listening } from '../http-server.ts';
import type { TableCount } from '../meter.ts';
import { consumed, isCounted, refusal } from './capacity.ts';

/** What stands between the functions and the engine. */
export interface ProxyOptions {
  readonly port: number | undefined;
  readonly engineUrl: string;
  readonly clock: Clock;
  readonly activity: Activity;
  readonly onCount: (count: TableCount) => void;
}

interface Reply {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

/** Passes requests on to the engine and counts what they consume; clients see nothing of it. */
export async function startProxy(options: ProxyOptions): Promise<Listening> {
  const agent = new Agent({ keepAlive: true });
  const upstream = { ...options, agent };
  const listening = await listen('DynamoDB endpoint', options.port, (request, response) => {
    const end = options.activity.begin();
    void pass(request, response, upstream)
      .catch(() => response.destroy())
      .finally(end);
  });
  const stop = async (): Promise<void> => {
    await listening.stop();
    agent.destroy();
  };
  return { ...listening, stop };
}

interface Upstream extends ProxyOptions {
  readonly agent: Agent;
}

async function pass(request: IncomingMessage, response: ServerResponse, upstream: Upstream): Promise<void> {
  const { clock, onCount } = upstream;
  try {
    const body = (await readBody(request)) ?? Buffer.alloc(0);
    const operation = String(request.headers['x-amz-target'] ?? '').split('.')[1] ?? '';
    const asked = isCounted(operation) ? askForCapacity(body) : { body, added: false };
    const reply = await forward(request, asked.body, upstream);
    const caller = callerOf(request);
    const shown = isCounted(operation) ? count({ caller, operation, asked, reply }, onCount) : reply.body;
    respond(response, { ...reply, body: shown }, clock);
  } catch (error) {
    const body = Buffer.from(JSON.stringify({ __type: 'InternalServerError', message: messageOf(error) }));
    const headers = { 'content-type': 'application/x-amz-json-1.0' };
    respond(response, { status: 500, headers, body }, clock);
  }
}

interface Asked {
  readonly body: Buffer;
  /** Whether the client did not ask itself. */
  readonly added: boolean;
}

function askForCapacity(body: Buffer): Asked {
  const text = body.toString();
  if (/"ReturnConsumedCapacity"\s*:\s*"(INDEXES|TOTAL)"/.test(text)) return { body, added: false };
  try {
    const input = JSON.parse(text) as Record<string, unknown>;
    const more = { ...input, ReturnConsumedCapacity: 'TOTAL' };
    return { body: Buffer.from(JSON.stringify(more)), added: true };
  } catch {
    return { body, added: false }; // the engine says what is wrong with it
  }
}

const callerOf = ({ headers }: IncomingMessage): string =>
  /(?:^|\s)app\/(\S+)/.exec(headers['user-agent'] ?? '')?.[1] ?? 'other';

interface Call {
  readonly caller: string;
  readonly operation: string;
  readonly asked: Asked;
  readonly reply: Reply;
}

/** Counts a call, and gives the body that its client is shown. */
function count({ caller, operation, asked, reply }: Call, onCount: ProxyOptions['onCount']): Buffer {
  const answer = JSON.parse(reply.body.toString() || '{}') as Record<string, unknown>;
  if (reply.status !== 200) {
    const table = /"TableName"\s*:\s*"([^"]+)"/.exec(asked.body.toString())?.[1] ?? '';
    onCount(refusal({ caller, operation, table }, answer));
    return reply.body;
  }
  for (const one of consumed(caller, operation, answer)) onCount(one);
  if (!asked.added) return reply.body;
  return Buffer.from(JSON.stringify({ ...answer, ConsumedCapacity: undefined }));
}

// Each leg of the way writes these anew.
const ownHeaders = new Set(['host', 'content-length', 'transfer-encoding', 'connection']);

function forward(request: IncomingMessage, body: Buffer, { agent, engineUrl }: Upstream): Promise<Reply> {
  return new Promise((resolve, reject) => {
    const headers = Object.fromEntries(
      Object.entries(request.headers).filter(([name]) => !ownHeaders.has(name)),
    );
    const options = { method: request.method, agent, headers: { ...headers, 'content-length': body.length } };
    const onward = send(new URL(request.url ?? '/', engineUrl), options, (answer) => {
      readBody(answer).then(
        (read) =>
          resolve({
            status: answer.statusCode ?? 500,
            headers: answer.headers,
            body: read ?? Buffer.alloc(0),
          }),
        reject,
      );
    });
    onward.on('error', reject);
    onward.end(body);
  });
}

function respond(response: ServerResponse, { status, headers, body }: Reply, clock: Clock): void {
  tellTime(response, clock);
  response.writeHead(status, {
    'content-type': headers['content-type'] ?? 'application/x-amz-json-1.0',
    'content-length': body.length,
    'x-amz-crc32': String(crc32(body)),
    'x-amzn-requestid': String(headers['x-amzn-requestid'] ?? ''),
  });
  response.end(body);
}
