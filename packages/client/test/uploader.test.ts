import { page } from './dom.ts';
import { createElement, type ReactNode } from 'react';
import { createRoot } from 'react-dom/client';
import { renderToString } from 'react-dom/server';
import { afterEach, expect, it } from 'vitest';
import {
  ImageUploader,
  useUploader,
  type Uploader,
  type UploaderSettings,
} from '../uploader/image-uploader.ts';
import { mailbox } from './mailbox.ts';

const unmount: (() => void)[] = [];
afterEach(() => {
  for (const end of unmount.splice(0)) end();
});

const files = [{ field: 'image', required: true, maxFiles: 1, accept: ['image/png'] }];
const modelWith = (accept: string[], maxFiles = 1) => ({
  id: 'm',
  forms: [{ files: [{ ...files[0], accept, maxFiles }] }],
});
const upload = { id: 'u', status: 'ready', fileName: 'cat.png', bytes: 5, contentType: 'image/png' };
const expiresAt = '2099-01-01T00:00:00.000Z';

type Client = NonNullable<UploaderSettings['client']>;
const client = (get: () => Promise<unknown>): Client =>
  ({
    upload: async () => ({ ...upload, expiresAt, daysUntilExpiry: 3 }),
    models: { get },
  }) as unknown as Client;

/** Renders what the hook answers, and gives it as soon as it is as wanted. */
function rendered(first: UploaderSettings) {
  const results = mailbox<Uploader>();
  const Component = ({ settings }: { readonly settings: UploaderSettings }): ReactNode => {
    results.put(useUploader(settings));
    return null;
  };
  const root = createRoot(page.document.createElement('div'));
  const show = (settings: UploaderSettings): void => root.render(createElement(Component, { settings }));
  show(first);
  unmount.push(() => root.unmount());
  const until = async (isWanted: (uploader: Uploader) => boolean): Promise<Uploader> => {
    for (;;) {
      const uploader = await results.next();
      if (isWanted(uploader)) return uploader;
    }
  };
  return { show, until };
}

const cat = new File(['12345'], 'cat.png', { type: 'image/png' });

it('a model that is named is asked for once, and says what may be chosen', async () => {
  let asked = 0;
  const own = client(async () => {
    asked += 1;
    return modelWith(['image/png']);
  });
  const { until } = rendered({ client: own, model: 'm' });
  const { readiness, canAdd, add } = await until(({ readiness }) => readiness.status === 'ready');
  expect(readiness).toMatchObject({ limits: { accept: ['image/png'], maxFiles: 1 } });
  expect(canAdd).toBe(true);
  add([cat]);
  const ready = await until(({ files, isComplete }) => isComplete && files.length === 1);
  expect([ready.files[0]?.id, ready.canAdd, asked]).toEqual(['u', false, 1]);
});

it('a model that cannot be found out about can be asked for again', async () => {
  let isThere = false;
  const own = client(async () => (isThere ? modelWith(['image/png']) : expect.fail('no such model')));
  const { until } = rendered({ client: own, model: 'm' });
  const { readiness } = await until((uploader) => uploader.readiness.status === 'failed');
  if (readiness.status !== 'failed') throw new Error('not failed');
  expect(readiness.message).toBe('no such model');
  isThere = true;
  readiness.retry();
  await until((uploader) => uploader.readiness.status === 'ready');
});

it('what was brought in for one model and does not fit another is not given to it', async () => {
  const own = client(() => expect.fail('nothing is asked'));
  const model = (accept: string[]): UploaderSettings =>
    ({ client: own, model: modelWith(accept) }) as unknown as UploaderSettings;
  const told = mailbox<readonly [number, boolean]>();
  const onChange: UploaderSettings['onChange'] = ({ files: given, isComplete }) =>
    told.put([given.length, isComplete]);
  const { until, show } = rendered({ ...model(['image/png']), onChange });
  (await until(() => true)).add([cat]);
  await until(({ files: given }) => given.length === 1);
  show({ ...model(['video/mp4']), onChange });
  const { misfits, items } = await until((uploader) => uploader.misfits.size === 1);
  expect(misfits.get(items[0]?.id ?? '')).toMatchObject({ why: 'type', found: 'image/png' });
  while ((await told.next())[0] === 0);
  expect(await told.next()).toEqual([0, false]);
});

it('is rendered on a server, with every word of it replaced', () => {
  const own = client(() => expect.fail('nothing is asked on a server'));
  const texts = { browse: 'Dateien wählen', drop: 'Hierher ziehen', loading: 'Einen Augenblick' };
  const html = renderToString(
    createElement(ImageUploader, { client: own, model: 'm', label: 'Bilder', texts }),
  );
  for (const word of ['Bilder', ...Object.values(texts)]) expect(html).toContain(word);
  expect(html).toContain('role="status"');
});

it('without a client it says what is missing', () => {
  expect(() => renderToString(createElement(ImageUploader))).toThrow('put a DarkroomProvider around it');
});
