import { modelsIn } from '#contract/service/models-in.ts';
import { markOfModel, shownOnly } from '#contract/service/reference.ts';
import { apiKey, html, jsonPanel, origin, panel, prose, trusted, type Html, type Sendable } from './html.ts';
import {
  nameOf,
  responseAt,
  type Content,
  type Operation,
  type PageDocument,
  type Parameter,
  type Placed,
  type Response,
} from './document.ts';
import { fieldsOf, objectAnchor, parametersOf } from './fields.ts';

/** True where no key is asked for. */
const isOpen = ({ security }: Operation): boolean => security?.length === 0;

/** The example that stands first, where there is one. */
const firstExample = (content: Content | undefined): unknown =>
  content?.example ?? Object.values(content?.examples ?? {})[0]?.value;

const exampleOf = ({ example, schema, name }: Parameter): string => {
  const value = example ?? schema?.example;
  return typeof value === 'string' ? value : `{${name}}`;
};

const inShellQuotes = (text: string): string => `'${text.replaceAll("'", String.raw`'\''`)}'`;

/** For a text between double quotes of the shell. */
const escapedForShell = (text: string): string => text.replace(/[\\$`"]/g, String.raw`\$&`);

/** The path with the examples of its parameters. */
const filledPath = ({ path, operation }: Placed): string =>
  (operation.parameters ?? [])
    .filter((parameter) => parameter.in === 'path')
    .reduce((url, parameter) => url.replace(`{${parameter.name}}`, () => exampleOf(parameter)), path);

const jsonOf = (body: unknown): string => JSON.stringify(body, null, 2);

/** A line for the shell that makes this request; the page's script writes its own origin and the reader's key into it. */
function curlOf(placed: Placed, body?: unknown): Html {
  const { method, operation } = placed;
  const flags = [
    ...('302' in operation.responses ? [html`-L -O`] : []),
    ...(isOpen(operation) ? [] : [html`-H &quot;Authorization: Bearer ${apiKey}&quot;`]),
    ...(body === undefined
      ? []
      : [html`-H 'Content-Type: application/json'`, html`-d ${inShellQuotes(jsonOf(body))}`]),
  ].map((flag) => html` ${'\\\n'} ${flag}`);
  const verb = method === 'get' ? '' : `-X ${method.toUpperCase()} `;
  return html`curl ${verb}&quot;${origin}${escapedForShell(filledPath(placed))}&quot;${flags}`;
}

/** True for what is sent and answered as text: neither bytes nor a form, and no file in the answer. */
const isText = ({ requestBody, responses }: Operation): boolean =>
  !('302' in responses) && Object.keys(requestBody?.content ?? {}).every((type) => /json/.test(type));

/** A box with a line for the shell. */
export function shellPanel(placed: Placed, body?: unknown): Html {
  const { method, operation } = placed;
  const request: Sendable = {
    method: method.toUpperCase(),
    path: filledPath(placed),
    ...(body === undefined ? {} : { body: jsonOf(body) }),
  };
  return panel('Shell', curlOf(placed, body), isText(operation) ? request : undefined);
}

/** A body that the route takes, where it takes one. */
export const bodyOf = ({ requestBody }: Operation): Content | undefined =>
  Object.values(requestBody?.content ?? {})[0];

function bodySection(document: PageDocument, content: Content | undefined): Html | undefined {
  if (content?.schema === undefined) return undefined;
  const { $ref } = content.schema;
  const schema = $ref === undefined ? content.schema : (document.components.schemas[nameOf($ref)] ?? {});
  return html`<h4>Body</h4>
    ${fieldsOf(document.components.schemas, schema)}`;
}

/** The codes of a refusal, or the schema of what is answered. */
function contentLink({ content }: Response): Html | undefined {
  const codes = Object.keys(content?.['application/problem+json']?.examples ?? {});
  if (codes.length > 0) return html`${codes.map((code) => html`<a href="#code-${code}">${code}</a> `)}`;
  const reference = Object.values(content ?? {})[0]?.schema?.$ref;
  if (reference === undefined) return undefined;
  return html`<a href="#${objectAnchor(nameOf(reference))}">${nameOf(reference)}</a>`;
}

function headersOf(document: PageDocument, { headers }: Response): Html | undefined {
  const rows = Object.entries(headers ?? {}).filter(([name]) => name !== 'x-request-id');
  if (rows.length === 0) return undefined;
  return html`<dl>
    ${rows.map(([name, { $ref, description }]) => {
      const meaning =
        $ref === undefined ? description : document.components.headers[nameOf($ref)]?.description;
      return html`<dt><code>${name}</code></dt>
        <dd>${prose(meaning)}</dd>`;
    })}
  </dl>`;
}

function responseRow(document: PageDocument, status: string, reference: Response): Html {
  const response = responseAt(document, reference);
  return html`<details ${Number(status) < 400 ? 'open' : ''}>
    <summary><b class="s${status.slice(0, 1)}">${status}</b>${contentLink(response)}</summary>
    ${prose(response.description)}${headersOf(document, response)}
  </details>`;
}

function answerPanel(document: PageDocument, { responses }: Operation): Html | undefined {
  const shown = ['202', '200'].find((status) => responses[status] !== undefined);
  const response = shown === undefined ? undefined : responseAt(document, responses[shown] ?? {});
  const example = firstExample(Object.values(response?.content ?? {})[0]);
  return example === undefined ? undefined : whereMade(example, jsonPanel(`Answer ${shown}`, example));
}

/** What shows an example, to be left out where a model in it is not made. */
function whereMade(example: unknown, piece: Html): Html {
  const marks = new Set(modelsIn(example).map(markOfModel));
  return marks.size === 0 ? piece : trusted(shownOnly([...marks], piece.markup));
}

/** One route: what it takes and answers on the left, how to call it on the right. */
export function operationSection(document: PageDocument, placed: Placed): Html {
  const { method, path, operation } = placed;
  const { operationId, summary, description, parameters = [], responses } = operation;
  const content = bodyOf(operation);
  const example = firstExample(content);
  return html`<section class="operation" id="${operationId}">
    <div class="what">
      <h3><a href="#${operationId}">${summary}</a></h3>
      <p class="route">
        <b class="${method}">${method.toUpperCase()}</b><code>${path}</code>${
          isOpen(operation) ? html`<span class="open">no key</span>` : undefined
        }
      </p>
      ${prose(description)}
      ${
        parameters.length > 0
          ? html`<h4>Parameters</h4>
              ${parametersOf(parameters)}`
          : undefined
      }
      ${bodySection(document, content)}
      <h4>Answers</h4>
      ${Object.entries(responses).map(([status, response]) => responseRow(document, status, response))}
    </div>
    <div class="how">
      ${whereMade(example, shellPanel(placed, example))}${answerPanel(document, operation)}
    </div>
  </section>`;
}
