import { Readable } from 'node:stream';
import { afterEach, describe, expect, it } from 'vitest';
import { copyToProvider, type CopyOutcome } from '#actions/workflow/copy-to-provider.ts';
import { prepareInputs, type PrepareDependencies } from '#actions/workflow/prepare-inputs.ts';
import { isoTime } from '#domain/ports.ts';
import { accountNamed, defaultAccount, type ProviderAccount } from '#domain/tasks/provider-account.ts';
import type { TaskSnapshot } from '#domain/tasks/task.ts';
import type { Call, Reply } from '#providers/call.ts';
import { RemoteFileError } from '#providers/network/remote-file.ts';
import { kieCopies } from '#providers/kie/upload.ts';
import { copyStore } from '#storage/files/copy-store.ts';
import { getLinks } from '#storage/objects/upload-links.ts';
import { uploadReader } from '#storage/objects/upload-reader.ts';
import { nodeDigest } from '../../../functions/compose/system-ports.ts';
import { bringing } from './bringing.ts';
import { aBucketWorld, ana, aTaskId, HOUR_MS, type BucketWorld } from './bucket-fixture.ts';
import { aPicture } from '../../sample-media.ts';

const KIE = defaultAccount('KIE');

let world: BucketWorld;
afterEach(() => world.end());

const wholeOf = (inputs: readonly string[], deadlineMs = 2 * HOUR_MS): TaskSnapshot =>
  ({
    task: {
      id: aTaskId(1),
      owner: ana,
      service: 'KIE',
      deadlineAt: isoTime(world.s3.clock.now() + deadlineMs),
    },
    request: { input: { prompt: 'x', image_urls: inputs }, inputs },
    jobs: [],
    outputs: [],
  }) as unknown as TaskSnapshot;

function prepared(more: Partial<PrepareDependencies> = {}) {
  const copied: string[] = [];
  const dependencies: PrepareDependencies = {
    ...world.dependencies,
    ...bringing(world),
    digest: nodeDigest,
    mediaBaseUrl: 'https://media.example',
    copy: async (_account, { key }): Promise<CopyOutcome> => {
      copied.push(key);
      return { type: 'copied', url: `https://kie.example/${copied.length}` };
    },
    ...more,
  };
  const prepare = prepareInputs(dependencies);
  return { copied, prepare: (snapshot: TaskSnapshot) => prepare(snapshot, KIE) };
}

describe('preparing inputs', () => {
  it('leaves a task without files alone', async () => {
    world = await aBucketWorld();
    const snapshot = { ...wholeOf([]), request: { input: { prompt: 'x' } } } as unknown as TaskSnapshot;
    expect(await prepared().prepare(snapshot)).toEqual({ type: 'ready', input: { prompt: 'x' } });
  });

  it('puts copies where the files stood, and copies a file once that stands twice', async () => {
    world = await aBucketWorld();
    const upload = await world.store();
    const { prepare, copied } = prepared();
    expect(await prepare(wholeOf([upload.id, upload.id]))).toEqual({
      type: 'ready',
      input: { prompt: 'x', image_urls: ['https://kie.example/1', 'https://kie.example/1'] },
    });
    expect(copied).toEqual([upload.key]);
  });

  it('gets a stranger file once, however often it is visited', async () => {
    world = await aBucketWorld();
    let opened = 0;
    const openSource = async () => {
      opened += 1;
      return { body: Readable.from([await aPicture()]) };
    };
    const { prepare, copied } = prepared(bringing(world, openSource));
    const snapshot = wholeOf(['https://files.example/a.png']);
    await prepare(snapshot);
    await prepare(snapshot);
    expect(opened).toBe(1);
    expect(new Set(copied).size).toBe(1);
    expect(await world.keys()).toEqual([copied[0]]);
  });

  it('takes no upload for the one that an address with another key names', async () => {
    world = await aBucketWorld();
    const { id, key = '' } = await world.store();
    const preparing = (named: string) => prepared().prepare(wholeOf([`https://media.example/${named}`]));
    expect(await preparing(key)).toMatchObject({ type: 'ready' });
    for (const other of [
      key.replace(/\/[^/]+(?=\.)/, `/${id}_${'0'.repeat(32)}`),
      key.replace(/\w+$/, 'webp'),
    ])
      expect(await preparing(other)).toMatchObject({ type: 'failed', code: 'input_expired' });
  });

  it('waits and tries again where a source is only out of reach, and gives up where it is gone', async () => {
    world = await aBucketWorld();
    const failing = (kind: 'gone' | 'unavailable') =>
      prepared(
        bringing(world, async () => {
          throw new RemoteFileError(kind, `it is ${kind}`);
        }),
      ).prepare(wholeOf(['https://files.example/a.png?token=secret']));
    expect(await failing('unavailable')).toMatchObject({
      type: 'later',
      until: isoTime(world.s3.clock.now() + 15_000),
    });
    const gone = await failing('gone');
    expect(gone).toMatchObject({ type: 'failed', code: 'input_expired' });
    expect(JSON.stringify(gone)).not.toContain('secret');
  });

  it('leaves the paid call to the next visit when it has taken long', async () => {
    world = await aBucketWorld();
    const uploads = [await world.store(), await world.store()];
    const slow = prepared({
      copy: async () => {
        await world.advance(9000);
        return { type: 'copied', url: 'https://kie.example/x' };
      },
    });
    expect(await slow.prepare(wholeOf(uploads.map(({ id }) => id)))).toMatchObject({
      type: 'later',
      until: isoTime(world.s3.clock.now()),
    });
  });

  it.each([
    [{ type: 'missing' }, { type: 'failed', code: 'input_expired' }],
    [
      { type: 'refused', code: 'provider_auth', message: 'no' },
      { type: 'failed', code: 'provider_auth', message: 'no' },
    ],
    [
      { type: 'unavailable', reason: 'busy', retryAfterSeconds: 7 },
      { type: 'later', reason: 'busy' },
    ],
  ] as const)('hands on what came of a copy: %j', async (outcome, expected) => {
    world = await aBucketWorld();
    const upload = await world.store();
    expect(await prepared({ copy: async () => outcome }).prepare(wholeOf([upload.id]))).toMatchObject(
      expected,
    );
  });
});

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
