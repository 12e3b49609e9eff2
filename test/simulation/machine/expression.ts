/** What the expressions of the state machine may read. */
export interface Scope {
  readonly states: Readonly<Record<string, unknown>>;
  readonly variables: Readonly<Record<string, unknown>>;
  /** Epoch milliseconds. */
  readonly now: number;
}

type Node = (scope: Scope) => unknown;

const tokenForm = /\s*(?:(\d+(?:\.\d+)?)|'([^']*)'|(\$?[A-Za-z_]\w*)|(.))/gy;
type Token = { readonly type: 'number' | 'text' | 'name' | 'sign'; readonly value: string };

function tokensOf(text: string): Token[] {
  const types = ['number', 'text', 'name', 'sign'] as const;
  return [...text.trim().matchAll(tokenForm)].map((match) => {
    const position = match.slice(1).findIndex((group) => group !== undefined);
    return { type: types[position] ?? 'sign', value: match[position + 1] ?? '' };
  });
}

const functions: Readonly<Record<string, (scope: Scope, ...values: readonly unknown[]) => unknown>> = {
  $parse: (_, text) => JSON.parse(String(text)) as unknown,
  $ceil: (_, value) => Math.ceil(Number(value)),
  $max: (_, values) => Math.max(...(values as number[])),
  $min: (_, values) => Math.min(...(values as number[])),
  $toMillis: (_, time) => Date.parse(String(time)),
  $fromMillis: (_, time) => new Date(Number(time)).toISOString(),
  $millis: ({ now }) => now,
};

const memberOf = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[name] : undefined;

/** Reads as much of JSONata as our state machine speaks; anything else is refused by name. */
class Reader {
  readonly #tokens: readonly Token[];
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
    this.#tokens = tokensOf(text);
  }

  expression(): Node {
    const node = this.#comparison();
    if (this.#at < this.#tokens.length) throw this.#lost();
    return node;
  }

  #lost(): Error {
    return new Error(`The simulation does not understand the expression ${this.#text}`);
  }

  #takes(sign: string): boolean {
    const token = this.#tokens[this.#at];
    if (token?.type !== 'sign' || token.value !== sign) return false;
    this.#at += 1;
    return true;
  }

  #comparison(): Node {
    const left = this.#sum();
    if (!this.#takes('=')) return left;
    const right = this.#sum();
    return (scope) => left(scope) === right(scope);
  }

  #sum(): Node {
    let node = this.#product();
    while (this.#takes('+')) {
      const left = node;
      const right = this.#product();
      node = (scope) => Number(left(scope)) + Number(right(scope));
    }
    return node;
  }

  #product(): Node {
    let node = this.#path();
    for (;;) {
      const isTimes = this.#takes('*');
      if (!isTimes && !this.#takes('/')) return node;
      const left = node;
      const right = this.#path();
      node = (scope) =>
        isTimes ? Number(left(scope)) * Number(right(scope)) : Number(left(scope)) / Number(right(scope));
    }
  }

  #path(): Node {
    let node = this.#atom();
    while (this.#takes('.')) {
      const inner = node;
      const name = this.#tokens[this.#at]?.value ?? '';
      this.#at += 1;
      node = (scope) => memberOf(inner(scope), name);
    }
    return node;
  }

  #list(end: string): Node[] {
    const nodes: Node[] = [];
    while (!this.#takes(end)) {
      nodes.push(this.#comparison());
      this.#takes(',');
    }
    return nodes;
  }

  #atom(): Node {
    if (this.#takes('[')) {
      const nodes = this.#list(']');
      return (scope) => nodes.map((node) => node(scope));
    }
    const token = this.#tokens[this.#at];
    this.#at += 1;
    if (token?.type === 'number') return () => Number(token.value);
    if (token?.type === 'text') return () => token.value;
    if (token?.type !== 'name' || !token.value.startsWith('$')) throw this.#lost();
    return this.#named(token.value);
  }

  #named(name: string): Node {
    if (this.#takes('(')) {
      const run = functions[name];
      if (run === undefined) throw this.#lost();
      const values = this.#list(')');
      return (scope) => run(scope, ...values.map((value) => value(scope)));
    }
    return name === '$states' ? ({ states }) => states : ({ variables }) => variables[name.slice(1)];
  }
}

const compiled = new Map<string, Node>();

/** The value of one `{% … %}` text. */
export function evaluate(text: string, scope: Scope): unknown {
  let node = compiled.get(text);
  if (node === undefined) {
    node = new Reader(text.slice(2, -2)).expression();
    compiled.set(text, node);
  }
  return node(scope);
}

/** True for a text that is an expression. */
export const isExpression = (value: unknown): value is string =>
  typeof value === 'string' && value.startsWith('{%') && value.endsWith('%}');

/** A template with all its expressions evaluated. One that has no value is an error, as it is in Step Functions. */
export function fill(template: unknown, scope: Scope): unknown {
  if (isExpression(template)) {
    const value = evaluate(template, scope);
    if (value === undefined) throw new Error(`The expression ${template} has no value`);
    return value;
  }
  if (Array.isArray(template)) return template.map((item) => fill(item, scope));
  if (typeof template !== 'object' || template === null) return template;
  return Object.fromEntries(Object.entries(template).map(([name, member]) => [name, fill(member, scope)]));
}
