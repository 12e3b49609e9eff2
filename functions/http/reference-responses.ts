import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { docsQuery, entryNamed } from '#contract/models/model-list.ts';
import {
  descriptionDocument,
  docsDocument,
  modelDocument,
  referenceIndex,
  type ReferenceIndex,
} from '#contract/service/reference.ts';
import { parseOr422 } from '#contract/wire/problem.ts';
import { codingFor } from './content-coding.ts';
import { isKnownEtag } from './request-headers.ts';
import type { HttpRequest } from './request.ts';
import type { HttpResponse } from './response.ts';

/** Serves the built API reference that lies in a folder: its files are sent as they are. Nothing is read before it is asked for. */
export function referenceIn(folder: string) {
  const read = (name: string): Buffer => readFileSync(join(folder, name));
  let known: ReferenceIndex | undefined;
  const index = (): ReferenceIndex =>
    (known ??= referenceIndex.parse(JSON.parse(read('index.json').toString())));

  /** A document changes with a deployment only: asked for again, it is 304. Whoever takes no coding of ours gets it plain. */
  const send = (name: string, { headers }: HttpRequest): HttpResponse => {
    const document = index().documents[name];
    if (document === undefined) throw new Error(`The API reference has no ${name}`);
    const same = {
      // Weak, for it stands for the document and not for its bytes, which may be compressed.
      etag: `W/"${document.etag}"`,
      vary: 'accept-encoding',
      'cache-control': 'no-cache',
      'x-content-type-options': 'nosniff',
    };
    if (isKnownEtag(headers['if-none-match'], document.etag)) return { status: 304, headers: same };
    const typed = { ...same, 'content-type': document.type };
    const coding = codingFor(headers['accept-encoding']);
    if (coding === undefined) return { status: 200, headers: typed, body: gunzipSync(read(`${name}.gz`)) };
    const body = read(`${name}.${coding.ending}`);
    return { status: 200, headers: { ...typed, 'content-encoding': coding.name }, body };
  };

  return {
    /** The API description in OpenAPI. */
    serveDescription: async (request: HttpRequest): Promise<HttpResponse> =>
      send(descriptionDocument, request),

    /** The API description as pages for people: one a model, and one of all else. A model that nobody knows is 404. */
    serveDocsPage: async (request: HttpRequest): Promise<HttpResponse> => {
      const { model, service } = parseOr422(docsQuery, request.query);
      const name = model === undefined ? docsDocument : modelDocument(entryNamed(model, service));
      const { headers, ...response } = send(name, request);
      const policies = {
        'content-security-policy': index().contentSecurityPolicy,
        'referrer-policy': 'no-referrer',
      };
      return { ...response, headers: { ...headers, ...policies } };
    },
  };
}
