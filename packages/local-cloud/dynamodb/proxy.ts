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
import type { Access, Refusal } from '../iam/access.ts';
import { listen, readBody, tellTime, type Listening } from '../http-server.ts';
import type { TableCount } from '../meter.ts';
import { consumed, isCounted, isWriting, refusal } from './capacity.ts';
import { needsOf } from './needs.ts';

/** What stands between the functions and the engine. */
export interface ProxyOptions {
  readonly port: number | undefined;
  readonly engineUrl: string;
  readonly clock: Clock;
  readonly activity: Activity;
  readonly access: Pick<Access, 'refusal'>;
  readonly onCount: (count: TableCount) => void;
  /** Called after each request that may have changed a table. */
  readonly onWrite: () => void;
}

interface Reply {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

/** Refuses what a caller may not do, passes the rest on to the engine and counts what it consumes. */
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
  const { access, clock, onCount, onWrite } = upstream;
  try {
    const body = (await readBody(request)) ?? Buffer.alloc(0);
    const operation = String(request.headers['x-amz-target'] ?? '').split('.')[1] ?? '';
    const input = parse(body);
    const refused = access.refusal(request.headers.authorization, needsOf(operation, input));
    if (refused !== undefined) return respond(response, refusedReply(refused), clock);
    const asked = isCounted(operation) ? askForCapacity(body, input) : { body, added: false };
    const reply = await forward(request, asked.body, upstream).finally(
      isWriting(operation) ? onWrite : undefined,
    );
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

type Input = Readonly<Record<string, unknown>> | undefined;

// What is no JSON is left to the engine, which says what is wrong with it.
function parse(body: Buffer): Input {
  try {
    return JSON.parse(body.toString()) as Input;
  } catch {
    return undefined;
  }
}

function askForCapacity(body: Buffer, input: Input): Asked {
  const wanted = input?.['ReturnConsumedCapacity'];
  if (input === undefined || wanted === 'INDEXES' || wanted === 'TOTAL') return { body, added: false };
  const more = { ...input, ReturnConsumedCapacity: 'TOTAL' };
  return { body: Buffer.from(JSON.stringify(more)), added: true };
}

function refusedReply({ code, message }: Refusal): Reply {
  const body = { __type: `com.amazon.coral.service#${code}`, Message: message };
  return { status: 400, headers: {}, body: Buffer.from(JSON.stringify(body)) };
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
