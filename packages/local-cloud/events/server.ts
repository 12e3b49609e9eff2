import type { IncomingMessage, ServerResponse } from 'node:http';
import * as z from 'zod';
import type { Activity } from '../activity.ts';
import type { Clock } from '../clock.ts';
import { listen, readBody, tellTime, type Listening } from '../http-server.ts';
import type { Access } from '../iam/access.ts';
import { identity } from '../identity.ts';
import type { EventBuses } from './bus.ts';
import { DEFAULT_BUS } from './default-bus.ts';

/** What the endpoint is started with. */
export interface EventsOptions {
  readonly buses: EventBuses;
  readonly clock: Clock;
  readonly activity: Activity;
  readonly access: Pick<Access, 'refusal'>;
}

interface Reply {
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>>;
}

const MOST_ENTRIES = 10;
/** Of all entries of a request together. */
const LARGEST_REQUEST = 256 * 1024;

const entry = z.object({
  Detail: z.string().optional(),
  DetailType: z.string().optional(),
  EventBusName: z.string().optional(),
  Resources: z.array(z.string()).optional(),
  Source: z.string().optional(),
  Time: z.number().optional(),
  TraceHeader: z.string().optional(),
});
type Entry = z.infer<typeof entry>;
const request = z.object({ Entries: z.array(entry).min(1).max(MOST_ENTRIES) });

const refused = (status: number, type: string, message: string): Reply => ({
  status,
  body: { __type: type, message },
});

/** Serves EventBridge as far as sending events goes. */
export async function startEvents(options: EventsOptions): Promise<Listening> {
  return listen('EventBridge endpoint', undefined, (incoming, response) => {
    const end = options.activity.begin();
    void serve(incoming, response, options)
      .catch(() => response.destroy())
      .finally(end);
  });
}

async function serve(incoming: IncomingMessage, response: ServerResponse, options: EventsOptions) {
  const body = (await readBody(incoming)) ?? Buffer.alloc(0);
  const operation = String(incoming.headers['x-amz-target'] ?? '').split('.')[1] ?? '';
  const reply =
    operation === 'PutEvents'
      ? putEvents(body.toString(), incoming.headers.authorization, options)
      : refused(501, 'NotImplemented', `EventBridge's ${operation || 'operation'} is not hosted locally.`);
  tellTime(response, options.clock);
  response.writeHead(reply.status, { 'content-type': 'application/x-amz-json-1.1' });
  response.end(JSON.stringify(reply.body));
}

function putEvents(body: string, authorization: string | undefined, { access, buses }: EventsOptions): Reply {
  const parsed = request.safeParse(parse(body));
  if (!parsed.success) return refused(400, 'ValidationException', z.prettifyError(parsed.error));
  const { Entries } = parsed.data;
  const size = Entries.reduce((sum, one) => sum + sizeOf(one), 0);
  if (size > LARGEST_REQUEST)
    return refused(400, 'ValidationException', 'Total size of the entries in the request is over the limit.');
  const needs = Entries.map((one) => ({ action: 'events:PutEvents', resource: busArn(nameOf(one)) }));
  const refusal = access.refusal(authorization, needs);
  if (refusal !== undefined) return refused(400, refusal.code, refusal.message);
  const results = Entries.map((one) => sent(one, buses));
  const FailedEntryCount = results.filter((one) => 'ErrorCode' in one).length;
  return { status: 200, body: { FailedEntryCount, Entries: results } };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** As AWS counts it. */
const sizeOf = ({ Time, Source = '', DetailType = '', Detail = '', Resources = [] }: Entry): number =>
  (Time === undefined ? 0 : 14) +
  [Source, DetailType, Detail, ...Resources].reduce((sum, text) => sum + Buffer.byteLength(text), 0);

/** A bus is named, or given by its ARN. */
const nameOf = ({ EventBusName = DEFAULT_BUS }: Entry): string =>
  EventBusName.split(':event-bus/').at(-1) ?? EventBusName;

const busArn = (name: string): string =>
  `arn:${identity.partition}:events:${identity.region}:${identity.accountId}:event-bus/${name}`;

/** What becomes of one entry: the others do not suffer from what is wrong with it. */
function sent(one: Entry, buses: EventBuses): Readonly<Record<string, string>> {
  const { Source = '', DetailType = '', Detail = '', Resources, Time } = one;
  const bus = nameOf(one);
  const missing = [
    ['Source', Source],
    ['DetailType', DetailType],
    ['Detail', Detail],
  ].find(([, text]) => text === '');
  if (missing !== undefined)
    return {
      ErrorCode: 'InvalidArgument',
      ErrorMessage: `Parameter ${missing[0]} is not valid. Reason: ${missing[0]} is a required argument.`,
    };
  if (Source.startsWith('aws.'))
    return { ErrorCode: 'NotAuthorizedForSourceException', ErrorMessage: 'Not authorized for the source.' };
  const detail = z.record(z.string(), z.unknown()).safeParse(parse(Detail)).data;
  if (detail === undefined) return { ErrorCode: 'MalformedDetail', ErrorMessage: 'Detail is malformed.' };
  // On AWS it is accepted too, and goes nowhere.
  if (!buses.has(bus)) return { EventId: '00000000-0000-0000-0000-000000000000' };
  const EventId = buses.send({
    bus,
    source: Source,
    detailType: DetailType,
    detail,
    ...(Resources !== undefined && { resources: Resources }),
    ...(Time !== undefined && { time: Time * 1000 }),
  });
  return { EventId };
}
