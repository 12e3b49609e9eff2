import { html, prose, type Html } from './html.ts';
import { nameOf, type PageDocument, type Parameter, type Schema } from './document.ts';

/** The anchor of a component that the page shows by itself. */
export const objectAnchor = (name: string): string => `object-${name}`;

const alternatives = ({ anyOf, oneOf }: Schema): readonly Schema[] => anyOf ?? oneOf ?? [];

function typeOf(schema: Schema): Html {
  if (schema.$ref !== undefined) {
    const name = nameOf(schema.$ref);
    return html`<a href="#${objectAnchor(name)}">${name}</a>`;
  }
  if (schema.items !== undefined) return html`list of ${typeOf(schema.items)}`;
  const options = alternatives(schema);
  // Alternatives of one type differ in their form alone.
  if (options.length > 0 && schema.type === undefined) {
    return html`${options.map((option, index) => html`${index > 0 ? ' or ' : ''}${typeOf(option)}`)}`;
  }
  const type = [schema.type ?? 'anything'].flat().join(' or ');
  const format = schema.format ?? options.find((option) => option.format !== undefined)?.format;
  return html`${type}${format === undefined ? '' : ` (${format})`}`;
}

const range = (least: number | undefined, most: number | undefined, unit: string): string[] => {
  if (least === undefined && most === undefined) return [];
  if (most === undefined) return [`at least ${least}${unit}`];
  return [least === undefined ? `at most ${most}${unit}` : `${least} to ${most}${unit}`];
};

const lengthOf = ({ minLength, maxLength }: Schema): string[] =>
  minLength === 1 && maxLength === undefined ? ['not empty'] : range(minLength, maxLength, ' characters');

function limitsOf(schema: Schema): string[] {
  const inner = [...alternatives(schema), ...(schema.items === undefined ? [] : [schema.items])];
  return [
    ...range(schema.minimum, schema.maximum, ''),
    ...lengthOf(schema),
    ...range(schema.minItems, schema.maxItems, ' items'),
    ...inner.flatMap(limitsOf),
  ];
}

function valuesOf(schema: Schema): readonly unknown[] {
  if (schema.const !== undefined) return [schema.const];
  return schema.enum ?? [...alternatives(schema), ...(schema.items ? [schema.items] : [])].flatMap(valuesOf);
}

const quoted = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));

/** A list that gives every word a meaning need not show the words once more. */
const isExplained = (schema: Schema): boolean => schema.description?.startsWith('- `') ?? false;

function facts(schema: Schema): Html {
  const pattern = schema.pattern === undefined ? [] : [`matches ${schema.pattern}`];
  const limits = [...new Set([...limitsOf(schema), ...pattern])];
  const values = isExplained(schema) ? [] : [...new Set(valuesOf(schema).map(quoted))];
  return html`${limits.length > 0 ? html`<p class="facts">${limits.join(' · ')}</p>` : undefined}${
    values.length > 0
      ? html`<p class="values">${values.map((value) => html`<code>${value}</code> `)}</p>`
      : undefined
  }${
    schema.default === undefined
      ? undefined
      : html`<p class="facts">Default <code>${quoted(schema.default)}</code></p>`
  }`;
}

interface Row {
  readonly name: string;
  readonly schema: Schema;
  readonly required: boolean;
  readonly note?: string;
  readonly description?: string | undefined;
}

type Schemas = PageDocument['components']['schemas'];

const descriptionOf = (schemas: Schemas, { description, $ref }: Schema): string | undefined =>
  description ?? ($ref === undefined ? undefined : schemas[nameOf($ref)]?.description);

function fieldRow(schemas: Schemas, { name, schema, required, note, description }: Row): Html {
  const members = schema.properties === undefined ? undefined : fieldsOf(schemas, schema);
  return html`<div class="field${schema.deprecated ? ' old' : ''}">
    <div class="name">
      <code>${name}</code>${required ? html`<em>required</em>` : undefined}<span
        >${typeOf(schema)}${note}</span
      >
    </div>
    <div class="about">${prose(description ?? descriptionOf(schemas, schema))}${facts(schema)}${members}</div>
  </div>`;
}

interface Choice {
  /** Stands before every name. */
  readonly prefix?: string;
  readonly without?: readonly string[];
}

/** The members of an object, one row each. */
export function fieldsOf(schemas: Schemas, schema: Schema, { prefix = '', without = [] }: Choice = {}): Html {
  const rows = Object.entries(schema.properties ?? {})
    .filter(([name]) => !without.includes(name))
    .map(([name, member]) =>
      fieldRow(schemas, {
        name: prefix + name,
        schema: member,
        required: schema.required?.includes(name) ?? false,
      }),
    );
  return html`<div class="fields">${rows}</div>`;
}

/** The parameters of a route, one row each. */
export const parametersOf = (parameters: readonly Parameter[]): Html =>
  html`<div class="fields">
    ${parameters.map((parameter) =>
      fieldRow(
        {},
        {
          name: parameter.name,
          schema: parameter.schema ?? {},
          required: parameter.required ?? false,
          note: `, ${parameter.in}`,
          description: parameter.description,
        },
      ),
    )}
  </div>`;
