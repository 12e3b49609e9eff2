import type { RequestListener } from 'node:http';
import * as net from 'node:net';
import { buffer } from 'node:stream/consumers';
import { describe, expect, it } from 'vitest';
import { USER_AGENT } from '#providers/http.ts';
import { openRemote, RemoteFileError } from '#providers/remote-file.ts';
import type { RemoteFile, RemoteFileOptions } from '#providers/remote-file.ts';
import { httpServer, rawServer, stopServersAfterEach } from './local-server.ts';

stopServersAfterEach();

const limits = {
  maxBytes: 1_000_000,
  idleTimeoutMs: 150,
  totalTimeoutMs: 5000,
  localOrigins: [],
  allow: 'any-public',
} as const;
const publicAddress = '93.184.216.34';

/** Opens `https://files.example/…` of a world in which every public address leads to this port. */
function openAt(
  port: number,
  url = 'https://files.example/a.png',
  more: Partial<RemoteFileOptions> = {},
): Promise<RemoteFile> {
  return openRemote(url, {
    ...limits,
    resolve: async () => [publicAddress],
    connect: async () => net.connect({ host: '127.0.0.1', port }),
    ...more,
  });
}

async function openFrom(serve: RequestListener, more: Partial<RemoteFileOptions> = {}): Promise<RemoteFile> {
  const { port } = await httpServer(serve);
  return openAt(port, undefined, more);
}

/** A server that sends these bytes and then does with the socket what it is told. */
async function openRaw(
  head: string,
  then: (socket: net.Socket) => void,
  more: Partial<RemoteFileOptions> = {},
): Promise<RemoteFile> {
  const { port } = await rawServer((socket) =>
    socket.once('data', () => {
      if (head !== '') socket.write(head);
      then(socket);
    }),
  );
  return openAt(port, undefined, more);
}

const kindOf = async (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'nothing',
    (error: unknown) => (error instanceof RemoteFileError ? error.kind : String(error)),
  );
const endOf = async (opening: Promise<RemoteFile>): Promise<string> => {
  const file = await opening;
  return kindOf(buffer(file.body));
};
const stay = (): void => undefined;

describe('a file that comes', () => {
  it('is handed on whole, with what is said of it', async () => {
    const bytes = Buffer.alloc(300_000, 'x');
    const file = await openFrom((request, response) => {
      response.writeHead(200, {
        'content-type': 'image/png',
        'content-length': bytes.length,
        'x-seen': String(request.url),
      });
      response.end(bytes);
    });
    expect(file).toMatchObject({
      contentLength: 300_000,
      contentType: 'image/png',
      finalUrl: 'https://files.example/a.png',
    });
    expect((await buffer(file.body)).equals(bytes)).toBe(true);
  });

  it('may come without a length', async () => {
    const file = await openFrom((_request, response) => {
      response.write('one ');
      response.end('two');
    });
    expect(file).not.toHaveProperty('contentLength');
    expect((await buffer(file.body)).toString()).toBe('one two');
  });

  it('is asked for without credentials, unencoded, under the name of its host', async () => {
    let headers: Record<string, unknown> = {};
    await openFrom((request, response) => {
      headers = { ...request.headers };
      response.end('x');
    });
    expect(headers).toEqual({
      host: 'files.example',
      accept: '*/*',
      'accept-encoding': 'identity',
      'user-agent': USER_AGENT,
      connection: 'close',
    });
  });

  it('is asked of the checked address, with the name for its certificate, and of the next where one is dead', async () => {
    const { port } = await httpServer((_request, response) => response.end('x'));
    const asked: unknown[] = [];
    await openAt(port, 'https://files.example/a', {
      resolve: async () => ['2606:4700::1111', '1.1.1.1', publicAddress],
      connect: async (target) => {
        asked.push(target);
        if (target.host !== publicAddress) throw Object.assign(new Error('no'), { code: 'EHOSTUNREACH' });
        return net.connect({ host: '127.0.0.1', port });
      },
    });
    const target = { port: 443, secure: true, servername: 'files.example' };
    expect(asked).toEqual([
      { ...target, host: '1.1.1.1' },
      { ...target, host: publicAddress },
    ]);
  });

  it('comes from this machine where that is allowed, by the real network', async () => {
    const { origin } = await httpServer((_request, response) => response.end('local'));
    const file = await openRemote(`${origin}/f.png`, { ...limits, allow: [], localOrigins: [origin] });
    expect((await buffer(file.body)).toString()).toBe('local');
  });
});

