import type { Identity } from '../identity.ts';
import { holds } from './conditions.ts';
import { resolveNode } from './intrinsics.ts';
import { nameResource, type Named } from './names.ts';
import type { Problems } from './problems.ts';
import type { Stack } from './read.ts';
import { noValue, unknownText, type Scope } from './scope.ts';

/** A resource of the template with nothing left to resolve. */
export interface Resource extends Named {
  readonly stack: Stack;
  readonly logicalId: string;
  readonly type: string;
  readonly place: string;
  readonly properties: Readonly<Record<string, unknown>>;
}

/** All stacks of an assembly, resolved against each other. */
export interface Resolved {
  readonly resources: readonly Resource[];
  readonly outputs: Readonly<Record<string, string>>;
}

/** Where the APIs listen; they stand for the APIs' own addresses on AWS. */
export interface Addresses {
  /** `http://…` */
  readonly apiUrl: string;
  /** `ws://…` */
  readonly socketUrl: string;
}

export interface ResolveOptions extends Addresses {
  readonly identity: Identity;
  readonly problems: Problems;
  /** Whether the properties of such a resource are read at all. */
  readonly reads: (type: string) => boolean;
}

/** How a stack is resolved among all stacks of its assembly. */
interface Resolution extends ResolveOptions {
  readonly stacks: readonly Stack[];
}

/** Resolves the intrinsic functions of all stacks, across stacks too. */
export function resolveStacks(stacks: readonly Stack[], options: ResolveOptions): Resolved {
  const scopes = stacks.map((stack) => stackScope(stack, { ...options, stacks }));
  const resources = scopes.flatMap((scope) =>
    liveIds(scope).map((logicalId) => resolveResource(scope, logicalId, options)),
  );
  const outputs = scopes.flatMap((scope) => resolveOutputs(scope));
  const local = atHome(resources, options);
  return {
    resources: resources.map((one) => ({
      ...one,
      properties: local(one.properties) as Resource['properties'],
    })),
    outputs: local(Object.fromEntries(outputs)) as Record<string, string>,
  };
}

function liveIds(scope: Scope): string[] {
  return Object.entries(scope.stack.template.Resources)
    .filter(([, { Condition }]) => Condition === undefined || scope.condition(Condition))
    .map(([logicalId]) => logicalId);
}

function resolveResource(scope: Scope, logicalId: string, { problems, reads }: ResolveOptions): Resource {
  const { Type, Properties } = scope.stack.template.Resources[logicalId] ?? { Type: '', Properties: {} };
  const place = `${scope.stack.name}/${logicalId} (${Type})`;
  const named = scope.named(logicalId);
  if (named === undefined) problems.add(place, 'cannot be named');
  const nobody: Named = { ref: '', name: '', arn: '', attributes: {} };
  const properties = scope.resolve(reads(Type) ? Properties : {}, place) as Record<string, unknown>;
  return { ...(named ?? nobody), stack: scope.stack, logicalId, type: Type, place, properties };
}

function resolveOutputs(scope: Scope): [string, string][] {
  return Object.entries(scope.stack.template.Outputs)
    .filter(([, { Condition }]) => Condition === undefined || scope.condition(Condition))
    .map(([id, { Value }]) => [id, String(scope.resolve(Value, `${scope.stack.name}/Outputs/${id}`))]);
}

// CDK writes an API's address by hand, as https://{id}.execute-api.{region}.{suffix}; here it is another.
function atHome(
  resources: readonly Resource[],
  { identity, apiUrl, socketUrl }: ResolveOptions,
): (value: unknown) => unknown {
  const addresses = resources
    .filter(({ type }) => type === 'AWS::ApiGatewayV2::Api')
    .flatMap(({ ref, properties }): [string, string][] => {
      const host = `${ref}.execute-api.${identity.region}.${identity.urlSuffix}`;
      if (properties['ProtocolType'] !== 'WEBSOCKET') return [[`https://${host}`, apiUrl]];
      return [
        [`wss://${host}`, socketUrl],
        [`https://${host}`, httpOf(socketUrl)],
      ];
    });
  const walk = (value: unknown): unknown => {
    if (typeof value === 'string')
      return addresses.reduce((text, [away, here]) => text.replaceAll(away, here), value);
    if (Array.isArray(value)) return value.map(walk);
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, walk(inner)]));
  };
  return walk;
}

function stackScope(stack: Stack, resolution: Resolution): Scope {
  const { identity, problems } = resolution;
  const names = new Map<string, Named | undefined>();
  const scopeAt = (place: string): Scope => {
    const scope: Scope = {
      stack,
      place,
      identity,
      problems,
      resolve: (node, inner = place) => resolveNode(node, scopeAt(inner)),
      text: (node) => asText(scope.resolve(node), scope),
      named: (logicalId) => {
        if (names.has(logicalId)) return names.get(logicalId);
        names.set(logicalId, undefined); // a name that depends on itself stays unknown
        names.set(logicalId, name(scope, logicalId, resolution));
        return names.get(logicalId);
      },
      condition: (wanted) => {
        const node = stack.template.Conditions[wanted];
        if (node === undefined) problems.add(place, `the condition ${wanted} is not in the stack`);
        return node !== undefined && holds(node, scopeAt(`${stack.name}/Conditions/${wanted}`));
      },
      exported: (wanted) => findExport(wanted, place, resolution),
    };
    return scope;
  };
  if (stack.template.Transform !== undefined) problems.add(stack.name, 'template transforms are not hosted');
  return scopeAt(stack.name);
}

function name(scope: Scope, logicalId: string, options: ResolveOptions): Named | undefined {
  const resource = scope.stack.template.Resources[logicalId];
  if (resource === undefined) return undefined;
  const property = (key: string): string | undefined => {
    const node = resource.Properties[key];
    const value =
      node === undefined ? noValue : scope.resolve(node, `${scope.stack.name}/${logicalId}.${key}`);
    return value === noValue ? undefined : String(value);
  };
  const { identity, apiUrl, socketUrl } = options;
  const address = property('ProtocolType') === 'WEBSOCKET' ? socketUrl : apiUrl;
  return nameResource(
    { stack: scope.stack.name, logicalId, type: resource.Type, property },
    identity,
    address,
  );
}

/** The address of a WebSocket API for requests about its connections. */
const httpOf = (socketUrl: string): string => socketUrl.replace(/^ws/, 'http');

function findExport(wanted: string, place: string, resolution: Resolution): unknown {
  for (const stack of resolution.stacks) {
    const scope = stackScope(stack, resolution);
    for (const output of Object.values(stack.template.Outputs))
      if (output.Export !== undefined && scope.resolve(output.Export.Name) === wanted)
        return scope.resolve(output.Value);
  }
  resolution.problems.add(place, `no stack exports ${wanted}`);
  return unknownText;
}

function asText(value: unknown, scope: Scope): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  scope.problems.add(scope.place, 'text was wanted');
  return unknownText;
}
