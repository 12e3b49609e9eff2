/** Whether a text is what a pattern of a policy stands for. */
export type Matcher = (text: string) => boolean;

const anything: Matcher = () => true;

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\/-]/g, '\\$&');

/** `${*}`, `${?}` and `${$}` stand for the character itself; `*` for any run of `any`, `?` for one. */
function sourceOf(pattern: string, any: string): string {
  const pieces = pattern.match(/\$\{[*?$]\}|[*?]|[^*?$]+|\$/g) ?? [];
  return pieces
    .map((piece) => {
      if (piece === '*') return `${any}*`;
      if (piece === '?') return any;
      return escaped(unescaped(piece));
    })
    .join('');
}

const unescaped = (text: string): string => text.replace(/\$\{([*?$])\}/g, '$1');

const isPlain = (pattern: string): boolean => !/[*?]/.test(unescaped(pattern)) && !pattern.includes('${');

/** The text itself, without wildcards. */
export function exactly(text: string): Matcher {
  const wanted = unescaped(text);
  return (given) => given === wanted;
}

/** A pattern with wildcards that reach over everything, as in actions, keys and texts. */
export function wildcard(pattern: string, ignoresCase = false): Matcher {
  if (pattern === '*') return anything;
  if (isPlain(pattern) && !ignoresCase) return exactly(pattern);
  const expression = new RegExp(`^${sourceOf(pattern, '[\\s\\S]')}$`, ignoresCase ? 'i' : '');
  return (text) => expression.test(text);
}

const ARN_PARTS = 6;

/**
 * A pattern of ARNs, or `*`: wildcards reach no further than their own part, of which the last is all that follows the
 * fifth colon. Undefined for a text that is no ARN.
 */
export function arnPattern(pattern: string): Matcher | undefined {
  if (pattern === '*') return anything;
  const parts = pattern.split(':');
  if (parts[0] !== 'arn' || parts.length < ARN_PARTS) return undefined;
  if (isPlain(pattern)) return exactly(pattern);
  const heads = parts.slice(0, ARN_PARTS - 1).map((part) => sourceOf(part, '[^:]'));
  const rest = sourceOf(parts.slice(ARN_PARTS - 1).join(':'), '[\\s\\S]');
  const expression = new RegExp(`^${[...heads, rest].join(':')}$`);
  return (arn) => expression.test(arn);
}

/** A variable of a policy such as `${aws:username}`, whose value only AWS knows. */
export const variableIn = (pattern: string): string | undefined =>
  /\$\{(?![*?$]\})[^}]*\}/.exec(pattern)?.[0];

/** True for a text that any of the matchers takes. */
export const anyOf = (matchers: readonly Matcher[]): Matcher => {
  const [only] = matchers;
  if (matchers.length === 1 && only !== undefined) return only;
  return (text) => matchers.some((matches) => matches(text));
};
