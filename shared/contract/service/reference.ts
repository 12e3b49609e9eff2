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

/** How marks name a model, and a kind of media. */
export const markOfModel = ({ service, id }: Pick<ModelEntry, 'service' | 'id'>): string =>
  `model ${encodeURIComponent(`${service}/${id}`)}`;
export const markOfMedia = (media: string): string => `media ${encodeURIComponent(media)}`;

const only = { begin: '<!--only ', named: '-->', end: '<!--/only-->' };
const count = { begin: '<!--count-->', end: '<!--/count-->' };

const BETWEEN_MARKS = ',';

/** A part of a page that is shown only where all of this is made. Not to be put into one another. */
export const shownOnly = (marks: string | readonly string[], markup: string): string =>
  `${only.begin}${[marks].flat().join(BETWEEN_MARKS)}${only.named}${markup}${only.end}`;

/** How many models there are, on a page. */
export const countOfModels = (models: number): string => `${count.begin}${models}${count.end}`;

const halves = (text: string, sign: string): readonly [string, string] => {
  const at = text.indexOf(sign);
  if (at === -1) throw new Error(`A page of the API reference lacks ${sign}`);
  return [text.slice(0, at), text.slice(at + sign.length)];
};

/** A page with what is made and nothing else, of so many models. */
export function pageOfMade(page: string, made: ReadonlySet<string>, models: number): string {
  const [head = '', ...marked] = page.split(only.begin);
  const parts = marked.map((part) => {
    const [marks, rest] = halves(part, only.named);
    const [markup, after] = halves(rest, only.end);
    return marks.split(BETWEEN_MARKS).every((mark) => made.has(mark)) ? markup + after : after;
  });
  const [first = '', ...counted] = [head, ...parts].join('').split(count.begin);
  return first + counted.map((part) => `${models}${halves(part, count.end)[1]}`).join('');
}
