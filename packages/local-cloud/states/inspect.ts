import jsonata from 'jsonata';
import { addedFunctions } from './functions.ts';
import { isObject } from './json.ts';

/** What one JSONata expression uses of its surroundings. */
export interface Inspection {
  /** Why JSONata 2.0.6 cannot read it; then nothing else is known. */
  readonly syntaxError?: string;
  /** Breaches of AWS's own limits, in words. */
  readonly breaches: readonly string[];
  /** Workflow variables read; `guarded` when only `$exists` sees it, which bears an unassigned one. */
  readonly variables: readonly { readonly name: string; readonly guarded: boolean }[];
  /** Paths below `$states`, such as `input.taskId`. */
  readonly states: readonly string[];
}

const builtIn = new Set([
  ...addedFunctions,
  ...'sum count max min average string substring substringBefore substringAfter lowercase uppercase length trim'.split(
    ' ',
  ),
  ...'pad match contains replace split join formatNumber formatBase formatInteger parseInteger number floor'.split(
    ' ',
  ),
  ...'ceil round abs sqrt power boolean not map zip filter single reduce sift keys lookup append exists'.split(
    ' ',
  ),
  ...'spread merge reverse each error assert type sort shuffle distinct base64encode base64decode'.split(' '),
  ...'encodeUrlComponent encodeUrl decodeUrlComponent decodeUrl toMillis fromMillis clone now millis'.split(
    ' ',
  ),
]);

const roots = new Set(['input', 'result', 'errorOutput', 'context']);

type Node = Readonly<Record<string, unknown>>;

function nodesIn(value: unknown): Node[] {
  if (Array.isArray(value)) return value.flatMap(nodesIn);
  return isObject(value) ? [value] : [];
}

/** Walks a syntax tree; `top` is true where the context is still the (absent) input document. */
class Inspector {
  readonly breaches = new Set<string>();
  readonly variables: { name: string; guarded: boolean }[] = [];
  readonly states: string[] = [];
  // JSONata's own names: bound by `:=`, by a function's parameters, by `@` and `#`.
  readonly #local = new Set<string>();

  constructor(tree: Node) {
    this.#collectNames(tree);
    this.walk(tree, true);
  }

  #collectNames(node: Node): void {
    for (const key of ['focus', 'index']) if (typeof node[key] === 'string') this.#local.add(node[key]);
    const binders = [
      ...(node['type'] === 'bind' ? nodesIn(node['lhs']) : []),
      ...(node['type'] === 'lambda' ? nodesIn(node['arguments']) : []),
    ];
    for (const binder of binders) if (typeof binder['value'] === 'string') this.#local.add(binder['value']);
    for (const child of Object.values(node).flatMap(nodesIn)) this.#collectNames(child);
  }

  walk(node: Node, top: boolean, guarded = false): void {
    switch (node['type']) {
      case 'path':
        this.#path(nodesIn(node['steps']), top, guarded);
        break;
      case 'function':
      case 'partial':
        this.#call(node, top);
        break;
      case 'transform':
        this.#all([node['pattern'], node['update'], node['delete']], false);
        break;
      default: {
        this.#leaf(node, top, guarded);
        const { predicate, stages, group, ...rest } = node;
        void [predicate, stages, group];
        this.#all(Object.values(rest), top);
      }
    }
    this.#beside(node);
  }

  #leaf(node: Node, top: boolean, guarded: boolean): void {
    const name = String(node['value']);
    if (node['type'] === 'variable') this.#variable(name, top, guarded);
    if (!top) return;
    if (node['type'] === 'name')
      this.breaches.add(
        `the field '${name}' is not qualified: there is no input document, use $states.input`,
      );
    if (node['type'] === 'wildcard' || node['type'] === 'descendant')
      this.breaches.add(`'${name}' stands alone: there is no input document`);
  }

  // Predicates and groupings look at items, not at the input document.
  #beside(node: Node): void {
    this.#all([node['predicate'], node['stages'], node['group']], false);
  }

  #all(values: unknown[], top: boolean): void {
    for (const child of values.flatMap(nodesIn)) this.walk(child, top);
  }

  #path(steps: Node[], top: boolean, guarded: boolean): void {
    const [first, ...rest] = steps;
    if (first?.['type'] === 'variable' && first['value'] === 'states') {
      const names = rest.map((step) => (step['type'] === 'name' ? String(step['value']) : '*'));
      this.#statesPath(names.join('.'));
      this.#beside(first);
    } else if (first !== undefined) this.walk(first, top, guarded);
    this.#all(rest, false);
  }

  #statesPath(path: string): void {
    const root = path.split('.')[0] ?? '';
    if (!roots.has(root) && root !== '*' && root !== '')
      this.breaches.add(`$states has no '${root}', only input, result, errorOutput and context`);
    this.states.push(path);
  }

  #variable(name: string, top: boolean, guarded: boolean): void {
    if (name === '$') this.breaches.add("'$$' is not supported: there is no input document");
    else if (name === '') {
      if (top) this.breaches.add("'$' stands alone: there is no input document, use $states.input");
    } else if (name === 'states') this.#statesPath('');
    else if (!this.#local.has(name) && !builtIn.has(name)) this.variables.push({ name, guarded });
  }

  #call(node: Node, top: boolean): void {
    const [procedure] = nodesIn(node['procedure']);
    const name = procedure?.['type'] === 'variable' ? String(procedure['value']) : undefined;
    if (name === 'eval') this.breaches.add('$eval is not supported, use $parse');
    else if (name !== undefined && !builtIn.has(name) && !this.#local.has(name))
      this.breaches.add(`there is no function $${name}`);
    else if (procedure !== undefined && name === undefined) this.walk(procedure, top);
    for (const argument of nodesIn(node['arguments'])) this.walk(argument, top, name === 'exists');
  }
}

/** Reads an expression without evaluating it. */
export function inspect(source: string): Inspection {
  let tree: unknown;
  try {
    tree = jsonata(source).ast();
  } catch (thrown) {
    const message = isObject(thrown) ? thrown['message'] : thrown;
    return { syntaxError: String(message), breaches: [], variables: [], states: [] };
  }
  const { breaches, variables, states } = new Inspector(isObject(tree) ? tree : {});
  return { breaches: [...breaches], variables, states };
}
