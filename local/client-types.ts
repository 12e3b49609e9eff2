import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** As far as it is needed. By a name that is no literal: its own declarations would be a sixth of all that the compiler reads. */
const generator: string = '@hey-api/openapi-ts';
const { createClient } = (await import(generator)) as { createClient: (options: object) => Promise<unknown> };

/** Writes the types of the client from `docs/openapi.json`, into files that are committed with their checksums. */
const root = fileURLToPath(new URL('..', import.meta.url));
const description = readFileSync(join(root, 'docs', 'openapi.json'), 'utf8');

interface Schema {
  readonly [member: string]: unknown;
}

const isSchema = (value: unknown): value is Schema => typeof value === 'object' && value !== null;

/** A field for a file is told by what it takes: an address, or the id of an upload. */
const isFile = ({ anyOf }: Schema): boolean =>
  Array.isArray(anyOf) &&
  anyOf.length === 2 &&
  anyOf.some((one: unknown) => isSchema(one) && one['format'] === 'uri') &&
  anyOf.some((one: unknown) => isSchema(one) && one['pattern'] === '^[0-9a-f]{32}$');

/** The same with every field for a file a reference: the client takes files there, and uploads them. */
function withFiles(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withFiles);
  if (!isSchema(value)) return value;
  if (isFile(value)) return { $ref: '#/components/schemas/FileInput' };
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, withFiles(member)]));
}

/** Every way to order a model that is described there: by which names, and whether its fields stand in `input`. */
function formsIn(value: unknown): { names: readonly string[]; isFlat: boolean }[] {
  if (!isSchema(value)) return [];
  const properties = value['properties'];
  const isForm = isSchema(properties) && 'service' in properties && 'model' in properties;
  if (!isForm) return Object.values(value).flatMap(formsIn);
  const { const: only, enum: several } = properties['model'] as { const?: string; enum?: string[] };
  return [{ names: several ?? (only === undefined ? [] : [only]), isFlat: !('input' in properties) }];
}

interface Description {
  readonly components: { readonly schemas: Record<string, Schema> };
}

const document = withFiles(JSON.parse(description)) as Description;
const { schemas } = document.components;
schemas['FileInput'] = { type: 'string' };

const called = (reference: string): Schema => schemas[reference.split('/').at(-1) ?? ''] ?? {};
const { discriminator } = schemas['ProviderParams'] as { discriminator: { mapping: Record<string, string> } };

/** What each service offers, in the order of the description. */
const offers = Object.entries(discriminator.mapping).map(([service, reference]) => {
  const { oneOf } = called(reference) as { oneOf: readonly { $ref: string }[] };
  return { service, forms: oneOf.flatMap(({ $ref }) => formsIn(called($ref))) };
});
const forms = offers.flatMap((offer) => offer.forms);
const flat = [...new Set(forms.flatMap(({ names, isFlat }) => (isFlat ? names : [])))].sort();
// Of several that offer a model the first in the description is asked, as its order says.
const offeredBy = offers.flatMap(({ service, forms: own }) =>
  own.flatMap(({ names }) => names.map((name) => [name, service] as const)),
);
const usual = offers[0]?.service ?? '';
const others = Object.fromEntries(offeredBy.toReversed().filter(([name]) => !isUsual(name)));

function isUsual(name: string): boolean {
  return offeredBy.some(([known, service]) => known === name && service === usual);
}

const folder = mkdtempSync(join(tmpdir(), 'client-types-'));
await createClient({
  input: document,
  output: { path: folder },
  plugins: ['@hey-api/typescript'],
  logs: { level: 'silent' },
});
const types = readFileSync(join(folder, 'types.gen.ts'), 'utf8')
  .replace(/^\/\/ This file is auto-generated.*\n+/, '')
  .replace('export type FileInput = string;', 'export type { FileInput };');
rmSync(folder, { recursive: true });

const sum = (text: string): string => createHash('sha256').update(text).digest('hex');

function write(name: string, body: string): void {
  const head = `// Written by npm run openapi from docs/openapi.json (${sum(description)}).\n// What follows: ${sum(body)}\n`;
  writeFileSync(join(root, 'packages', 'client', name), `${head}${body}`);
}

write('api-types.gen.ts', `import type { FileInput } from './file-input.ts';\n\n${types}`);
write(
  'model-facts.gen.ts',
  `import type { ProviderParams } from './api-types.gen.ts';

/** The models whose fields stand beside their name instead of in \`input\`. */
export const flatModels: readonly string[] = ${JSON.stringify(flat)};

/** Who is asked for a model, where nobody is named. */
export const usualService: ProviderParams['service'] = ${JSON.stringify(usual)};

/** Who is asked for those that the usual service does not offer. */
export const otherServices: Readonly<Record<string, ProviderParams['service']>> = ${JSON.stringify(others)};
`,
);
process.stdout.write(`packages/client/api-types.gen.ts is written, ${types.length} characters.\n`);
