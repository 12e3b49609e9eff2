import { markOfMedia, shownOnly } from '#contract/service/reference.ts';
import { html, jsonPanel, origin, prose, trusted, type Html } from './html.ts';
import { operationsOf, type PageDocument, type Schema } from './document.ts';
import { modelAddress, modelCount, modelIndex, ofModel, type ListedModel } from './model-index.ts';
import { modelSection } from './model-section.ts';
import { operationSection } from './operation-section.ts';
import { fieldsOf, objectAnchor } from './fields.ts';
import { pageScript, pageStyle } from './style.ts';

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

const link = (anchor: string, text: string | Html, method?: string): Html =>
  html`<li>
    <a href="#${anchor}"
      >${method === undefined ? undefined : html`<b class="${method}">${method.toUpperCase()}</b>`}${text}</a
    >
  </li>`;

const brand = ({ info }: PageDocument, home: string): Html =>
  html`<a class="brand" href="${home}">${info.title}<small>${info.version}</small></a>`;

/** The outline beside a page; on a phone it opens by a button. */
const navigation = (head: Html, outline: Html): Html =>
  html`<nav aria-label="Contents">
    ${head}<input id="menu" type="checkbox" /><label class="menu" for="menu">Menu</label>
    <div class="outline">${outline}</div>
  </nav>`;

const mediaOf = (models: readonly ListedModel[]): string[] => [
  ...new Set(models.flatMap(({ media }) => media)),
];

const mediaLink = (media: string): Html =>
  trusted(
    shownOnly(
      markOfMedia(media),
      html`<li><a href="/docs?find=${media}#models">${titled(media)}</a></li>`.markup,
    ),
  );

const titled = (word: string): string => `${word.slice(0, 1).toUpperCase()}${word.slice(1)}`;

/** Where the reader's key goes into the examples; it is kept for as long as the window is open. */
const keyForm = html`<form class="key-form" hidden>
  <label for="key">API key</label>
  <input id="key" placeholder="is put into the examples of this page" autocomplete="off" spellcheck="false" />
</form>`;

function contents(document: PageDocument, models: readonly ListedModel[]): Html {
  const groups = document.tags.map(({ name }) => {
    const inside = operationsOf(document).filter(({ operation }) => operation.tags.includes(name));
    return html`<h2>${name}</h2>
      <ul>
        ${inside.map(({ method, operation }) => link(operation.operationId, operation.summary, method))}
      </ul>`;
  });
  return navigation(
    brand(document, '#top'),
    html`<h2>Models</h2>
      <ul>
        ${link('models', html`All ${modelCount(models)}, to search`)}${mediaOf(models).map(mediaLink)}
      </ul>
      ${groups}
      <h2>Reference</h2>
      <ul>
        ${link('refusals', 'Refusals')}${link('objects', 'Objects')}
      </ul>`,
  );
}

function sections(document: PageDocument): Html {
  return html`${document.tags.map(({ name, description }) => {
    const inside = operationsOf(document).filter(({ operation }) => operation.tags.includes(name));
    return html`<header class="group">
        <h2>${name}</h2>
        ${prose(description)}
      </header>
      ${inside.map((placed) => operationSection(document, placed))}`;
  })}`;
}

/** A model as its own page shows it. */
export interface DetailedModel extends ListedModel {
  /** Why it is not, or will not be, offered. */
  readonly reason?: string;
  readonly successor?: string;
}

const notCallable = ({ status, media, reason, successor }: DetailedModel): Html =>
  html`<section class="object">
    <p class="route">
      <b class="state ${status}">${status}</b>${media.map((one) => html`<span class="open">${one}</span>`)}
    </p>
    ${prose(reason ?? 'It cannot be called.')}
    ${successor === undefined ? undefined : html`<p>Use <code>${successor}</code> instead.</p>`}
  </section>`;

interface Parts {
  readonly title: string;
  readonly nav: Html;
  readonly main: Html;
}

const snapshot = ({ title, nav, main }: Parts): string =>
  html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>${title}</title>
        ${trusted(`<style>${pageStyle}</style>`)}
      </head>
      <body id="top">
        ${nav}
        <main>${main}</main>
        ${trusted(`<script>${pageScript}</script>`)}
      </body>
    </html>`.markup;

const reference = (document: PageDocument): Html =>
  html`<header class="group" id="refusals">
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
    )}`;

/**
 * The API description as a page that needs nothing else: all but the models, each of which has a page of its own, and a
 * list of those.
 */
export function renderPage(document: PageDocument, models: readonly ListedModel[]): string {
  const { title, version, description } = document.info;
  const main = html`<header class="intro">
      <h1>${title} API</h1>
      ${prose(description)}
      <p>
        The base address is <code>${origin}</code><noscript>, which stands for where you read this</noscript>.
        The description for machines is at <a href="/api/v1/openapi.json">/api/v1/openapi.json</a>.
      </p>
      ${keyForm}
    </header>
    ${sections(document)}
    <header class="group" id="models">
      ${unionAnchors(document)}
      <h2>What can be ordered</h2>
      ${prose('The forms of `providerParams`. Each model has fields of its own, shown on its page; whatever else is sent is refused before it is paid.')}
    </header>
    ${modelIndex(models)}${reference(document)}`;
  return snapshot({ title: `${title} API ${version}`, nav: contents(document, models), main });
}

/** One model on a page of its own, with the way to its vendor's others. */
export function renderModelPage(
  document: PageDocument,
  { model, others }: { readonly model: DetailedModel; readonly others: readonly ListedModel[] },
): string {
  const nav = navigation(
    brand(document, '/docs'),
    html`<h2>Models</h2>
      <ul>
        <li><a href="/docs#models">All of them</a></li>
      </ul>
      <h2>By ${model.vendor}</h2>
      <ul>
        ${others.map((other) => ofModel(other, html`<li><a href="${modelAddress(other)}">${other.title}${other.service === model.service ? '' : ` at ${other.service}`}</a></li>`))}
      </ul> `,
  );
  const main = html`<header class="intro">
      <h1>${model.title}</h1>
      <p>
        <code>${model.id}</code> by ${model.vendor}, at ${model.service}. What the catalogue knows of it
        beyond this page: <code>GET /api/v1/models/${model.id}</code>.
      </p>
      ${keyForm}
    </header>
    ${modelSection(document, model) ?? notCallable(model)}`;
  return snapshot({ title: `${model.title} · ${document.info.title} API`, nav, main });
}