describe('a redirect', () => {
  const redirecting =
    (locations: Record<string, string>): RequestListener =>
    (request, response) => {
      const location = locations[String(request.url)];
      if (location === undefined) response.end(`at ${request.url}`);
      else response.writeHead(302, { location }).end('elsewhere');
    };

  it('is followed by hand, three times at most', async () => {
    const chain = { '/a': '/b', '/b': 'https://other.example/c', '/c': '/d' };
    const { port } = await httpServer(redirecting(chain));
    const file = await openAt(port, 'https://files.example/a');
    expect(file.finalUrl).toBe('https://other.example/d');
    expect((await buffer(file.body)).toString()).toBe('at /d');
    const { port: longer } = await httpServer(redirecting({ ...chain, '/d': '/e' }));
    expect(await kindOf(openAt(longer, 'https://files.example/a'))).toBe('unavailable');
  });

  it.each([
    'http://files.example/b',
    'https://127.0.0.1/',
    'https://[::1]/',
    'https://169.254.169.254/latest/meta-data/',
    'https://files.example:8443/',
    'https://u:p@files.example/',
    'https://evil.test/',
    'file:///etc/passwd',
    '//169.254.169.254/',
    '\\\\127.0.0.1\\x',
  ])('is checked like the first address: %s', async (location) => {
    const { port, sockets } = await httpServer(redirecting({ '/a': location }));
    const opening = openAt(port, 'https://files.example/a', {
      allow: ['files.example', '127.0.0.1', '169.254.169.254'],
    });
    expect(await kindOf(opening)).toBe('refused-address');
    await expect.poll(() => sockets.size, { interval: 5 }).toBe(0);
  });

  it('is resolved anew, so that a name that has turned is found out', async () => {
    const { port } = await httpServer(redirecting({ '/a': '/b' }));
    const answers = [[publicAddress], ['127.0.0.1']];
    const opening = openAt(port, 'https://files.example/a', { resolve: async () => answers.shift() ?? [] });
    expect(await kindOf(opening)).toBe('refused-address');
  });

  it('from elsewhere does not lead home', async () => {
    const home = 'http://127.0.0.1:4100';
    const { port } = await httpServer(redirecting({ '/a': `${home}/secret` }));
    expect(await kindOf(openAt(port, 'https://files.example/a', { localOrigins: [home] }))).toBe(
      'refused-address',
    );
  });

  it('without a place to go is no file', async () => {
    expect(await kindOf(openFrom((_request, response) => response.writeHead(302).end()))).toBe('unavailable');
  });
});

