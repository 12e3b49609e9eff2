import * as z from 'zod';
import type { ModelEntry } from '#providers/catalog/entry.ts';

/**
 * How the built API reference lies in its folder: `index.json` names every document, and each is there twice, compressed:
 * `{name}.br` and `{name}.gz`.
 */
export const referenceIndex = z.object({
  /** For the pages: their style and script, and nothing else. */
  contentSecurityPolicy: z.string(),
  documents: z.record(z.string(), z.object({ type: z.string(), etag: z.string() })),
});

export type ReferenceIndex = z.output<typeof referenceIndex>;

/** The name of the folder, beside the bundle of the function that serves it. */
export const REFERENCE_FOLDER = 'reference';

/** The description in OpenAPI. */
export const descriptionDocument = 'openapi.json';
/** The page about everything but the models. */
export const docsDocument = 'docs.html';

/** The page of one model. */
export const modelDocument = ({ service, id }: Pick<ModelEntry, 'service' | 'id'>): string =>
  `models/${service}/${id.replaceAll('/', '~')}.html`;
