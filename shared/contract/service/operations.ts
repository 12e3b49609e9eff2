import * as z from 'zod';
import { VERSION } from '#domain/version.ts';
import { docsQuery } from '../models/model-list.ts';
import { headers, requestHeaders } from '../openapi/headers.ts';
import type { Operation, Subject } from '../openapi/operation.ts';
import { healthView, type HealthView } from './answers.ts';

const health: HealthView = {
  status: 'ok',
  service: 'darkroom',
  version: VERSION,
  time: '2026-11-21T10:00:00.000Z',
};

const answersHealth = (description: string): Operation => ({
  description,
  answers: { 200: { description: 'The service answers.', content: { schema: healthView, example: health } } },
});

const publishedHeaders = { etag: headers.etag, vary: headers.vary };

const published = (description: string, type: string, schema: z.ZodType): Operation => ({
  description,
  header: requestHeaders.conditional,
  answers: {
    200: {
      description: 'As asked; compressed for whoever takes Brotli or gzip.',
      headers: publishedHeaders,
      type,
      content: { schema },
    },
    304: { description: 'Nothing has changed since the given `ETag`.', headers: publishedHeaders },
  },
});

/** The routes about the service itself. */
export const service: Subject<'home' | 'apiDescription' | 'docsPage' | 'health' | 'apiHealth'> = {
  tag: { name: 'Service', description: 'The service about itself.' },
  operations: {
    home: {
      description: 'A small page for whoever opens the bare address in a browser.',
      answers: { 200: { description: 'The page.', type: 'text/html', content: { schema: z.string() } } },
    },
    apiDescription: published(
      'This very document, made from the schemas that requests are checked with.',
      'application/json',
      z.record(z.string(), z.unknown()),
    ),
    docsPage: {
      ...published(
        'This description as a page for people, with a list of the models; with `model`, the page of that one.',
        'text/html',
        z.string(),
      ),
      query: docsQuery,
      refusals: ['not_found'],
    },
    health: answersHealth('Says that the service answers, without a key. It asks nobody else.'),
    apiHealth: answersHealth('The same as `/health`, under the prefix of the API.'),
  },
};
