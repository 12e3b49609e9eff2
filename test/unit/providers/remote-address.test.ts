import { describe, expect, it } from 'vitest';
import { isLoopback, isPublicUnicast } from '#providers/network/public-address.ts';
import { checkAddress } from '#providers/network/remote-address.ts';
import type { AddressRules } from '#providers/network/remote-address.ts';
import { openRemote } from '#providers/network/remote-file.ts';
import { hostileNames, hostileUrls } from './hostile-addresses.ts';

const publicAddress = '93.184.216.34';
const resolve = async (hostname: string): Promise<readonly string[]> =>
  hostileNames[hostname] ?? [publicAddress];
const rules = (allow: AddressRules['allow'], localOrigins: readonly string[] = []): AddressRules => ({
  allow,
  localOrigins,
  resolve,
});

describe('a hostile address', () => {
  it('is one of at least two hundred', () => {
    expect(new Set(hostileUrls).size).toBeGreaterThanOrEqual(200);
  });

  it.each(hostileUrls)('leads to no connection: %j', async (url) => {
    let connections = 0;
    const opening = openRemote(url, {
      allow: 'any-public',
      localOrigins: ['http://127.0.0.1:4100'],
      maxBytes: 1,
      idleTimeoutMs: 100,
      totalTimeoutMs: 1000,
      resolve,
      connect: async () => {
        connections += 1;
        throw new Error('connected');
      },
    });
    await expect(opening).rejects.toMatchObject({ name: 'RemoteFileError', kind: 'refused-address' });
    expect(connections).toBe(0);
  });
});

describe('an address that is good', () => {
  it.each([
    ['https://files.example/a.png', 'files.example'],
    ['HTTPS://FILES.EXAMPLE:443/a.png?x=1#y', 'files.example'],
    ['https://bücher.example/', 'xn--bcher-kva.example'],
    ['https://8.8.8.8/', '8.8.8.8'],
    ['https://[2606:4700::1111]/', '2606:4700::1111'],
  ])('passes: %s', async (url, hostname) => {
    expect(await checkAddress(url, rules('any-public'))).toMatchObject({ hostname, port: 443, secure: true });
  });

  it('must be on the list where there is one', async () => {
    const list = rules(['*.aiquickdraw.com', 'tempfile.redpandaai.co']);
    for (const host of ['tempfile.aiquickdraw.com', 'a.b.aiquickdraw.com', 'tempfile.redpandaai.co']) {
      await expect(checkAddress(`https://${host}/x`, list)).resolves.toMatchObject({ hostname: host });
    }
    for (const host of [
      'aiquickdraw.com',
      'evilaiquickdraw.com',
      'aiquickdraw.com.evil.example',
      'redpandaai.co',
      '8.8.8.8',
    ]) {
      await expect(checkAddress(`https://${host}/x`, list)).rejects.toMatchObject({
        kind: 'refused-host',
      });
    }
  });

  it('is unavailable where its name leads nowhere', async () => {
    const lost = { ...rules('any-public'), resolve: async () => Promise.reject(new Error('ENOTFOUND')) };
    await expect(checkAddress('https://files.example/', lost)).rejects.toMatchObject({ kind: 'unavailable' });
    const empty = { ...rules('any-public'), resolve: async () => [] };
    await expect(checkAddress('https://files.example/', empty)).rejects.toMatchObject({
      kind: 'unavailable',
    });
  });
});

describe('an origin of this machine', () => {
  const local = rules(['files.example'], ['http://127.0.0.1:4100']);

  it('passes only where it is named, port and all', async () => {
    const passed = await checkAddress('http://127.0.0.1:4100/f/1.png', local);
    expect(passed).toMatchObject({ isLocal: true, port: 4100, secure: false });
    for (const url of [
      'http://127.0.0.1:4101/',
      'http://127.0.0.1/',
      'https://127.0.0.1:4100/',
      'http://localhost:4100/',
    ]) {
      await expect(checkAddress(url, local)).rejects.toMatchObject({ kind: 'refused-address' });
    }
  });

  it('must really be on this machine', async () => {
    const named = rules([], ['http://files.example']);
    await expect(checkAddress('http://files.example/', named)).rejects.toMatchObject({
      kind: 'refused-address',
    });
  });

  it('cannot be reached by a redirect from elsewhere', async () => {
    const from = await checkAddress('https://files.example/', local);
    await expect(checkAddress('http://127.0.0.1:4100/', local, from)).rejects.toMatchObject({
      kind: 'refused-address',
    });
  });
});

describe('public unicast', () => {
  it.each([
    '1.1.1.1',
    '8.8.8.8',
    '11.0.0.1',
    '172.15.0.1',
    '172.32.0.1',
    '192.0.1.1',
    '198.17.0.1',
    '198.20.0.1',
    '223.255.255.254',
  ])('is %s', (address) => expect(isPublicUnicast(address)).toBe(true));

  it.each(['2606:4700::1111', '2a00:1450:4001::1', '2001:4860:4860::8888'])('is %s', (address) =>
    expect(isPublicUnicast(address)).toBe(true),
  );

  it.each(['', 'localhost', '1.2.3', '01.2.3.4', '1.2.3.4.5', '::ffff:1.1.1.1', '1.1.1.1%eth0', '[::1]'])(
    'is not %j',
    (address) => expect(isPublicUnicast(address)).toBe(false),
  );

  it('is not this machine', () => {
    expect(['127.0.0.1', '127.9.9.9', '::1'].every(isLoopback)).toBe(true);
    expect(['1.1.1.1', '::2', '::ffff:127.0.0.1'].some(isLoopback)).toBe(false);
  });
});
