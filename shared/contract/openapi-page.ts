import { html, jsonPanel, prose, trusted, type Html } from './openapi-page-html.ts';
import { operationsOf, type PageDocument, type Schema } from './openapi-page-document.ts';
import { modelLinks, modelSections } from './openapi-page-models.ts';
import { operationSection } from './openapi-page-operation.ts';
import { fieldsOf, objectAnchor } from './openapi-page-schema.ts';
import { pageScript, pageStyle } from './openapi-page-style.ts';

/** Schemas that only join others, or that the section of models shows. */
const isShownElsewhere = (schema: Schema): boolean =>
  schema['x-model'] !== undefined || schema.discriminator !== undefined;

const objectsOf = ({ components }: PageDocument): [string, Schema][] =>
  Object.entries(components.schemas).filter(([, schema]) => !isShownElsewhere(schema));

const unionAnchors = ({ components }: PageDocument): Html[] =>
  Object.entries(components.schemas)
    .filter(([, schema]) => schema.discriminator !== undefined)
    .map(([name]) => html`<span id="${objectAnchor(name)}"></span>`);

interface Code {
  readonly code: string;
  readonly example: { readonly status?: unknown; readonly title?: unknown };
}

function codesOf({ components }: PageDocument): Code[] {
  const found = Object.values(components.responses).flatMap(({ content }) =>
    Object.entries(content?.['application/problem+json']?.examples ?? {}).map(([code, { value }]) => ({
      code,
      example: value as Code['example'],
    })),
  );
  const first = new Map(found.map((one) => [one.code, one]));
  return [...first.values()].sort((a, b) => Number(a.example.status) - Number(b.example.status));
}

const refusalTable = (document: PageDocument): Html =>
  html`<table>
    <thead>
      <tr>
        <th>Status</th>
        <th>Code</th>
        <th>Title</th>
      </tr>
    </thead>
    <tbody>
      ${codesOf(document).map(
        ({ code, example }) =>
          html`<tr id="code-${code}">
            <td>${Number(example.status)}</td>
            <td><code>${code}</code></td>
            <td>${String(example.title)}</td>
          </tr>`,
      )}
    </tbody>
  </table>`;

const refusalExample = ({ components }: PageDocument): Html | undefined => {
  const examples = components.responses['ValidationFailed']?.content?.['application/problem+json']?.examples;
  const [first] = Object.values(examples ?? {});
  return first === undefined ? undefined : jsonPanel('A refusal', first.value);
};

const link = (anchor: string, text: string, method?: string): Html =>
  html`<li>
    <a href="#${anchor}"
      >${method === undefined ? undefined : html`<b class="${method}">${method.toUpperCase()}</b>`}${text}</a
    >
  </li>`;

function contents(document: PageDocument): Html {
  const groups = document.tags.map(({ name }) => {
    const inside = operationsOf(document).filter(({ operation }) => operation.tags.includes(name));
    return html`<h2>${name}</h2>
      <ul>
        ${inside.map(({ method, operation }) => link(operation.operationId, operation.summary, method))}
      </ul>`;
  });
  return html`<nav aria-label="Contents">
    <a class="brand" href="#top">${document.info.title}<small>${document.info.version}</small></a>
    ${groups}
    <h2>What can be ordered</h2>
    <ul>
      ${modelLinks(document).map(({ anchor, title }) => link(anchor, title))}
    </ul>
    <h2>Reference</h2>
    <ul>
      ${link('refusals', 'Refusals')}${link('objects', 'Objects')}
    </ul>
  </nav>`;
}

function sections(document: PageDocument, origin: string): Html {
  return html`${document.tags.map(({ name, description }) => {
    const inside = operationsOf(document).filter(({ operation }) => operation.tags.includes(name));
    return html`<header class="group">
        <h2>${name}</h2>
        ${prose(description)}
      </header>
      ${inside.map((placed) => operationSection(document, placed, origin))}`;
  })}`;
}

/** The API description as one page that needs nothing else: `json` is the description, `origin` where the API is. */
export function renderPage(json: string, origin: string): string {
  const document = JSON.parse(json) as PageDocument;
  const { title, version, description } = document.info;
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>${title} API ${version}</title>
        ${trusted(`<style>${pageStyle}</style>`)}
      </head>
      <body id="top">
        ${contents(document)}
        <main>
          <header class="intro">
            <h1>${title} API</h1>
            ${prose(description)}
            <p>
              The base address is <code>${origin}</code>. The description for machines is at
              <a href="/api/v1/openapi.json">/api/v1/openapi.json</a>.
            </p>
          </header>
          ${sections(document, origin)}
          <header class="group">
            ${unionAnchors(document)}
            <h2>What can be ordered</h2>
            ${prose('The forms of `providerParams`. Each model has fields of its own; whatever else is sent is refused before it is paid.')}
          </header>
          ${modelSections(document, origin)}
          <header class="group" id="refusals">
            <h2>Refusals</h2>
            ${prose('Every refusal has this form and one of these codes.')}
          </header>
          <section class="operation">
            <div class="what">${refusalTable(document)}</div>
            <div class="how">${refusalExample(document)}</div>
          </section>
          <header class="group" id="objects"><h2>Objects</h2></header>
          ${objectsOf(document).map(
            ([name, schema]) =>
              html`<section class="object" id="${objectAnchor(name)}">
                <h3>${name}</h3>
                ${prose(schema.description)}${fieldsOf(document.components.schemas, schema)}
              </section>`,
          )}
        </main>
        ${trusted(`<script>${pageScript}</script>`)}
      </body>
    </html>`.markup;
}
