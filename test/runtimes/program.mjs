// Run by Node, Deno and Bun with the package of the client as it is published: what each prints has to be the same.
import { createDarkroom, DarkroomError, verifyWebhook } from '@darkroom/client';

const [url, key, path, nobody, signed] = process.argv.slice(2);
const { secret, now, ...received } = JSON.parse(signed);
const darkroom = createDarkroom({ url, key, liveUrl: false });

const wordOf = async (act) => {
  try {
    await act();
    return 'done';
  } catch (error) {
    return error instanceof DarkroomError ? `${error.code} ${error.status} ${error.notSent}` : String(error);
  }
};

const picture = new Blob([new Uint8Array(3000)], { type: 'image/png' });
const { status, assets } = await darkroom.run('IMAGEN4', { prompt: 'a hat' });
const bytes = await (await darkroom.download(assets[0])).arrayBuffer();
const sent = [];
await darkroom.upload(picture, { fileName: 'a.png', onProgress: ({ sentBytes }) => sent.push(sentBytes) });
const withFile = await darkroom.tasks.create({
  providerParams: {
    service: 'KIE',
    model: 'nano-banana-pro',
    input: { prompt: 'wear it', image_input: [picture] },
  },
});

console.log(
  JSON.stringify({
    status,
    bytes: bytes.byteLength,
    sent: [sent[0], sent.at(-1)],
    ordered: withFile.id,
    path: (await darkroom.upload({ path })).status,
    noFile: await wordOf(() => darkroom.upload({ path: `${path}.none.png` })),
    wrongType: await wordOf(() => darkroom.upload(new Blob(['x'], { type: 'text/html' }))),
    refused: await wordOf(() => createDarkroom({ url, key: 'dk_wrong', tries: 1 }).usage()),
    nobody: await wordOf(() => createDarkroom({ url: nobody, key, tries: 1 }).usage()),
    aborted: await wordOf(() => darkroom.usage({ signal: AbortSignal.abort(new Error('stopped')) })),
    folder: await wordOf(() => darkroom.upload({ path: '.' }, { contentType: 'image/png' })),
    signed: await wordOf(() => verifyWebhook(received, { secret, now: () => now })),
    changed: await wordOf(() => verifyWebhook({ ...received, body: '{}' }, { secret, now: () => now })),
  }),
);
