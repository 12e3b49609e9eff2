import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';
import * as z from 'zod';
import { startKie, type Kie, type KieOptions } from '../server.ts';
import { ManualClock } from '@darkroom/local-cloud/manual-clock';

const answer = z.object({ code: z.number(), msg: z.string(), data: z.unknown() });
export type Answer = z.infer<typeof answer> & { http: number };

const created = z.object({ taskId: z.string() });
const record = z.looseObject({ state: z.string(), resultJson: z.string() });
const results = z.object({ resultUrls: z.array(z.string()) });

/** Steady times: no 422 at first, no skipped states, two seconds for every generation. */
export const steady = {
  latencyMinMs: 2_000,
  latencyMaxMs: 2_000,
  recordNullMaxMs: 0,
  skipShare: 0,
  queuingShare: 0,
};

/** A simulator on a clock that stands still, and the handles a client would have. */
export async function aKie(options: KieOptions = {}) {
  const clock = new ManualClock();
  const kie = await startKie({ clock, ...options, knobs: { ...steady, ...options.knobs } });
  onTestFinished(() => kie.stop());
  return { ...clientOf(kie), kie, clock, advance: (ms: number) => clock.advance(ms, () => kie.idle()) };
}

/** What a client of the service can do. */
export function clientOf(kie: Kie) {
  async function call(path: string, init: RequestInit = {}): Promise<Answer> {
    const authorization = `Bearer ${kie.apiKey}`;
    const reply = await fetch(`${kie.url}${path}`, { ...init, headers: { authorization, ...init.headers } });
    return { ...answer.parse(await reply.json()), http: reply.status };
  }
  const post = (path: string, body: unknown): Promise<Answer> =>
    call(path, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
  const order = (model: string, input: object, callBackUrl?: string): Promise<Answer> =>
    post('/api/v1/jobs/createTask', { model, input, callBackUrl });
  const idOf = ({ data }: Answer): string => created.parse(data).taskId;
  const recordOf = async (taskId: string) =>
    record.parse((await call(`/api/v1/jobs/recordInfo?taskId=${taskId}`)).data);
  return {
    call,
    post,
    order,
    idOf,
    recordOf,
    createImage: async (prompt: string, callBackUrl?: string): Promise<string> =>
      idOf(await order('google/imagen4-fast', { prompt }, callBackUrl)),
    urlsOf: async (taskId: string): Promise<string[]> =>
      results.parse(JSON.parse((await recordOf(taskId)).resultJson)).resultUrls,
  };
}

export interface Received {
  headers: IncomingHttpHeaders;
  body: { code: number; msg: string; data: Record<string, unknown> };
}

const delivery = z.object({ code: z.number(), msg: z.string(), data: z.record(z.string(), z.unknown()) });

/** A callback receiver that records deliveries and answers with these statuses, one after the other. */
export async function aCallbackServer(statuses: number[] = []) {
  const deliveries: Received[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const body = delivery.parse(JSON.parse(Buffer.concat(chunks).toString()));
      deliveries.push({ headers: request.headers, body });
      const status = statuses.shift() ?? 200;
      // 0: accepts the callback and never answers.
      if (status > 0) response.writeHead(status).end('{"code":200,"msg":"success"}');
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}/hook`, deliveries };
}
