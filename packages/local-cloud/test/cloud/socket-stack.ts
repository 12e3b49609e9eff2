import { createRequire } from 'node:module';
import { afterEach } from 'vitest';
import { WebSocket } from 'ws';
import { allow, lambda, roleFor, type StackParts } from './assembly.ts';
import type { Hosted } from './hosted.ts';

const sdk = JSON.stringify(createRequire(import.meta.url).resolve('@aws-sdk/client-apigatewaymanagementapi'));

/** Does to those who connect what their query says, and sends what comes back to them. */
const receiver = `
const { ApiGatewayManagementApiClient, PostToConnectionCommand } = require(${sdk});
const heard = [];
exports.handler = async (event) => {
  if (event.told) return heard;
  heard.push(event);
  const { eventType, connectionId, domainName, stage, routeKey } = event.requestContext;
  const wish = event.queryStringParameters?.answer;
  if (wish === 'throw') throw new Error('no');
  if (wish === 'hang') await new Promise(() => setTimeout(() => {}, 60_000));
  if (wish) return JSON.parse(wish);
  if (eventType !== 'MESSAGE') return { statusCode: 200 };
  if (event.body.includes('throw')) throw new Error('no');
  const client = new ApiGatewayManagementApiClient({ endpoint: 'http://' + domainName + '/' + stage });
  await client.send(new PostToConnectionCommand({
    ConnectionId: connectionId,
    Data: JSON.stringify({ routeKey, body: event.body, isBase64Encoded: event.isBase64Encoded }),
  }));
  return { statusCode: 200, body: 'goes nowhere' };
};`;

const execute = { 'Fn::Sub': 'arn:aws:execute-api:${AWS::Region}:${AWS::AccountId}:${Live}/live/*' };

const routeOf = (routeKey: string, target = 'Fn') => {
  const id = routeKey.replace('$', 'At');
  return {
    [`${id}Integration`]: {
      Type: 'AWS::ApiGatewayV2::Integration',
      Properties: {
        ApiId: { Ref: 'Live' },
        IntegrationType: 'AWS_PROXY',
        IntegrationUri: {
          'Fn::Sub': `arn:aws:apigateway:\${AWS::Region}:lambda:path/2015-03-31/functions/\${${target}.Arn}/invocations`,
        },
      },
    },
    [`${id}Route`]: {
      Type: 'AWS::ApiGatewayV2::Route',
      Properties: {
        ApiId: { Ref: 'Live' },
        AuthorizationType: 'NONE',
        RouteKey: routeKey,
        Target: { 'Fn::Join': ['', ['integrations/', { Ref: `${id}Integration` }]] },
      },
    },
    [`${id}Permission`]: {
      Type: 'AWS::Lambda::Permission',
      Properties: {
        Action: 'lambda:InvokeFunction',
        FunctionName: { 'Fn::GetAtt': [target, 'Arn'] },
        Principal: 'apigateway.amazonaws.com',
        SourceArn: {
          'Fn::Sub': `arn:aws:execute-api:\${AWS::Region}:\${AWS::AccountId}:\${Live}/*${routeKey}`,
        },
      },
    },
  };
};

/** As CDK's `WebSocketApi` and `WebSocketStage` synthesise. */
export const socketStack = (routes: readonly string[], more: Record<string, unknown> = {}): StackParts => ({
  assets: { fn: { 'index.js': receiver } },
  resources: {
    Live: {
      Type: 'AWS::ApiGatewayV2::Api',
      Properties: {
        Name: 'live',
        ProtocolType: 'WEBSOCKET',
        RouteSelectionExpression: '$request.body.action',
      },
    },
    LiveStage: {
      Type: 'AWS::ApiGatewayV2::Stage',
      Properties: { ApiId: { Ref: 'Live' }, StageName: 'live', AutoDeploy: true },
    },
    Role: roleFor('lambda', allow('execute-api:ManageConnections', execute)),
    Fn: lambda('fn', { Timeout: 60 }),
    ...Object.fromEntries(routes.flatMap((route) => Object.entries(routeOf(route)))),
    ...more,
  },
  outputs: {
    Endpoint: { Value: { 'Fn::GetAtt': ['Live', 'ApiEndpoint'] } },
    Callback: {
      Value: {
        'Fn::Join': [
          '',
          [
            'https://',
            { Ref: 'Live' },
            '.execute-api.',
            { Ref: 'AWS::Region' },
            '.',
            { Ref: 'AWS::URLSuffix' },
            '/live',
          ],
        ],
      },
    },
  },
});

const open: WebSocket[] = [];
afterEach(() => {
  for (const socket of open.splice(0)) socket.terminate();
});

export interface Client {
  readonly socket: WebSocket;
  readonly messages: string[];
  /** The code that it was closed with. */
  readonly closed: Promise<number>;
}

/** Connects; fails with the status of a refusal. */
export async function connect(
  to: Pick<Hosted, 'socketUrl'>,
  options: { query?: string; protocols?: string[]; path?: string } = {},
): Promise<Client> {
  const { query = '', protocols = [], path = '/live' } = options;
  const socket = new WebSocket(`${to.socketUrl}${path}${query}`, protocols, {
    headers: { 'User-Agent': 'judge' },
  });
  open.push(socket);
  const messages: string[] = [];
  socket.on('message', (data: Buffer) => messages.push(data.toString()));
  const closed = new Promise<number>((resolve) => socket.on('close', resolve));
  await new Promise<void>((resolve, reject) => {
    socket.once('open', resolve);
    socket.once('unexpected-response', (_request, { statusCode }) =>
      reject(new Error(`refused with ${statusCode}`)),
    );
    socket.once('error', reject);
  });
  return { socket, messages, closed };
}

export interface Event {
  readonly headers?: Record<string, string>;
  readonly multiValueQueryStringParameters?: Record<string, string[]>;
  readonly requestContext: Record<string, unknown>;
}

/** The events that the function has seen. */
export async function heard(of: Hosted): Promise<readonly Event[]> {
  const result = await of.invoke('Fn', { told: true });
  if (!result.ok) throw new Error(result.cause);
  return result.payload as Event[];
}

export const lastEvent = async (of: Hosted, type: string): Promise<Event | undefined> =>
  (await heard(of)).findLast(({ requestContext }) => requestContext['eventType'] === type);
