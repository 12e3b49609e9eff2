import { modelNamed, modelQuery, oneModelQuery, pageOfModels } from '#contract/model-list.ts';
import { renderPage } from '#contract/openapi-page.ts';
import { pageScript, pageStyle } from '#contract/openapi-page-style.ts';
import { apiDescription } from '#contract/openapi.ts';
import { parseOr422 } from '#contract/problem.ts';
import type { HealthView } from '#contract/views.ts';
import { isoTime } from '#domain/ports.ts';
import { VERSION } from '#domain/version.ts';
import { compatibility } from '#providers/catalog.ts';
import type { PublicModel } from '#providers/describe.ts';
import type { Answer, Request } from './endpoint.ts';
import { nodeDigest, systemClock } from './system-ports.ts';
import { deprecationHeaders } from './task-answers.ts';

/** One page of the catalogue. */
export const serveModels = async ({ query }: Request): Promise<Answer> => ({
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
export async function serveModel({ parameters, query }: Request): Promise<Answer> {
  const model = modelNamed(parameters['id'] ?? '', parseOr422(oneModelQuery, query).service);
  return { status: 200, headers: departureOf(model), body: model };
}

/** Which service offers which model. */
export const serveCompatibility = async (): Promise<Answer> => ({ status: 200, body: compatibility() });

/** Says that we answer; asks nobody. */
export async function serveHealth(): Promise<Answer> {
  const body: HealthView = {
    status: 'ok',
    service: 'darkroom',
    version: VERSION,
    time: isoTime(systemClock.now()),
  };
  return { status: 200, body };
}

/** A text that changes only with a deployment: asked for again, it is 304. */
function published(text: string, type: string, { headers }: Request): Answer {
  const etag = `"${nodeDigest.sha256(text).slice(0, 32)}"`;
  const known = (headers['if-none-match'] ?? '').split(',').map((tag) => tag.trim().replace(/^W\//, ''));
  const same = { etag, 'cache-control': 'no-cache', 'x-content-type-options': 'nosniff' };
  return known.includes(etag)
    ? { status: 304, headers: same }
    : { status: 200, headers: { ...same, 'content-type': type }, body: text };
}

let description: string | undefined;
const descriptionText = (): string => (description ??= JSON.stringify(apiDescription()));

/** The API description in OpenAPI. */
export const serveDescription = async (request: Request): Promise<Answer> =>
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
function originOf({ headers }: Request): string {
  const host = headers['host'] ?? '';
  const scheme = headers['x-forwarded-proto'] === 'https' ? 'https' : 'http';
  return /^(?:[\w.-]+|\[[\da-f:]+\])(?::\d{1,5})?$/i.test(host)
    ? `${scheme}://${host}`
    : 'https://darkroom.example.com';
}

/** The API description as a page for people. */
export async function serveDocsPage(request: Request): Promise<Answer> {
  const page = renderPage(descriptionText(), originOf(request));
  const answer = published(page, 'text/html; charset=utf-8', request);
  const headers = {
    ...answer.headers,
    'content-security-policy': contentSecurityPolicy,
    'referrer-policy': 'no-referrer',
  };
  return { ...answer, headers };
}
