import {
  modelNamed,
  modelQuery,
  oneModelQuery,
  pageOfModels,
  type Shows,
} from '#contract/models/model-list.ts';
import { parseOr422 } from '#contract/wire/problem.ts';
import type { CompatibilityView } from '#contract/models/answers.ts';
import type { HealthView } from '#contract/service/answers.ts';
import { isoTime } from '#domain/ports.ts';
import { VERSION } from '#domain/version.ts';
import { compatibility } from '#providers/catalog.ts';
import type { PublicModel } from '#providers/catalog/describe.ts';
import { catalogueResponse } from './catalogue-response.ts';
import type { HttpRequest } from './request.ts';
import type { HttpResponse } from './response.ts';
import { enabledMedia } from '../compose/features.ts';
import { systemClock } from '../compose/system-ports.ts';
import { deprecationHeaders } from './task-responses.ts';

const enabled = enabledMedia();
/** Whether anything that the model makes is made here: of what is switched off nothing is shown. */
export const isMade: Shows = ({ media }) => media.some((one) => enabled.has(one));

/** One page of the catalogue. */
export async function serveModels(request: HttpRequest): Promise<HttpResponse> {
  const query = parseOr422(modelQuery, request.query);
  const { media } = query;
  const shows: Shows = (entry) => isMade(entry) && (media === undefined || enabled.has(media));
  return catalogueResponse(request, pageOfModels(query, shows));
}

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
export async function serveModel(request: HttpRequest): Promise<HttpResponse> {
  const { parameters, query } = request;
  const model = modelNamed(parameters['id'] ?? '', parseOr422(oneModelQuery, query).service, isMade);
  return catalogueResponse(request, model, departureOf(model));
}

/** Which service offers which model. */
export async function serveCompatibility(request: HttpRequest): Promise<HttpResponse> {
  const body: CompatibilityView = compatibility(isMade);
  return catalogueResponse(request, body);
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
