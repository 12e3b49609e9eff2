import type { RequestListener } from 'node:http';
import * as net from 'node:net';
import { buffer } from 'node:stream/consumers';
import { describe, expect, it } from 'vitest';
import { USER_AGENT } from '#providers/network/http.ts';
import { openRemote } from '#providers/network/remote-file.ts';
import { httpServer, stopServersAfterEach } from './local-server.ts';
import { kindOf, limits, openAt, openFrom, publicAddress } from './remote-fixture.ts';

stopServersAfterEach();

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

  it('is followed by hand, ten times at most', async () => {
    const chain: Record<string, string> = { '/a': '/b', '/b': 'https://other.example/c', '/c': '/d0' };
    for (let i = 0; i < 7; i += 1) chain[`/d${i}`] = i === 6 ? '/d' : `/d${i + 1}`;
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
    expect(await kindOf(opening)).toMatch(/^refused-(address|host)$/);
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
