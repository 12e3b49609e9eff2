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
      '/page': Buffer.from('<!doctype html><title>A gallery</title>'),
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

describe('an address of a file', () => {
  const batchOf = (image_url: string) => ({ requests: [{ providerParams: speaks(image_url) }] });
  const rows = z.object({
    items: z.array(z.looseObject({ error: z.looseObject({ errors: z.array(z.unknown()) }).optional() })),
  });

  it.each([
    ['in a closed network', 'https://10.0.0.1/a.png'],
    ['of this machine, in hexadecimal', ' https://0x7f000001/a.png'],
    ['over plain http', 'http://files.example/a.png'],
    ['with credentials', 'https://ana:secret@files.example/a.png'],
    ['at an odd port', 'https://files.example:8443/a.png'],
    ['of a web page', 'https://files.example/a.html'],
  ])('that its form forbids is refused before anything is stored: %s', async (_what, address) => {
    const created = await refused('POST', creates, { providerParams: speaks(address) });
    expect([created.status, paths(created)]).toEqual([422, ['/providerParams/input/image_url']]);
    for (const path of ['quotes', 'batches']) {
      const { body } = await world.request('POST', `/api/v1/generation/${path}`, { body: batchOf(address) });
      expect(rows.parse(body).items[0]?.error?.errors).toEqual(created.errors);
    }
  });

  it('is taken without the blanks around it, and its file goes in', async () => {
    const upload = await anUpload(await aPicture(), 'image/png');
    for (const address of [`\u00a0${stranger}/picture\n`, `\u200b${upload}`]) {
      const paid = world.kie.ledger.length;
      const { status, body } = await world.create(speaks(address));
      expect(status).toBe(202);
      await world.until(body.id, ({ stage }) => stage === 'generating');
      const sent = JSON.stringify(world.kie.requests.at(-1));
      expect(world.kie.ledger).toHaveLength(paid + 1);
      expect(sent).not.toContain(stranger);
      expect(sent).not.toContain(upload);
      await world.request('POST', `${creates}/${body.id}/cancel`);
    }
  });
});

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
    ['a web page', '/page', /web page/],
    ['larger than the model takes', '/large', /at most 10 MB are taken/],
  ])(
    'fails its task where only fetching tells that it is %s, and nothing is paid',
    async (_what, path, why) => {
      const paid = world.kie.ledger.length;
      const task = await world.run(speaks(`${stranger}${path}`));
      expect(task).toMatchObject({
        status: 'FAILED',
        failCode: 'input_expired',
        failMsg: expect.stringMatching(why) as string,
        failureStage: 'submitting',
        cost: { actualCredits: 0, final: true },
      });
      expect(world.kie.ledger).toHaveLength(paid);
    },
  );

  it('is paid for where it does fit, though its name tells nothing', async () => {
    const paid = world.kie.ledger.length;
    const { body } = await world.create(speaks(`${stranger}/picture`));
    await world.until(body.id, ({ stage }) => stage === 'generating');
    expect(world.kie.ledger).toHaveLength(paid + 1);
  });
});
