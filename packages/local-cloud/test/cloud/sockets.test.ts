import { beforeAll, describe, expect, it } from 'vitest';
import { ManualClock } from '../../manual-clock.ts';
import { hosting, until, type Hosted } from './hosted.ts';
import { connect, lastEvent, socketStack } from './socket-stack.ts';

const host = hosting('file');
const clock = new ManualClock();
let cloud: Hosted;

beforeAll(async () => {
  const routes = ['$connect', '$disconnect', '$default', 'subscribe'];
  // One instance, which has seen all.
  cloud = await host(socketStack(routes), { clock, mostInstances: 1 });
});

describe('a client of a WebSocket API', () => {
  it('finds it where the template says', () => {
    expect(cloud.outputs['Endpoint']).toBe(cloud.socketUrl);
    expect(cloud.socketUrl).toMatch(/^ws:\/\/127\.0\.0\.1:\d+$/);
    expect(cloud.outputs['Callback']).toBe(`${cloud.socketUrl.replace('ws:', 'http:')}/live`);
  });

  it('is let in by $connect, which sees its headers and its query', async () => {
    await connect(cloud, { query: '?task=a&task=b' });
    const event = await lastEvent(cloud, 'CONNECT');
    expect(event).toMatchObject({
      headers: { 'User-Agent': 'judge', 'Sec-WebSocket-Version': '13' },
      queryStringParameters: { task: 'b' },
      multiValueQueryStringParameters: { task: ['a', 'b'] },
      isBase64Encoded: false,
      requestContext: {
        routeKey: '$connect',
        messageDirection: 'IN',
        stage: 'live',
        connectedAt: clock.now(),
        requestTimeEpoch: clock.now(),
        identity: { sourceIp: '127.0.0.1', userAgent: 'judge' },
        connectionId: expect.stringMatching(/^[A-Za-z0-9+/]{15}=$/) as string,
        domainName: cloud.socketUrl.replace('ws://', ''),
      },
    });
  });

  it.each([
    ['with 401', JSON.stringify({ statusCode: 401 }), 401],
    ['with 403', JSON.stringify({ statusCode: 403 }), 403],
    ['with another status', JSON.stringify({ statusCode: 429 }), 429],
    ['with what is no status', JSON.stringify({ statusCode: 'yes' }), 502],
    ['by dying', 'throw', 502],
  ])('is refused where $connect answers %s', async (_name, answer, status) => {
    await expect(connect(cloud, { query: `?answer=${encodeURIComponent(answer)}` })).rejects.toThrow(
      `refused with ${status}`,
    );
  });

  it('is refused where $connect takes longer than 29 seconds', async () => {
    const refused = expect(connect(cloud, { query: '?answer=hang' })).rejects.toThrow('refused with 504');
    await until('the call', async () => cloud.entries.length > 0 && clock.next() !== undefined);
    await new Promise((resolve) => setTimeout(resolve, 50));
    await clock.advance(30_000);
    await refused;
    await clock.advance(60_000);
  });

  it('is refused elsewhere than at the stage', async () => {
    await expect(connect(cloud, { path: '/other' })).rejects.toThrow('refused with 403');
  });

  it('speaks the protocol that $connect chose', async () => {
    const answer = JSON.stringify({ statusCode: 200, headers: { 'Sec-WebSocket-Protocol': 'b' } });
    const { socket } = await connect(cloud, {
      query: `?answer=${encodeURIComponent(answer)}`,
      protocols: ['a', 'b'],
    });
    expect(socket.protocol).toBe('b');
  });

  it('may be a browser', async () => {
    const socket = new globalThis.WebSocket(`${cloud.socketUrl}/live`);
    await new Promise((resolve, reject) => {
      socket.onopen = resolve;
      socket.onerror = reject;
    });
    const message = new Promise((resolve) => {
      socket.onmessage = ({ data }) => resolve(JSON.parse(String(data)));
    });
    socket.send('hello');
    expect(await message).toMatchObject({ routeKey: '$default', body: 'hello' });
    socket.close();
  });
});

describe('a message', () => {
  it.each([
    ['takes the route that it names', { action: 'subscribe' }, 'subscribe'],
    ['takes $default where it names none', { hello: 1 }, '$default'],
    ['takes $default where it names one that is not there', { action: 'fly' }, '$default'],
    ['cannot name a route of the gateway', { action: '$connect' }, '$default'],
  ])('%s', async (_name, message, routeKey) => {
    const { socket, messages } = await connect(cloud);
    socket.send(JSON.stringify(message));
    await until('an answer', () => messages.length > 0);
    expect(JSON.parse(messages[0] ?? '')).toEqual({
      routeKey,
      body: JSON.stringify(message),
      isBase64Encoded: false,
    });
  });

  it('of bytes comes in Base64', async () => {
    const { socket, messages } = await connect(cloud);
    socket.send(Buffer.from([0, 255, 1]));
    await until('an answer', () => messages.length > 0);
    expect(JSON.parse(messages[0] ?? '')).toMatchObject({ body: 'AP8B', isBase64Encoded: true });
  });

  it('is answered by the gateway where the function fails, and the connection stays', async () => {
    const { socket, messages } = await connect(cloud);
    socket.send('throw');
    await until('an answer', () => messages.length > 0);
    expect(JSON.parse(messages[0] ?? '')).toMatchObject({
      message: 'Internal server error',
      connectionId: (await lastEvent(cloud, 'CONNECT'))?.requestContext['connectionId'],
    });
    socket.send('again');
    await until('another', () => messages.length > 1);
  });

  it('of more than 128 KB closes the connection', async () => {
    const { socket, closed } = await connect(cloud);
    socket.send('x'.repeat(128 * 1024 + 1));
    expect(await closed).toBe(1009);
  });

  it('is counted in steps of 32 KB, in both directions', async () => {
    const { socket, messages } = await connect(cloud);
    cloud.meter.reset();
    socket.send('x'.repeat(40 * 1024));
    await until('an answer', () => messages.length > 0);
    await cloud.idle();
    expect(cloud.meter.counts().socketMessages).toBe(4);
  });
});
