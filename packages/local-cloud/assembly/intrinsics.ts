import { isCondition } from './conditions.ts';
import { noValue, unknownText, type Scope } from './scope.ts';

type Intrinsic = (argument: unknown, scope: Scope) => unknown;

/** Every intrinsic function that is hosted. */
export const intrinsics: Readonly<Record<string, Intrinsic>> = {
  Ref: (argument, scope) => reference(String(argument), scope),
  'Fn::GetAtt': (argument, scope) => {
    const [logicalId = '', ...attribute] = Array.isArray(argument)
      ? (argument as unknown[]).map(String)
      : String(argument).split('.');
    return attributeOf(logicalId, attribute.join('.'), scope);
  },
  'Fn::Join': (argument, scope) => {
    const [separator, parts] = list(argument, 2, scope);
    return list(scope.resolve(parts), 0, scope).map(String).join(String(separator));
  },
  'Fn::Sub': substitute,
  'Fn::Select': (argument, scope) => {
    const [index, values] = list(argument, 2, scope);
    const chosen = list(scope.resolve(values), 0, scope)[Number(scope.resolve(index))];
    return chosen ?? problem(scope, 'Fn::Select points past the end of its list');
  },
  'Fn::Split': (argument, scope) => {
    const [separator, text] = list(argument, 2, scope);
    return scope.text(text).split(String(separator));
  },
  'Fn::If': (argument, scope) => {
    const [name, yes, no] = list(argument, 3, scope);
    return scope.resolve(scope.condition(String(name)) ? yes : no);
  },
  'Fn::FindInMap': (argument, scope) => {
    const [map, first, second] = list(argument, 3, scope).map((key) => scope.text(key));
    const found = scope.stack.template.Mappings[map ?? '']?.[first ?? '']?.[second ?? ''];
    return found ?? problem(scope, `Fn::FindInMap finds nothing under ${map} / ${first} / ${second}`);
  },
  'Fn::ImportValue': (argument, scope) => scope.exported(scope.text(argument)),
  'Fn::Base64': (argument, scope) => Buffer.from(scope.text(argument)).toString('base64'),
};

/** Resolves one node of a template; what cannot be resolved becomes a problem and a placeholder. */
export function resolveNode(node: unknown, scope: Scope): unknown {
  if (typeof node === 'string') return plainText(node, scope);
  if (Array.isArray(node))
    return node.map((entry) => scope.resolve(entry)).filter((entry) => entry !== noValue);
  if (typeof node !== 'object' || node === null) return node;
  const entries = Object.entries(node);
  const [only] = entries;
  if (entries.length === 1 && only !== undefined && isFunctionName(only[0]))
    return call(only[0], only[1], scope);
  const resolved = entries.map(
    ([key, value]) => [key, scope.resolve(value, `${scope.place}.${key}`)] as const,
  );
  return Object.fromEntries(resolved.filter(([, value]) => value !== noValue));
}

const isFunctionName = (key: string): boolean => key === 'Ref' || key.startsWith('Fn::');

function call(name: string, argument: unknown, scope: Scope): unknown {
  if (isCondition(name)) return problem(scope, `${name} stands where a value is wanted`);
  const intrinsic = intrinsics[name];
  return intrinsic
    ? intrinsic(argument, scope)
    : problem(scope, `the intrinsic function ${name} is not hosted`);
}

function plainText(text: string, scope: Scope): string {
  return text.includes('{{resolve:')
    ? problem(scope, `the dynamic reference ${/\{\{resolve:[^}]*\}\}/.exec(text)?.[0] ?? text} is not hosted`)
    : text;
}

function reference(name: string, scope: Scope): unknown {
  const { identity, stack } = scope;
  const pseudo: Record<string, unknown> = {
    'AWS::AccountId': identity.accountId,
    'AWS::NoValue': noValue,
    'AWS::Partition': identity.partition,
    'AWS::Region': identity.region,
    'AWS::StackId': `arn:aws:cloudformation:${identity.region}:${identity.accountId}:stack/${stack.name}/local`,
    'AWS::StackName': stack.name,
    'AWS::URLSuffix': identity.urlSuffix,
  };
  if (name in pseudo) return pseudo[name];
  if (name.startsWith('AWS::')) return problem(scope, `the pseudo parameter ${name} is not hosted`);
  const parameter = stack.template.Parameters[name];
  if (parameter === undefined)
    return scope.named(name)?.ref ?? problem(scope, `Ref names ${name}, which the stack does not have`);
  if (parameter.Type.startsWith('AWS::SSM::'))
    return problem(scope, `the parameter ${name} is read from Systems Manager, which is not hosted`);
  return parameter.Default ?? problem(scope, `the parameter ${name} has no default`);
}

function attributeOf(logicalId: string, attribute: string, scope: Scope): string {
  const named = scope.named(logicalId);
  if (named === undefined)
    return problem(scope, `Fn::GetAtt names ${logicalId}, which the stack does not have`);
  const type = scope.stack.template.Resources[logicalId]?.Type;
  return named.attributes[attribute] ?? problem(scope, `the attribute ${attribute} of ${type} is not hosted`);
}

function substitute(argument: unknown, scope: Scope): string {
  const [pattern, own] = Array.isArray(argument) ? (argument as unknown[]) : [argument, {}];
  const values = own as Record<string, unknown>;
  return scope.text(pattern).replace(/\$\{(!?)([^}]+)\}/g, (_, literal: string, inside: string) => {
    if (literal === '!') return `\${${inside}}`;
    const name = inside.trim();
    if (name in values) return scope.text(values[name]);
    const [logicalId = '', ...attribute] = name.split('.');
    if (attribute.length > 0) return attributeOf(logicalId, attribute.join('.'), scope);
    return String(reference(name, scope));
  });
}

function list(argument: unknown, length: number, scope: Scope): unknown[] {
  if (Array.isArray(argument) && argument.length >= length) return argument as unknown[];
  problem(scope, 'an intrinsic function has too few arguments');
  return [];
}

function problem(scope: Scope, what: string): string {
  scope.problems.add(scope.place, what);
  return unknownText;
}
