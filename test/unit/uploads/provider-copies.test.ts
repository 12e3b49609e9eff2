import { afterEach, describe, expect, it } from 'vitest';
import { copyToProvider } from '#actions/workflow/copy-to-provider.ts';
import { accountNamed, defaultAccount, type ProviderAccount } from '#domain/tasks/provider-account.ts';
import type { Call, Reply } from '#providers/call.ts';
import { kieCopies } from '#providers/kie/upload.ts';
import { copyStore } from '#storage/files/copy-store.ts';
import { getLinks } from '#storage/objects/upload-links.ts';
import { uploadReader } from '#storage/objects/upload-reader.ts';
import { aBucketWorld, HOUR_MS, type BucketWorld } from './bucket-fixture.ts';

const KIE = defaultAccount('KIE');

let world: BucketWorld;
afterEach(() => world.end());

describe('a copy at the provider', () => {
  const stored = (n: number): Reply => ({
    type: 'answered',
    status: 200,
    text: JSON.stringify({ code: 200, data: { downloadUrl: `https://kie.example/${n}` } }),
  });

  function copier(
    reply: (n: number) => Reply,
    { link, isRenewed = false }: { link?: string; isRenewed?: boolean } = {},
  ) {
    const calls: Call[] = [];
    const senders: ProviderAccount[] = [];
    // The client is another one after every move of the clock.
    const reader = () => uploadReader(world.s3.client, 'media');
    const links = getLinks(world.s3.client, 'media');
    const copy = copyToProvider({
      ...world.dependencies,
      copies: copyStore(world.table),
      reader: { ...reader(), stat: (key) => reader().stat(key), open: (key) => reader().open(key) },
      links: link === undefined ? links : { presignedGet: async () => link },
      copiesAt: (service) => (service === 'KIE' ? kieCopies({ base: 'https://kie.example' }) : undefined),
      send: async (account, call) => {
        senders.push(account);
        return reply(calls.push(call));
      },
      renewKey: async () => isRenewed,
    });
    return { calls, senders, copy };
  }

  it('is used again as long as it outlives the deadline, and made under a new name then', async () => {
    world = await aBucketWorld();
    const upload = await world.store();
    const { copy, calls } = copier(stored);
    const file = { key: upload.key ?? '', contentType: 'image/png', bytes: upload.bytes ?? 0 };
    const beyond = (ms: number) => copy(KIE, file, world.s3.clock.now() + ms);
    expect(await beyond(HOUR_MS)).toEqual({ type: 'copied', url: 'https://kie.example/1' });
    expect(await beyond(23 * HOUR_MS)).toEqual({ type: 'copied', url: 'https://kie.example/1' });
    await world.advance(2 * HOUR_MS);
    expect(await beyond(22 * HOUR_MS)).toEqual({ type: 'copied', url: 'https://kie.example/2' });
    const names = calls.map(({ body }) => (body as { fileName: string }).fileName);
    expect(new Set(names).size).toBe(2);
    expect(names).not.toContain(undefined);
    expect(JSON.stringify(calls)).not.toContain('ana');
  });

  it('is made for each account that is to use it', async () => {
    world = await aBucketWorld();
    const file = { key: (await world.store()).key ?? '' };
    const { copy, senders } = copier(stored);
    const second = accountNamed('KIE', 'second');
    const urls = [];
    for (const account of [KIE, second, second, KIE]) urls.push(await copy(account, file, 0));
    expect(urls.map((one) => 'url' in one && one.url.slice(-1))).toEqual(['1', '2', '2', '1']);
    expect(senders).toEqual([KIE, second]);
  });

  it('is fetched by the provider where it can reach us, and sent where that fails', async () => {
    world = await aBucketWorld();
    const upload = await world.store();
    const refusal: Reply = { type: 'answered', status: 200, text: '{"code":400,"msg":"Failed to download"}' };
    const { copy, calls } = copier((n) => (n === 1 ? refusal : stored(n)), {
      link: 'https://store.example/signed',
    });
    expect(await copy(KIE, { key: upload.key ?? '' }, 0)).toEqual({
      type: 'copied',
      url: 'https://kie.example/2',
    });
    expect(calls.map(({ path }) => path)).toEqual(['/api/file-url-upload', '/api/file-stream-upload']);
  });

  it('is not made for a service that reads the files at addresses of ours', async () => {
    world = await aBucketWorld();
    const upload = await world.store();
    const { copy, calls } = copier(stored, { link: 'https://store.example/signed' });
    expect(await copy(defaultAccount('OTHER'), { key: upload.key ?? '' }, 0)).toEqual({
      type: 'copied',
      url: 'https://store.example/signed',
    });
    expect(calls).toEqual([]);
  });

  it('is missing where the object is', async () => {
    world = await aBucketWorld();
    const { copy, calls } = copier(stored);
    expect(await copy(KIE, { key: 'uploads/ana/none.png', contentType: 'image/png', bytes: 3 }, 0)).toEqual({
      type: 'missing',
    });
    expect(calls).toEqual([]);
  });

  it('that the provider refuses for our key is told so', async () => {
    world = await aBucketWorld();
    const upload = await world.store();
    const { copy } = copier(() => ({ type: 'answered', status: 401, text: '{"code":401,"msg":"no"}' }));
    expect(await copy(KIE, { key: upload.key ?? '' }, 0)).toMatchObject({
      type: 'refused',
      code: 'provider_auth',
    });
  });

  it('is made again with a newer key, where one is at hand', async () => {
    world = await aBucketWorld();
    const upload = await world.store();
    const refused: Reply = { type: 'answered', status: 401, text: '{"code":401,"msg":"no"}' };
    const { copy, calls } = copier((n) => (n === 1 ? refused : stored(n)), { isRenewed: true });
    expect(await copy(KIE, { key: upload.key ?? '' }, 0)).toEqual({
      type: 'copied',
      url: 'https://kie.example/2',
    });
    expect(calls).toHaveLength(2);
  });
});
