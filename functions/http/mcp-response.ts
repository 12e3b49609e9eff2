import { createDarkroom } from '@darkroom/client';
import { parseOr422 } from '#contract/wire/problem.ts';
import { darkroomServer } from '@darkroom/mcp';
import { createMcpHandler } from '@modelcontextprotocol/server';
import * as z from 'zod';
import type { HttpRequest } from './request.ts';
import type { HttpResponse } from './response.ts';

/** Half a US dollar: most pictures cost less, most films more. */
const CONFIRM_ABOVE_CREDITS = 100;

/** The query string, by which whoever sets a chat up chooses from which price on it asks. */
export const mcpQuery = z.object({
  confirmAbove: z
    .union([z.literal('none'), z.string().regex(/^\d{1,9}(?:\.\d{1,3})?$/)], {
      error: 'has to be a number of credits, or none',
    })
    .exactOptional(),
});

const limitIn = (said: string): number => (said === 'none' ? Number.POSITIVE_INFINITY : Number(said));

/** One message of a chat. Nothing is kept from one to the next: whatever tools do is asked of the API, with the caller's own key. */
export const serveMcp =
  (url: string) =>
  async ({ headers, query, body }: HttpRequest): Promise<HttpResponse> => {
    const { confirmAbove } = parseOr422(mcpQuery, query);
    const [, key = ''] = /^Bearer\s+(\S+)$/i.exec(headers['authorization'] ?? '') ?? [];
    const serving = {
      // Nobody is connected for longer than an answer takes.
      darkroom: createDarkroom({ url, key, liveUrl: false }),
      confirmAbove: confirmAbove === undefined ? CONFIRM_ABOVE_CREDITS : limitIn(confirmAbove),
      waits: 'at the API',
    } as const;
    const handler = createMcpHandler(() => darkroomServer(serving), { responseMode: 'json' });
    const response = await handler.fetch(
      new Request(`${url}/mcp`, { method: 'POST', headers: present(headers), body }),
    );
    const answer = await response.text();
    const type = response.headers.get('content-type');
    return {
      status: response.status,
      ...(type === null ? {} : { headers: { 'content-type': type } }),
      ...(answer === '' ? {} : { body: answer }),
    };
  };

const present = (headers: HttpRequest['headers']): Record<string, string> =>
  Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  );
