import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { docsQuery, entryNamed, type Shows } from '#contract/models/model-list.ts';
import { modelsIn } from '#contract/service/models-in.ts';
import { withoutExamples } from '#contract/service/without-examples.ts';
import {
  descriptionDocument,
  docsDocument,
  markOfMedia,
  markOfModel,
  modelDocument,
  pageOfMade,
  referenceIndex,
  type ReferenceIndex,
} from '#contract/service/reference.ts';
import { parseOr422 } from '#contract/wire/problem.ts';
import { listModels } from '#providers/catalog.ts';
import { catalogueResponse, documentResponse } from './catalogue-response.ts';
import { codingFor } from './content-coding.ts';
import { isKnownEtag } from './request-headers.ts';
import type { HttpRequest } from './request.ts';
import type { HttpResponse } from './response.ts';

/** True for an example that asks for a model, or shows one, of which nothing is made here. */
const unmadeBy =
  (isMade: Shows) =>
  (value: unknown): boolean =>
    modelsIn(value).some((entry) => !isMade(entry));

/** Serves the built API reference that lies in a folder: its files are sent as they are. Nothing is read before it is asked for. */
export function referenceIn(folder: string, isMade: Shows) {
  const made = listModels().filter(isMade);
  const isWhole = made.length === listModels().length;
  // A model of pictures and films is made where either is.
  const media = made.flatMap((entry) => entry.media).filter((one) => isMade({ media: [one] }));
  const marks = new Set([...made.map(markOfModel), ...media.map(markOfMedia)]);
  const isUnmade = unmadeBy(isMade);
  const read = (name: string): Buffer => readFileSync(join(folder, name));
  const plain = (name: string): string => gunzipSync(read(`${name}.gz`)).toString();
  const known: { index?: ReferenceIndex; description?: unknown } = {};
  const index = (): ReferenceIndex =>
    (known.index ??= referenceIndex.parse(JSON.parse(read('index.json').toString())));

  /** A document changes with a deployment only: asked for again, it is 304. Whoever takes no coding of ours gets it plain. */
  const send = (name: string, { headers }: HttpRequest): HttpResponse => {
    const document = index().documents[name];
    if (document === undefined) throw new Error(`The API reference has no ${name}`);
    const same = {
      // Weak, for it stands for the document and not for its bytes, which may be compressed.
      etag: `W/"${document.etag}"`,
      vary: 'accept-encoding',
      'cache-control': 'no-cache',
    };
    if (isKnownEtag(headers['if-none-match'], document.etag)) return { status: 304, headers: same };
    const typed = { ...same, 'content-type': document.type };
    const coding = codingFor(headers['accept-encoding']);
    if (coding === undefined) return { status: 200, headers: typed, body: gunzipSync(read(`${name}.gz`)) };
    const body = read(`${name}.${coding.ending}`);
    return { status: 200, headers: { ...typed, 'content-encoding': coding.name }, body };
  };

  /** A page with the models that are made, as it was built or put together here. */
  const sendPage = (name: string, request: HttpRequest): HttpResponse =>
    isWhole
      ? send(name, request)
      : documentResponse(request, {
          type: 'text/html; charset=utf-8',
          text: pageOfMade(plain(name), marks, made.length),
        });

  return {
    /** The API description in OpenAPI. */
    serveDescription: async (request: HttpRequest): Promise<HttpResponse> =>
      isWhole
        ? send(descriptionDocument, request)
        : catalogueResponse(
            request,
            (known.description ??= withoutExamples(JSON.parse(plain(descriptionDocument)), isUnmade)),
          ),

    /** The API description as pages for people: one a model, and one of all else. A model that nobody knows is 404. */
    serveDocsPage: async (request: HttpRequest): Promise<HttpResponse> => {
      const { model, service } = parseOr422(docsQuery, request.query);
      const name = model === undefined ? docsDocument : modelDocument(entryNamed(model, service, isMade));
      const { headers, ...response } = sendPage(name, request);
      const policy = { 'content-security-policy': index().contentSecurityPolicy };
      return { ...response, headers: { ...headers, ...policy } };
    },
  };
}
