const jsonSchemaImports =
  /^import (?:\* as processors|\{ createStandardJSONSchemaMethod, createToJSONSchemaMethod \}) from .*$/gm;
const jsonSchemaStandIn = `
function processors() { throw new Error('JSON Schema is not bundled: see infra/lambda/lean-zod.ts.'); }
processors.aggregateChecks = processors;
const createStandardJSONSchemaMethod = () => processors;
const createToJSONSchemaMethod = () => processors;
`;

/** zod hands its own functions around as one object, which is kept whole; from their module only those in use are. */
const nestedNamespace = 'import { util } from "../core/index.js";';
const ownNamespace = 'import * as util from "../core/util.js";';

/** Methods such as `z.string().email()`: zod calls them deprecated and has `z.email()` for them, which stays. */
const stringFormats =
  /^ {4}\w+\(params\) \{\n {8}return this\.check\(core\._\w+\(Zod\w+, params\)\);\n {4}\},\n/gm;

/** A method of a schema, as a member of a table: `min(value, params) { … },` or `parse: function _parse(…) { … },`. */
const method =
  /^ {4}(?:async )?(\w+)(?:: (?:async )?function \w+)?\([^\n]*\) \{\n(?: {8}[^\n]*\n)*? {4}\},\n/gm;

/** What is called on a schema, rather than on one of zod's modules. */
const calls = /(?<!\b(?:core|util|parse|checks|regexes|processors))\.(\w+)\(/g;

/** Every name that these sources may call as a method. More names than there are methods of schemas do no harm. */
export const calledIn = (sources: readonly string[]): Set<string> =>
  new Set(sources.flatMap((source) => [...source.matchAll(/\.(\w+)\(/g)].map(([, name = '']) => name)));

/** Guards schemas that refer to themselves against values that do: we write none such, and JSON has none. */
const memoizer = 'core.config({ memoizer: core.memoizer() });';

function instead(source: string, text: string, put: string): string {
  if (!source.includes(text)) {
    throw new Error(`zod does not say ${JSON.stringify(text)} any more: look at infra/lambda/lean-zod.ts.`);
  }
  return source.replace(text, put);
}

/**
 * zod's schemas without their way to be written down as JSON Schema, and without the methods that neither zod nor any
 * of our sources calls: a table of methods is kept whole by a bundler, with the schemas that each method makes.
 */
export function leanZod(source: string, called: ReadonlySet<string>): string {
  if (source.match(jsonSchemaImports)?.length !== 2) {
    throw new Error('zod imports JSON Schema in another way now: look at infra/lambda/lean-zod.ts.');
  }
  const kept = instead(instead(source, nestedNamespace, ownNamespace), memoizer, ';')
    .replace(jsonSchemaImports, '')
    .replace(/^ *inst\._zod\.processJSONSchema = .*$/gm, '')
    .replace(stringFormats, '')
    .replaceAll('core.util.', 'util.');
  const own = new Set([...kept.matchAll(calls)].map(([, name = '']) => name));
  const lean = kept.replace(method, (text, name: string) => (called.has(name) || own.has(name) ? text : ''));
  return jsonSchemaStandIn + lean;
}
