import { describe, expect, it } from 'vitest';
import { archiveTypes } from '#domain/files/archive-key.ts';
import { uploadTypeOf } from '#domain/files/upload-type.ts';
import { listModels } from '#providers/catalog.ts';
import type { Field, Form } from '#providers/catalog/entry.ts';
import { dimensionsOf, sniff } from '#storage/objects/media-probe.ts';
import { sniffedName } from '#storage/objects/sniff.ts';
import { specsFor } from '@darkroom/kie-simulator/media/plan';
import { formats, type Format, type MediaSpec } from '@darkroom/kie-simulator/media/spec';
import { render } from '@darkroom/kie-simulator/media/render';
import { knobsOf } from '@darkroom/kie-simulator/knobs';

const specOf = (format: Format): MediaSpec => ({
  kind: formats[format].kind,
  format,
  width: 64,
  height: 96,
  seconds: 1,
  framesPerSecond: 4,
  seed: 7,
  prompt: 'a lighthouse',
  caption: '',
});
const made = async (format: Format): Promise<Buffer> => Buffer.from(await render(specOf(format)));

/** What the archive finds out of a file of which such media are expected. */
async function kept(format: Format) {
  const bytes = await made(format);
  const sniffed = await sniff(bytes, formats[format].kind);
  if (sniffed.type === undefined) return undefined;
  const read = async (start: number, end: number) => bytes.subarray(start, end);
  return {
    type: sniffed.type,
    ...(await dimensionsOf(sniffed.type, { head: bytes, bytes: bytes.length, read })),
  };
}

const upright = { width: 64, height: 96 };

describe('the archive', () => {
  it.each([
    ['png', 'image/png', upright],
    ['jpeg', 'image/jpeg', upright],
    ['jpeg-turned', 'image/jpeg', upright],
    ['webp', 'image/webp', upright],
    ['avif', 'image/avif', upright],
    ['mp4', 'video/mp4', upright],
    ['mp4-turned', 'video/mp4', upright],
    ['mp4-free', 'video/mp4', upright],
    ['mov', 'video/quicktime', upright],
    ['webm', 'video/webm', upright],
    ['mp3', 'audio/mpeg', {}],
    ['wav', 'audio/wav', {}],
    ['wav-streamed', 'audio/wav', {}],
    ['ogg', 'audio/ogg', { codec: 'vorbis' }],
    ['opus', 'audio/ogg', { codec: 'opus' }],
    ['m4a', 'audio/mp4', { codec: 'aac' }],
    ['mp4-sound', 'audio/mp4', { codec: 'aac' }],
    ['webm-sound', 'audio/webm', { codec: 'opus' }],
  ] as const)('keeps %s as %s, and knows its measures', async (format, type, measures) => {
    const found = await kept(format);
    expect(found).toMatchObject({ type, ...measures });
    // An upload is told by the same sniffer; of AVIF alone no model makes anything.
    const told = uploadTypeOf((await sniffedName(await made(format))) ?? '');
    expect(told).toBe(format === 'avif' ? undefined : type);
    if (formats[format].kind !== 'image') expect(found?.durationSeconds).toBeCloseTo(1, 0);
  });

  it.each(['heic', 'pcm'] as const)('does not keep %s', async (format) => {
    expect(await kept(format)).toBeUndefined();
  });

  it('takes a film for no sound, and a sound for no film', async () => {
    for (const film of ['mp4', 'webm', 'mp4-free'] as const)
      expect(await sniff(await made(film), 'audio')).toMatchObject({
        type: expect.stringMatching(/^video/) as string,
      });
    expect(await sniff(await made('mp4-sound'), 'video')).toEqual({ type: 'audio/mp4' });
  });

  it('takes a container whose index comes last for what is expected', async () => {
    const head = Buffer.from('0000001c6674797069736f6d0000020069736f6d69736f32617663316d703431', 'hex');
    const file = Buffer.concat([
      head,
      Buffer.from('00010000', 'hex'),
      Buffer.from('mdat'),
      Buffer.alloc(5000),
    ]);
    expect(await sniff(file, 'audio')).toEqual({ type: 'audio/mp4' });
    expect(await sniff(file, 'video')).toEqual({ type: 'video/mp4' });
  });

  it('knows a sound with a large picture in front, and a page however it begins', async () => {
    const tagged = Buffer.concat([Buffer.from('4944330300000007ff7f', 'hex'), Buffer.alloc(65_000, 1)]);
    expect(await sniff(tagged, 'audio')).toEqual({ type: 'audio/mpeg' });
    for (const text of [
      '<!DOCTYPE html><p>',
      '\ufeff\n <!-- a --> <html lang="en">',
      '<?xml version="1.0"?>\n<html>',
      `<!-- a - b -- c --><!---->${'<!---->'.repeat(500)}<body>`,
    ])
      expect(await sniffedName(Buffer.from(text))).toBe('text/html');
    expect(await sniffedName(Buffer.from('<svg xmlns="x"><html></html></svg>'))).not.toBe('text/html');
  });
});

const choicesOf = (field: Field): readonly string[] =>
  field.type === 'string' && field.enum !== undefined ? field.enum : [];
const offered = listModels()
  .flatMap(({ forms }) => forms)
  .flatMap((form) =>
    Object.entries(form.fields)
      .filter(([name]) => /format|codec|container/i.test(name))
      .flatMap(([name, field]) => choicesOf(field).map((choice) => ({ form, name, choice }))),
  );

/** The format in which the simulator, as the service, sends what was asked for. */
function formatSent(form: Form, name: string, choice: string): Format | undefined {
  const model = { id: form.wire, title: '', vendor: '', media: form.media, input: {} };
  const order = {
    model: model as unknown as Parameters<typeof specsFor>[0]['model'],
    input: { [name]: choice },
    count: 1,
    asked: '',
    id: 'x',
  };
  return specsFor(order, knobsOf())[0]?.format;
}

it('no format is offered in which the archive would not keep what comes', async () => {
  const sent = new Map<string, { format: Format | undefined; media: Form['media'] }>();
  for (const { form, name, choice } of offered) {
    const format = formatSent(form, name, choice);
    sent.set(`${form.media} ${choice}`, { format, media: form.media });
  }
  expect(sent.size).toBeGreaterThan(10);
  for (const [asked, { format, media }] of sent) {
    const found = format === undefined ? undefined : await kept(format);
    expect(found && archiveTypes[found.type].media, asked).toBe(media);
  }
});
