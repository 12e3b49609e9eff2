import { Readable } from 'node:stream';
import { afterEach, describe, expect, it } from 'vitest';
import type { CopyOutcome } from '#actions/workflow/copy-to-provider.ts';
import { prepareInputs, type PrepareDependencies } from '#actions/workflow/prepare-inputs.ts';
import { isoTime } from '#domain/ports.ts';
import { defaultAccount } from '#domain/tasks/provider-account.ts';
import type { TaskSnapshot } from '#domain/tasks/task.ts';
import { RemoteFileError } from '#providers/network/remote-file.ts';
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
