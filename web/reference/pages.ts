import { listModels } from '#providers/catalog.ts';
import type { ModelEntry } from '#providers/catalog/entry.ts';
import { entryNamed } from '#contract/models/model-list.ts';
import { descriptionOf } from '#contract/openapi/api-description.ts';
import type { PageDocument } from './document.ts';
import type { ListedModel } from './model-index.ts';
import { renderModelPage, renderPage } from './page.ts';

/** A page about everything but the models needs one of them all the same: a union has no less. */
const anyModel = 'IMAGEN4';

const isCallable = ({ forms }: ModelEntry): boolean => forms.length > 0;

/** Through JSON, so that the page reads what everybody reads. */
const documentOf = (entry: ModelEntry): PageDocument =>
  JSON.parse(JSON.stringify(descriptionOf([entry]))) as PageDocument;

let known: PageDocument | undefined;
const outline = (): PageDocument => (known ??= documentOf(entryNamed(anyModel)));

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

/** The page about the API, with a list of all models; none of them is compiled for it. */
export const docsPage = (origin: string): string => renderPage(outline(), listModels().map(listed), origin);

/** The page of one model; no other is compiled for it. */
export function modelPage(entry: ModelEntry, origin: string): string {
  const callable = isCallable(entry);
  const { reason, successor } = entry.lifecycle;
  const model = {
    ...listed(entry),
    callable,
    ...(reason === undefined ? {} : { reason }),
    ...(successor === undefined ? {} : { successor }),
  };
  const others = listModels().filter((other) => other.vendor === entry.vendor);
  const document = callable ? documentOf(entry) : outline();
  return renderModelPage(document, { model, others: others.map(listed) }, origin);
}
