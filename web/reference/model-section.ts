import { html, prose, type Html } from './html.ts';
import { nameOf, operationsOf, type PageDocument, type Placed, type Schema } from './document.ts';
import { bodyOf, shellPanel } from './operation-section.ts';
import { fieldsOf, objectAnchor } from './fields.ts';

interface ShownModel {
  readonly component: string;
  readonly schema: Schema;
  readonly facts: NonNullable<Schema['x-model']>;
  /** Whatever `model` may say to mean this one. */
  readonly names: readonly string[];
}

function namesByComponent({ components }: PageDocument): Map<string, string[]> {
  const mappings = Object.values(components.schemas).map(({ discriminator }) => discriminator?.mapping ?? {});
  const pairs = mappings.flatMap((mapping) => Object.entries(mapping));
  const byComponent = Map.groupBy(pairs, ([, reference]) => nameOf(reference));
  return new Map([...byComponent].map(([name, same]) => [name, same.map(([word]) => word)]));
}

function modelsOf(document: PageDocument): ShownModel[] {
  const names = namesByComponent(document);
  return Object.entries(document.components.schemas).flatMap(([component, schema]) => {
    const facts = schema['x-model'];
    return facts === undefined ? [] : [{ component, schema, facts, names: names.get(component) ?? [] }];
  });
}

/** What the fields of `providerParams` are, apart from those that only name the model. */
function formOf({ components: { schemas } }: PageDocument, schema: Schema): Html {
  const { input } = schema.properties ?? {};
  const beside = fieldsOf(schemas, schema, { without: ['service', 'model', 'input'] });
  return html`${beside}${input === undefined ? undefined : fieldsOf(schemas, input, { prefix: 'input.' })}`;
}

function formsOf(document: PageDocument, { schema }: ShownModel): Html {
  const variants = schema.anyOf ?? schema.oneOf ?? [];
  if (variants.length === 0) return formOf(document, schema);
  return html`${variants.map(
    (variant) =>
      html`<details class="form">
        <summary>${variant.description ?? schema.title ?? ''}</summary>
        ${formOf(document, variant)}
      </details>`,
  )}`;
}

const codes = (words: readonly string[]): Html[] => words.map((word) => html`<code>${word}</code> `);

interface ModelParts {
  readonly fields: Html;
  readonly wireNames: readonly string[];
  readonly example: Html | undefined;
}

function sectionOf(
  { component, schema, facts, names }: ShownModel,
  { fields, wireNames, example }: ModelParts,
): Html {
  return html`<section class="operation model" id="${objectAnchor(component)}">
    <div class="what">
      <h3><a href="#${objectAnchor(component)}">${schema.title ?? facts.id}</a></h3>
      <p class="route">
        <b class="state ${facts.status}">${facts.status}</b
        >${facts.media.map((media) => html`<span class="open">${media}</span>`)}
      </p>
      <p class="values">model ${codes(names)}</p>
      ${prose(schema.description)}
      <h4>Fields</h4>
      ${fields}
      ${
        wireNames.length === 0
          ? undefined
          : html`<p class="values">The provider's own names work too: ${codes(wireNames)}</p>`
      }
    </div>
    <div class="how">${example}</div>
  </section>`;
}

const createIn = (document: PageDocument): Placed | undefined =>
  operationsOf(document).find(({ operation }) => operation.operationId === 'createTask');

/** Which model is meant: several services may have one of this id. */
export interface ModelName {
  readonly id: string;
  readonly service: string;
}

const serviceOf = ({ properties, anyOf, oneOf }: Schema): unknown =>
  (properties ?? (anyOf ?? oneOf)?.[0]?.properties)?.['service']?.const;

/** One model that can be ordered: its fields and a line for the shell. Nothing where the description does not know it. */
export function modelSection(document: PageDocument, { id, service }: ModelName): Html | undefined {
  const same = modelsOf(document).filter(
    ({ facts, schema }) => facts.id === id && serviceOf(schema) === service,
  );
  const model = same.find(({ facts }) => !facts.byWireId);
  if (model === undefined) return undefined;
  const create = createIn(document);
  const examples = create === undefined ? {} : (bodyOf(create.operation)?.examples ?? {});
  const example = create === undefined ? undefined : shellPanel(create, examples[model.component]?.value);
  const wireNames = same.filter(({ facts }) => facts.byWireId).flatMap(({ names }) => names);
  return sectionOf(model, { fields: formsOf(document, model), wireNames, example });
}
