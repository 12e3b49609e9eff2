import * as z from 'zod';
import type { Resource } from '../assembly/template.ts';
import { number, ofType, readProperties, type Reading } from './reading.ts';

/** What HTTP and WebSocket APIs have in common: routes that lead to functions. */

export interface RouteDefinition {
  readonly routeKey: string;
  readonly functionArn: string;
  readonly timeoutMs: number;
}

export type Protocol = 'HTTP' | 'WEBSOCKET';

/** The APIs of one protocol. */
export const apisOf = (reading: Reading, protocol: Protocol): readonly Resource[] =>
  ofType(reading, 'AWS::ApiGatewayV2::Api').filter(
    ({ properties }) => (properties['ProtocolType'] === 'WEBSOCKET') === (protocol === 'WEBSOCKET'),
  );

/** Those resources of a type that belong to an API. */
export const partsOf = (reading: Reading, api: Resource, type: string): readonly Resource[] =>
  ofType(reading, type).filter(({ properties }) => properties['ApiId'] === api.ref);

const integrationProperties = z.object({
  ApiId: z.string(),
  IntegrationType: z.literal('AWS_PROXY', 'only Lambda integrations are hosted'),
  IntegrationUri: z.string(),
  PayloadFormatVersion: z.string().optional(),
  TimeoutInMillis: number.optional(),
});

const routeProperties = z.object({
  ApiId: z.string(),
  AuthorizationType: z.literal('NONE', 'authorizers are not hosted').default('NONE'),
  RouteKey: z.string(),
  Target: z.string(),
});

type Integration = z.infer<typeof integrationProperties>;

/** The form of events, and how long a function is waited for unless its integration says so. */
export interface RouteRules {
  /** Says what is wrong with a payload format; undefined where it is hosted. */
  readonly payloadFault: (version: string | undefined) => string | undefined;
  readonly usualTimeoutMs: number;
}

/** The routes of an API. */
export function readRoutes(reading: Reading, api: Resource, rules: RouteRules): readonly RouteDefinition[] {
  const integrations = new Map<string, Integration>();
  for (const integration of partsOf(reading, api, 'AWS::ApiGatewayV2::Integration')) {
    const read = readProperties(integrationProperties, integration, reading);
    const fault = read && rules.payloadFault(read.PayloadFormatVersion);
    if (fault !== undefined) reading.problems.add(integration.place, `PayloadFormatVersion: ${fault}`);
    else if (read !== undefined) integrations.set(integration.ref, read);
  }
  return partsOf(reading, api, 'AWS::ApiGatewayV2::Route').flatMap((route) => {
    const read = readProperties(routeProperties, route, reading);
    if (read === undefined) return [];
    const integration = integrations.get(read.Target.replace(/^integrations\//, ''));
    if (integration === undefined) {
      reading.problems.add(route.place, `the route ${read.RouteKey} leads to no integration that is hosted`);
      return [];
    }
    const functionArn = invokedFunction(integration.IntegrationUri);
    const timeoutMs = integration.TimeoutInMillis ?? rules.usualTimeoutMs;
    return [{ routeKey: read.RouteKey, functionArn, timeoutMs }];
  });
}

// Also written as arn:aws:apigateway:{region}:lambda:path/2015-03-31/functions/{arn}/invocations.
const invokedFunction = (uri: string): string => /functions\/(arn:[^/]+)\/invocations/.exec(uri)?.[1] ?? uri;
