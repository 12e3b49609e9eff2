import * as z from 'zod';
import { apisOf, partsOf, readRoutes, type RouteDefinition } from './api-routes.ts';
import { flag, readProperties, type Reading } from './reading.ts';

/** The WebSocket API: its stage, and the routes that its messages take. */
export interface SocketApiDefinition {
  readonly id: string;
  readonly stage: string;
  readonly stageVariables: Readonly<Record<string, string>> | undefined;
  /** The members of a message, from the outside inwards, that name its route. */
  readonly selectedBy: readonly string[];
  readonly routes: readonly RouteDefinition[];
}

const SELECTION = /^\$request\.body((?:\.\w+)+)$/;

const apiProperties = z.object({
  CorsConfiguration: z.undefined('a WebSocket API has none').optional(),
  Name: z.string().optional(),
  ProtocolType: z.literal('WEBSOCKET'),
  RouteSelectionExpression: z
    .string()
    .regex(SELECTION, 'only a member of the message is hosted, such as $request.body.action'),
});

const stageProperties = z.object({
  ApiId: z.string(),
  AutoDeploy: flag.optional(),
  StageName: z.string(),
  StageVariables: z.record(z.string(), z.string()).optional(),
});

const routeRules = {
  payloadFault: (version: string | undefined) =>
    version === undefined || version === '1.0' ? undefined : 'a WebSocket API has payload format 1.0 only',
  usualTimeoutMs: 29_000,
};

/** The one WebSocket API of the template, if it has one. */
export function readSocketApi(reading: Reading): SocketApiDefinition | undefined {
  const [resource, ...more] = apisOf(reading, 'WEBSOCKET');
  for (const { place } of more) reading.problems.add(place, 'one WebSocket API is hosted, this is another');
  const api = resource && readProperties(apiProperties, resource, reading);
  if (resource === undefined || api === undefined) return undefined;
  const [stage, ...others] = partsOf(reading, resource, 'AWS::ApiGatewayV2::Stage');
  for (const { place } of others)
    reading.problems.add(place, 'one stage of a WebSocket API is hosted, this is another');
  const read = stage && readProperties(stageProperties, stage, reading);
  if (stage === undefined) reading.problems.add(resource.place, 'the API has no stage');
  if (read === undefined) return undefined;
  return {
    id: resource.ref,
    stage: read.StageName,
    stageVariables: read.StageVariables,
    selectedBy: (SELECTION.exec(api.RouteSelectionExpression)?.[1] ?? '').split('.').slice(1),
    routes: readRoutes(reading, resource, routeRules),
  };
}