describe('a file that does not come', () => {
  it.each([
    [403, 'gone'],
    [404, 'gone'],
    [410, 'gone'],
    [204, 'unavailable'],
    [206, 'unavailable'],
    [304, 'unavailable'],
    [429, 'unavailable'],
    [500, 'unavailable'],
    [503, 'unavailable'],
  ])('is told by the status %i: %s', async (status, kind) => {
    const { port, sockets } = await httpServer((_request, response) => response.writeHead(status).end());
    expect(await kindOf(openAt(port))).toBe(kind);
    await expect.poll(() => sockets.size, { interval: 5 }).toBe(0);
  });

  it('is too large by its own word, and nothing is read', async () => {
    const opening = openFrom(
      (_request, response) => response.writeHead(200, { 'content-length': 11 }).end('hello world'),
      {
        maxBytes: 10,
      },
    );
    expect(await kindOf(opening)).toBe('too-large');
  });

  it('is encoded although it was asked not to be', async () => {
    const opening = openFrom((_request, response) =>
      response.writeHead(200, { 'content-encoding': 'gzip' }).end('x'),
    );
    expect(await kindOf(opening)).toBe('broken');
  });

  it('has no host that answers', async () => {
    const connect = async (): Promise<net.Socket> =>
      Promise.reject(Object.assign(new Error('refused'), { code: 'ECONNREFUSED' }));
    expect(await kindOf(openAt(0, undefined, { connect }))).toBe('unavailable');
  });

  it('has a host that falls silent before the answer', async () => {
    expect(await kindOf(openRaw('', stay))).toBe('stalled');
    expect(await kindOf(openRaw('HTTP/1.1 200 OK\r\n', stay))).toBe('stalled');
  });

  it.each([
    ['closes at once', '', (socket: net.Socket) => socket.end()],
    ['resets at once', '', (socket: net.Socket) => socket.resetAndDestroy()],
    ['speaks another protocol', 'SSH-2.0\r\n', (socket: net.Socket) => socket.end()],
    ['upgrades', 'HTTP/1.1 101 S\r\nupgrade: x\r\nconnection: upgrade\r\n\r\n', stay],
  ])('has a host that %s', async (_what, head, then) => {
    expect(await kindOf(openRaw(head, then))).toBe('broken');
  });

  it('keeps no address in the words of its error', async () => {
    const { port } = await httpServer((_request, response) => response.writeHead(500).end());
    const error: unknown = await openAt(port, 'https://files.example/a?signature=canary').catch(
      (caught: unknown) => caught,
    );
    expect(error).toBeInstanceOf(RemoteFileError);
    expect(String(error)).not.toContain('canary');
  });
});

describe('a file that breaks off', () => {
  const head = 'HTTP/1.1 200 OK\r\ncontent-length: 100\r\n\r\nhalf';

  it('ends with an error when the source stalls', async () => {
    expect(await endOf(openRaw(head, stay))).toBe('stalled');
  });

  it('ends with an error when the source half-closes', async () => {
    expect(await endOf(openRaw(head, (socket) => socket.end()))).toBe('broken');
  });

  it('ends with an error when the source resets', async () => {
    expect(await endOf(openRaw(head, (socket) => setTimeout(() => socket.resetAndDestroy(), 20)))).toBe(
      'broken',
    );
  });

  it('ends with an error when a chunk is cut off', async () => {
    const chunked = 'HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n10\r\nhalf';
    expect(await endOf(openRaw(chunked, (socket) => socket.end()))).toBe('broken');
  });

  it('ends with an error when it is larger than allowed, whatever it said', async () => {
    const opening = openFrom(
      (_request, response) => {
        response.write('hello ');
        response.end('world');
      },
      { maxBytes: 10 },
    );
    expect(await endOf(opening)).toBe('too-large');
  });

  it('ends with an error when it drips past its time', async () => {
    const drip: RequestListener = (_request, response) => {
      const timer = setInterval(() => response.write('x'), 20);
      response.on('close', () => clearInterval(timer));
    };
    expect(await endOf(openFrom(drip, { totalTimeoutMs: 200 }))).toBe('stalled');
  });

  it('ends with an error when the reader stalls', async () => {
    const { port, sockets } = await httpServer((_request, response) =>
      response.end(Buffer.alloc(50_000_000)),
    );
    const { body } = await openAt(port, undefined, { maxBytes: 100_000_000 });
    await expect.poll(() => body.destroyed, { interval: 10, timeout: 5000 }).toBe(true);
    expect(await kindOf(buffer(body))).toBe('stalled');
    await expect.poll(() => sockets.size, { interval: 5 }).toBe(0);
  });

  it('lets go of the connection when the reader turns away', async () => {
    const { port, sockets } = await httpServer((_request, response) => void response.write('x'));
    const { body } = await openAt(port);
    body.destroy();
    await expect.poll(() => sockets.size, { interval: 5 }).toBe(0);
  });
});
