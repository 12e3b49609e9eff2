import { listModels, modelDetail } from './catalogue.ts';
import { refusedWith } from './create.ts';
import { inCredits } from './credits.ts';
import type { Files } from './files.ts';
import { createJob, jobRecord } from './jobs.ts';
import { dedicatedRoutes } from './dedicated.ts';
import { downloadLink } from './links.ts';
import { followMidjourney, generateMidjourney, midjourneyRecord } from './midjourney.ts';
import { edgePage, ok, refused, textAt, type Exchange, type Reply } from './replies.ts';
import type { UploadStore } from './upload-store.ts';
import type { Simulation } from './simulation.ts';
import { uploadBase64, uploadStream, uploadUnauthorized, uploadUrl, uploadWrongMethod } from './uploads.ts';
import { get1080p, get4k } from './veo-upgrades.ts';
import { extendVeo, generateVeo, veoRecord } from './veo.ts';

/** Answers one request of the API host or the upload host. */
export type Router = (exchange: Exchange) => Promise<Reply>;

type Handler = (sim: Simulation, exchange: Exchange) => Promise<Reply> | Reply;

/** Endpoints of the API host, by method and path. */
export const apiRoutes: Readonly<Record<string, Handler>> = {
  'POST /api/v1/jobs/createTask': createJob,
  'GET /api/v1/jobs/recordInfo': jobRecord,
  'POST /api/v1/veo/generate': generateVeo,
  'GET /api/v1/veo/record-info': veoRecord,
  'GET /api/v1/veo/get-1080p-video': get1080p,
  'POST /api/v1/veo/get-4k-video': get4k,
  'POST /api/v1/veo/extend': extendVeo,
  'POST /api/v1/mj/generate': generateMidjourney,
  'POST /api/v1/mj/generateUpscale': followMidjourney('generateUpscale'),
  'POST /api/v1/mj/generateVary': followMidjourney('generateVary'),
  'POST /api/v1/mj/generateVideoExtend': followMidjourney('generateVideoExtend'),
  'GET /api/v1/mj/record-info': midjourneyRecord,
  'GET /api/v1/models': listModels,
  'GET /api/v1/chat/credit': (sim) => ok(inCredits(sim.account.left())),
  ...dedicatedRoutes,
};

function bearer({ headers }: Exchange): string {
  return /^Bearer (.+)$/.exec(headers.authorization ?? '')?.[1] ?? '';
}

interface Needs {
  sim: Simulation;
  files: Files;
  uploadStore: UploadStore;
  /** Those that are good now. */
  apiKeys: () => readonly string[];
}

/** The routes of the service, behind its key check. */
export function router({ sim, files, uploadStore, apiKeys }: Needs): Router {
  const downloadUrl: Handler = (_sim, { body }) => {
    const name = files.nameOf(textAt(body ?? {}, 'url'));
    if (name === undefined) return refused(422, 'url is wrong');
    return ok(downloadLink(sim, name, sim.clock.now() + sim.knobs().downloadLinkLifeMs));
  };
  const uploads: Readonly<Record<string, typeof uploadUrl>> = {
    '/api/file-base64-upload': uploadBase64,
    '/api/file-stream-upload': uploadStream,
    '/api/file-url-upload': uploadUrl,
  };
  const routes: Readonly<Record<string, Handler>> = {
    ...apiRoutes,
    'POST /api/v1/common/download-url': downloadUrl,
  };

  return async (exchange) => {
    const { method, url } = exchange;
    if (sim.knobs().edgeBlocked) return edgePage();
    const isKnown = apiKeys().includes(bearer(exchange));
    const upload = uploads[url.pathname];
    if (upload !== undefined) {
      if (method !== 'POST') return uploadWrongMethod();
      return isKnown ? upload(sim, uploadStore, exchange) : uploadUnauthorized();
    }
    if (!isKnown) return refusedWith('401');
    const handler = routes[`${method} ${url.pathname}`];
    if (handler !== undefined) return handler(sim, exchange);
    const isDetail = method === 'GET' && url.pathname.startsWith('/api/v1/models/');
    if (isDetail) return modelDetail(exchange);
    return { kind: 'json', status: 404, code: 404, body: { code: 404, msg: 'Not Found', data: null } };
  };
}
