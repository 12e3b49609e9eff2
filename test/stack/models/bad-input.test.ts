import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import * as z from 'zod';
import type { UploadView } from '#contract/files/answers.ts';
import { aPicture, aSound } from '../../sample-media.ts';
import { World } from '../test-stack.ts';

const MB = 1024 * 1024;

/** Files whose names tell nothing, at a stranger's. */
const strangers = createServer((request, response) => {
  void (async () => {
    const picture = await aPicture();
    const files: Readonly<Record<string, Buffer>> = {
      '/sound': aSound(),
      '/large': Buffer.concat([picture, Buffer.alloc(11 * MB)]),
      '/picture': picture,
    };
    response.end(files[request.url ?? '']);
  })();
});

let world: World;
let stranger: string;
beforeAll(async () => {
  await new Promise<void>((resolve) => strangers.listen(0, '127.0.0.1', resolve));
  stranger = `http://127.0.0.1:${(strangers.address() as AddressInfo).port}`;
  world = await World.open({ environment: { LOCAL_SOURCES: stranger } });
});
afterAll(async () => {
  await world.close();
  strangers.closeAllConnections();
  strangers.close();
});

const problem = z.looseObject({
  code: z.string(),
  suggestions: z.array(z.string()).optional(),
  errors: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
});

const kie = (model: string, input: Record<string, unknown>) => ({ service: 'KIE', model, input });
const prompt = 'a boat';

async function refused(method: string, path: string, body?: unknown) {
  const asked = world.kie.requests.length;
  const answer = await world.request(method, path, body === undefined ? {} : { body });
  expect(world.kie.requests.length).toBe(asked);
  return { status: answer.status, ...problem.parse(answer.body) };
}

const creates = '/api/v1/generation/tasks';
const paths = ({ errors = [] }: z.infer<typeof problem>): string[] => errors.map(({ path }) => path);

describe('a model that nobody has', () => {
  it.each(['nano-banana-prro', 'veo-4', 'google/imagen4-fst'])(
    'is 404 on discovery and 422 on a create, each with the three names that come nearest: %s',
    async (model) => {
      const shown = await refused('GET', `/api/v1/models/${model}`);
      expect([shown.status, shown.code, shown.suggestions?.length]).toEqual([404, 'not_found', 3]);
      const created = await refused('POST', creates, { providerParams: kie(model, { prompt }) });
      expect([created.status, created.code, created.suggestions?.length]).toEqual([422, 'unknown_model', 3]);
      expect(paths(created)).toEqual(['/providerParams/model']);
      for (const name of created.suggestions ?? []) {
        expect((await world.get(`/api/v1/models/${name}`)).status).toBe(200);
      }
    },
  );
});

describe('a field of another model', () => {
  it.each([
    ['z-image', { prompt, aspect_ratio: '1:1', num_images: 2 }, 'num_images'],
    ['wan/2-6-text-to-video', { prompt, n_frames: '10' }, 'n_frames'],
    ['google/imagen4-fast', { prompt, resolution: '2K' }, 'resolution'],
    ['VEO3', { prompt, shots: [] }, 'shots'],
  ])('is refused by its path: %s', async (model, input, field) => {
    const created = await refused('POST', creates, { providerParams: kie(model, input) });
    expect([created.status, created.code]).toEqual([422, 'validation_failed']);
    expect(paths(created)).toEqual([`/providerParams/input/${field}`]);
  });

  it('is refused where a field of ours lies deep in the request', async () => {
    const multi_prompt = [{ prompt, duration: 3, Scene: 'x' }];
    const created = await refused('POST', creates, {
      providerParams: kie('kling-3.0-omni/text-to-video', { prompt, multi_prompt }),
    });
    expect(paths(created)).toEqual(['/providerParams/input/multi_prompt/0/Scene']);
  });
});

const speaks = (image_url: string) =>
  kie('infinitalk/from-audio', { image_url, audio_url: `${stranger}/sound`, prompt, resolution: '480p' });

async function anUpload(file: Buffer, contentType: string): Promise<string> {
  const ticket = await world.request<UploadView & { uploadUrl: string; headers: Record<string, string> }>(
    'POST',
    '/api/v1/uploads',
    { body: { fileName: 'a', contentType, bytes: file.length } },
  );
  const { id, uploadUrl, headers } = ticket.body;
  await fetch(uploadUrl, { method: 'PUT', headers, body: new Uint8Array(file) });
  expect((await world.request('POST', `/api/v1/uploads/${id}/complete`)).status).toBe(200);
  return id;
}

describe('a file that the model does not take', () => {
  it.each([
    ['a sound by its name', 'https://files.example/voice.mp3'],
    ['a picture of another type by its name', 'https://files.example/scan.tiff'],
    ['no address', 'scan.png'],
  ])('is refused before it is fetched: %s', async (_what, address) => {
    const created = await refused('POST', creates, { providerParams: speaks(address) });
    expect([created.status, paths(created)]).toEqual([422, ['/providerParams/input/image_url']]);
  });

  it('is refused where it is an upload over the size that the model names', async () => {
    const large = await anUpload(Buffer.concat([await aPicture(), Buffer.alloc(11 * MB)]), 'image/png');
    const created = await refused('POST', creates, { providerParams: speaks(large) });
    expect(created).toMatchObject({
      status: 422,
      errors: [
        {
          path: '/providerParams/input/image_url',
          message: expect.stringContaining('at most 10 MB are taken') as string,
        },
      ],
    });
  });

  it('is refused where it is an upload of another kind, though the model names no types', async () => {
    const sound = await anUpload(aSound(), 'audio/wav');
    const created = await refused('POST', creates, {
      providerParams: kie('kling-3.0/video', {
        ...{ prompt, sound: false, duration: '5', aspect_ratio: '1:1', mode: 'pro', multi_shots: false },
        image_urls: [sound],
      }),
    });
    expect(created).toMatchObject({
      status: 422,
      errors: [
        {
          path: '/providerParams/input/image_urls/0',
          message: 'is audio/wav; it must be one of image/*',
        },
      ],
    });
  });

  it.each([
    ['of another type', '/sound', /is audio\/wav; it must be one of image\/jpeg/],
    ['larger than the model takes', '/large', /at most 10 MB are taken/],
  ])(
    'fails its task where only fetching tells that it is %s, and nothing is paid',
    async (_what, path, why) => {
      const task = await world.run(speaks(`${stranger}${path}`));
      expect(task).toMatchObject({
        status: 'FAILED',
        failCode: 'input_expired',
        failMsg: expect.stringMatching(why) as string,
        failureStage: 'submitting',
        cost: { actualCredits: 0, final: true },
      });
      expect(world.kie.ledger).toEqual([]);
    },
  );

  it('is paid for where it does fit, though its name tells nothing', async () => {
    const { body } = await world.create(speaks(`${stranger}/picture`));
    await world.until(body.id, ({ stage }) => stage === 'generating');
    expect(world.kie.ledger).toHaveLength(1);
  });
});
