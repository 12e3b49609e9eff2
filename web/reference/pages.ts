import { apiDescription } from '#contract/openapi/api-description.ts';
import { descriptionDocument, docsDocument, modelDocument } from '#contract/service/reference.ts';
import { listModels } from '#providers/catalog.ts';
import type { ModelEntry } from '#providers/catalog/entry.ts';
import type { PageDocument } from './document.ts';
import type { ListedModel } from './model-index.ts';
import { renderModelPage, renderPage } from './page.ts';

/** One document of the reference. */
export interface ReferenceDocument {
  /** As the index of the reference has it. */
  readonly name: string;
  readonly type: string;
  readonly text: string;
}

const listed = (entry: ModelEntry): ListedModel => ({
  id: entry.id,
  service: entry.service,
  title: entry.title,
  vendor: entry.vendor,
  media: entry.media,
  status: entry.lifecycle.status,
  aliases: entry.aliases,
  capabilities: entry.capabilities,
});

function modelPage(document: PageDocument, entry: ModelEntry): string {
  const { reason, successor } = entry.lifecycle;
  const model = {
    ...listed(entry),
    ...(reason === undefined ? {} : { reason }),
    ...(successor === undefined ? {} : { successor }),
  };
  const others = listModels().filter((other) => other.vendor === entry.vendor);
  return renderModelPage(document, { model, others: others.map(listed) });
}

const html = 'text/html; charset=utf-8';

/** The API description for machines, a page about it, and a page about each model. */
export function referenceDocuments(): readonly ReferenceDocument[] {
  const text = JSON.stringify(apiDescription());
  // Through JSON, so that the pages read what everybody reads.
  const document = JSON.parse(text) as PageDocument;
  const pages = listModels().map((entry) => ({
    name: modelDocument(entry),
    type: html,
    text: modelPage(document, entry),
  }));
  return [
    { name: descriptionDocument, type: 'application/json', text },
    { name: docsDocument, type: html, text: renderPage(document, listModels().map(listed)) },
    ...pages,
  ];
}
