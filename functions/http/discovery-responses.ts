import { gzipSync } from 'node:zlib';
import {
  docsQuery,
  entryNamed,
  modelNamed,
  modelQuery,
  oneModelQuery,
  pageOfModels,
} from '#contract/models/model-list.ts';
import { docsPage, modelPage } from '../../web/reference/pages.ts';
import { pageScript, pageStyle } from '../../web/reference/style.ts';
import { apiDescription } from '#contract/openapi/api-description.ts';
import { parseOr422 } from '#contract/wire/problem.ts';
import type { CompatibilityView } from '#contract/models/answers.ts';
import type { HealthView } from '#contract/service/answers.ts';
import { isoTime } from '#domain/ports.ts';
import { VERSION } from '#domain/version.ts';
import { compatibility } from '#providers/catalog.ts';
import type { PublicModel } from '#providers/catalog/describe.ts';
import type { HttpRequest } from './request.ts';
import type { HttpResponse } from './response.ts';
import { nodeDigest, systemClock } from '../compose/system-ports.ts';
import { deprecationHeaders } from './task-responses.ts';

/** One page of the catalogue. */
export const serveModels = async ({ query }: HttpRequest): Promise<HttpResponse> => ({
  status: 200,
  body: pageOfModels(parseOr422(modelQuery, query)),
});

function departureOf({ lifecycle }: PublicModel): Record<string, string> {
  const { status, deprecatedAt, sunset, successor } = lifecycle;
  if (status !== 'deprecated' && status !== 'retired') return {};
  return deprecationHeaders({
    ...(deprecatedAt === undefined ? {} : { date: deprecatedAt }),
    ...(sunset === undefined ? {} : { sunset }),
    ...(successor === undefined ? {} : { successor }),
  });
}

/** One model by id, alias or wire id, with headers that say when it goes. */
export async function serveModel({ parameters, query }: HttpRequest): Promise<HttpResponse> {
  const model = modelNamed(parameters['id'] ?? '', parseOr422(oneModelQuery, query).service);
  return { status: 200, headers: departureOf(model), body: model };
}

/** Which service offers which model. */
export async function serveCompatibility(): Promise<HttpResponse> {
  const body: CompatibilityView = compatibility();
  return { status: 200, body };
}

/** Says that we answer; asks nobody. */
export async function serveHealth(): Promise<HttpResponse> {
  const body: HealthView = {
    status: 'ok',
    service: 'darkroom',
    version: VERSION,
    time: isoTime(systemClock.now()),
  };
  return { status: 200, body };
}

/** Whether gzip is among the codings that a client takes, and not with `q=0`. */
const takesGzip = (accepted = ''): boolean =>
  accepted.split(',').some((coding) => {
    const [name = '', quality = ''] = coding.split(';').map((part) => part.trim().toLowerCase());
    return name === 'gzip' && !/^q=0(?:\.0*)?$/.test(quality);
  });

/** A text that changes only with a deployment: asked for again, it is 304. Compressed for those who take that. */
function published(text: string, type: string, { headers }: HttpRequest): HttpResponse {
  // Weak, for it stands for the text and not for its bytes, which may be compressed.
  const tag = `"${nodeDigest.sha256(text).slice(0, 32)}"`;
  const known = (headers['if-none-match'] ?? '').split(',').map((one) => one.trim().replace(/^W\//, ''));
  const same = {
    etag: `W/${tag}`,
    vary: 'accept-encoding',
    'cache-control': 'no-cache',
    'x-content-type-options': 'nosniff',
  };
  if (known.includes(tag)) return { status: 304, headers: same };
  const sentHeaders = { ...same, 'content-type': type };
  if (!takesGzip(headers['accept-encoding'])) return { status: 200, headers: sentHeaders, body: text };
  return { status: 200, headers: { ...sentHeaders, 'content-encoding': 'gzip' }, body: gzipSync(text) };
}

let description: string | undefined;
const descriptionText = (): string => (description ??= JSON.stringify(apiDescription()));

/** The API description in OpenAPI. */
export const serveDescription = async (request: HttpRequest): Promise<HttpResponse> =>
  published(descriptionText(), 'application/json', request);

const hashOf = (text: string): string =>
  `'sha256-${Buffer.from(nodeDigest.sha256(text), 'hex').toString('base64')}'`;

/** Nothing is fetched from anywhere, and nothing runs or styles but the two texts of ours. */
const contentSecurityPolicy = [
  "default-src 'none'",
  `style-src ${hashOf(pageStyle)}`,
  `script-src ${hashOf(pageScript)}`,
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** Where the reader found us, so that the lines for the shell work as they stand. */
function originOf({ headers }: HttpRequest): string {
  const host = headers['host'] ?? '';
  const scheme = headers['x-forwarded-proto'] === 'https' ? 'https' : 'http';
  return /^(?:[\w.-]+|\[[\da-f:]+\])(?::\d{1,5})?$/i.test(host)
    ? `${scheme}://${host}`
    : 'https://darkroom.example.com';
}

/** The API description as pages for people: one a model, and one of all else. */
export async function serveDocsPage(request: HttpRequest): Promise<HttpResponse> {
  const { model, service } = parseOr422(docsQuery, request.query);
  const origin = originOf(request);
  const page = model === undefined ? docsPage(origin) : modelPage(entryNamed(model, service), origin);
  const answer = published(page, 'text/html; charset=utf-8', request);
  const headers = {
    ...answer.headers,
    'content-security-policy': contentSecurityPolicy,
    'referrer-policy': 'no-referrer',
  };
  return { ...answer, headers };
}
