import {
  ApiGatewayManagementApiClient,
  DeleteConnectionCommand,
  GetConnectionCommand,
  PostToConnectionCommand,
} from '@aws-sdk/client-apigatewaymanagementapi';
import { beforeAll, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { ManualClock } from '../../manual-clock.ts';
import { allow, roleFor } from './assembly.ts';
import { hosting, until, type Hosted } from './hosted.ts';
import { connect, lastEvent, socketStack } from './socket-stack.ts';

const host = hosting('file');
const clock = new ManualClock();
let cloud: Hosted;

beforeAll(async () => {
  // One instance, which has seen all.
  cloud = await host(socketStack(['$connect', '$disconnect', '$default']), { clock, mostInstances: 1 });
});

const idOf = async (): Promise<string> =>
  String((await lastEvent(cloud, 'CONNECT'))?.requestContext['connectionId']);

const manager = () =>
  new ApiGatewayManagementApiClient({
    endpoint: cloud.outputs['Callback'] ?? '',
    region: cloud.credentials.region,
    credentials: cloud.credentials,
  });

describe('a connection', () => {
  it('is told by the SDK what to say, whoever it is that asks and may', async () => {
    const { messages } = await connect(cloud);
    const ConnectionId = await idOf();
    await manager().send(new PostToConnectionCommand({ ConnectionId, Data: 'news' }));
    await until('the news', () => messages.length > 0);
    expect(messages).toEqual(['news']);
    const { ConnectedAt, Identity } = await manager().send(new GetConnectionCommand({ ConnectionId }));
    expect(ConnectedAt).toEqual(new Date(clock.now()));
    expect(Identity).toEqual({ SourceIp: '127.0.0.1', UserAgent: 'judge' });
  });

  it('is ended by the SDK, and then it is gone', async () => {
    const { closed } = await connect(cloud);
    const ConnectionId = await idOf();
    await manager().send(new DeleteConnectionCommand({ ConnectionId }));
    expect(await closed).toBe(1000);
    await until('its end', async () =>
      manager()
        .send(new GetConnectionCommand({ ConnectionId }))
        .then(
          () => false,
          (error: Error) => error.name === 'GoneException',
        ),
    );
    const post = new PostToConnectionCommand({ ConnectionId, Data: 'news' });
    await expect(manager().send(post)).rejects.toMatchObject({
      name: 'GoneException',
      $metadata: { httpStatusCode: 410 },
    });
  });

  it('takes no message of more than 128 KB', async () => {
    await connect(cloud);
    const post = new PostToConnectionCommand({
      ConnectionId: await idOf(),
      Data: 'x'.repeat(128 * 1024 + 1),
    });
    await expect(manager().send(post)).rejects.toMatchObject({ name: 'PayloadTooLargeException' });
  });

  it('tells $disconnect how it ended', async () => {
    const { socket, closed } = await connect(cloud);
    const id = await idOf();
    socket.close(4001, 'bored');
    await closed;
    await until(
      'the end',
      async () => (await lastEvent(cloud, 'DISCONNECT'))?.requestContext['connectionId'] === id,
    );
    expect((await lastEvent(cloud, 'DISCONNECT'))?.requestContext).toMatchObject({
      routeKey: '$disconnect',
      disconnectStatusCode: 4001,
      disconnectReason: 'bored',
    });
  });

  it('is closed after ten minutes of silence, and stays as long as something is said', async () => {
    const { socket, messages, closed } = await connect(cloud);
    await clock.advance(9 * 60_000, () => cloud.idle());
    socket.send('still here');
    await until('an answer', () => messages.length > 0);
    await cloud.idle();
    await clock.advance(9 * 60_000, () => cloud.idle());
    expect(socket.readyState).toBe(WebSocket.OPEN);
    await clock.advance(60_000, () => cloud.idle());
    expect(await closed).toBe(1001);
  });

  it('is closed after two hours, whatever is said', async () => {
    const { socket, messages, closed } = await connect(cloud);
    for (let said = 1; said <= 14; said += 1) {
      await clock.advance(8 * 60_000, () => cloud.idle());
      socket.send('still here');
      await until('an answer', () => messages.length === said);
      await cloud.idle();
    }
    await clock.advance(8 * 60_000, () => cloud.idle());
    expect(await closed).toBe(1001);
  });
});

describe('a WebSocket API', () => {
  it('refuses requests about connections from those who may not make them, and from nobody', async () => {
    const { credentials } = cloud;
    const stranger = new ApiGatewayManagementApiClient({
      endpoint: cloud.outputs['Callback'] ?? '',
      region: credentials.region,
      credentials: { ...credentials, accessKeyId: 'AKIASTRANGER00000000' },
    });
    await connect(cloud);
    const post = new PostToConnectionCommand({ ConnectionId: await idOf(), Data: 'news' });
    await expect(stranger.send(post)).rejects.toMatchObject({ $metadata: { httpStatusCode: 403 } });
    const unsigned = await fetch(`${cloud.outputs['Callback']}/@connections/x`, { method: 'POST' });
    expect(unsigned.status).toBe(403);
  });

  it('does not let a function speak whose role may not', async () => {
    const mute = await host(socketStack(['$default'], { Role: roleFor('lambda', allow('logs:*', '*')) }), {
      clock,
    });
    const { socket, messages } = await connect(mute);
    socket.send('hello');
    await until('an answer', () => messages.length > 0);
    expect(JSON.parse(messages[0] ?? '')).toMatchObject({ message: 'Internal server error' });
    expect(JSON.stringify(mute.entries)).toContain('execute-api:ManageConnections');
    await mute.stop();
  });

  it('calls no function that does not let it', async () => {
    const shut = await host(socketStack(['$connect'], { AtconnectPermission: undefined }), { clock });
    await expect(connect(shut)).rejects.toThrow('refused with 502');
    await shut.stop();
  });

  it('without $connect lets everybody in, and answers what no route takes', async () => {
    const plain = await host(socketStack(['subscribe']), { clock });
    const { socket, messages } = await connect(plain);
    socket.send('hello');
    await until('an answer', () => messages.length > 0);
    expect(JSON.parse(messages[0] ?? '')).toMatchObject({ message: 'Forbidden' });
    await plain.stop();
  });

  it('lets everybody go when the cloud stops', async () => {
    const other = await host(socketStack(['$default']), { clock });
    const { closed } = await connect(other);
    await other.stop();
    expect(await closed).toBe(1006);
  });
});
