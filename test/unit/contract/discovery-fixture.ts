import type { Counted } from '#actions/limits/count-requests.ts';
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import * as z from 'zod';
import { docsQuery, modelQuery, oneModelQuery } from '#contract/models/model-list.ts';
import { routes } from '#contract/routes.ts';
import { type Route } from '#contract/route.ts';
import { isOwner } from '#domain/ids.ts';
import { keyStore } from '#storage/keys/key-store.ts';
import { isMade, serveHealth, serveModel, serveModels } from '../../../functions/http/discovery-responses.ts';
import { referenceIn } from '../../../functions/http/reference-responses.ts';
import { buildReference } from '../../../web/reference/build.ts';
import { MemoryTable, memoryTable } from '../../simulation/ports/memory-table.ts';
import { endpoint } from '../../../functions/http/endpoint.ts';
import { operation } from '../../../functions/http/operation.ts';

const key = 'dk_ana';
const owner = 'ana';
if (!isOwner(owner)) throw new Error('No owner');
const keys = keyStore(memoryTable(new MemoryTable()));
const hash = createHash('sha256').update(key).digest('hex');
await keys.create({ owner, operator: false, hash, now: Date.parse('2026-11-21T10:00:00Z') });

const folder = mkdtempSync(join(tmpdir(), 'reference-'));
buildReference(folder);
// Files of tests share a process and this module: whichever of them ends first must not take it from the others.
process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
const { serveDescription, serveDocsPage } = referenceIn(folder, isMade);

const unlimited: Counted = { rates: [], secondsLeft: 60, giveBack: async () => unlimited };

/** The handler as `read-models.ts` composes it, over a store that knows one key. */
const handler = endpoint(
  { keys, count: async () => unlimited },
  operation(routes.listModels, serveModels, modelQuery),
  operation(routes.readModel, serveModel, oneModelQuery),
  operation(routes.apiDescription, serveDescription),
  operation(routes.docsPage, serveDocsPage, docsQuery),
  operation(routes.health, serveHealth),
  operation(routes.apiHealth, serveHealth),
);

interface Ask {
  readonly query?: Record<string, string>;
  readonly id?: string;
  readonly headers?: Record<string, string>;
}

/** Sends a request of ana's, unless its headers say otherwise, and reads the answer. */
export async function ask(route: Route, { query = {}, id, headers = {} }: Ask = {}) {
  const event = {
    routeKey: `${route.method} ${route.path}`,
    rawPath: route.path,
    headers: { authorization: `Bearer ${key}`, ...headers },
    queryStringParameters: query,
    pathParameters: id === undefined ? {} : { id },
    requestContext: { requestId: 'r-1', http: { method: route.method } },
  };
  const answer = await handler(event as unknown as APIGatewayProxyEventV2);
  const bytes = Buffer.from(answer.body ?? '', answer.isBase64Encoded === true ? 'base64' : 'utf8');
  return { status: answer.statusCode, headers: answer.headers ?? {}, text: bytes.toString(), bytes };
}

export const json = (text: string): unknown => JSON.parse(text);
export const problem = z.looseObject({ code: z.string(), suggestions: z.array(z.string()).optional() });
