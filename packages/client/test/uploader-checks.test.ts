import { describe, expect, it } from 'vitest';
import { faultOf, knownOf, sorted } from '../uploader/check.ts';
import { typeOf } from '../uploader/file-types.ts';
import { anyFile, fileFields, limitsOf } from '../uploader/limits.ts';
import { defaultTexts } from '../uploader/texts.ts';

const MB = 1024 * 1024;
const accept = ['image/jpeg', 'image/png'];
const two = { accept, maxFiles: 2, maxBytes: 5 * MB };
const fileOf = (name: string, type: string, bytes = 10): File =>
  new File([new Uint8Array(bytes)], name, { type, lastModified: 1 });

const model = {
  forms: [
    { files: [{ field: 'mask', required: false, maxFiles: 1, accept: ['image/*'] }] },
    {
      files: [
        { field: 'mask', required: false, maxFiles: 1, accept: ['image/png'] },
        { field: 'image_urls', required: true, maxFiles: 3, accept, maxBytes: 10 * MB },
        { field: 'references', required: false, accept: [] },
      ],
    },
  ],
};

describe('what a model takes', () => {
  it('is said of each of its fields for files, by the first form that has it', () => {
    expect(fileFields(model).map(({ field }) => field)).toEqual(['mask', 'image_urls', 'references']);
    expect(limitsOf(model, 'mask')?.accept).toContain('image/webp');
    expect(limitsOf(model, 'references')).toMatchObject({ maxFiles: Infinity, accept: anyFile.accept });
  });

  it('is that of the field which has to be filled, where none is named', () => {
    const limits = { maxFiles: 3, accept, maxBytes: 10 * MB };
    expect(limitsOf(model)).toEqual({ field: 'image_urls', required: true, ...limits });
    expect(limitsOf(model, 'no_such_field')).toBeUndefined();
    expect(limitsOf({ forms: [{ files: [] }] })).toBeUndefined();
  });

  it('is nothing that cannot be uploaded', () => {
    const files = [{ field: 'image', required: true, maxFiles: 1, accept: ['image/heic', 'image/png'] }];
    expect(limitsOf({ forms: [{ files }] })?.accept).toEqual(['image/png']);
  });
});

describe('a file', () => {
  it.each([
    ['rain.wav', 'audio/x-wav', 'audio/wav'],
    ['voice.m4a', 'audio/x-m4a', 'audio/mp4'],
    ['cat.JPG', '', 'image/jpeg'],
    ['cat.png', 'application/octet-stream', 'image/png'],
    ['notes', '', undefined],
  ])('%s of type "%s" is taken for %s', (name, said, type) => {
    expect(typeOf(name, said)).toBe(type);
  });

  it.each([
    [fileOf('film.mp4', 'video/mp4'), { why: 'type', found: 'video/mp4', accept }],
    [fileOf('notes', ''), { why: 'type', found: undefined, accept }],
    [fileOf('empty.png', 'image/png', 0), { why: 'empty' }],
    [fileOf('large.png', 'image/png', 6 * MB), { why: 'size', bytes: 6 * MB, maxBytes: 5 * MB }],
    [fileOf('cat.png', 'image/png'), undefined],
    ['https://example.com/film.mp4?x=1', { why: 'type', found: 'video/mp4', accept }],
    ['https://example.com/show?id=1', undefined],
  ])('%s: what speaks against it is known before it is sent', (chosen, fault) => {
    expect(faultOf(knownOf(chosen), two)).toEqual(fault);
  });

  it('may have no more than any file of its kind where the model says nothing', () => {
    const bytes = 51 * MB;
    const fault = faultOf({ name: 'x', type: 'image/png', bytes }, anyFile);
    expect(fault).toEqual({ why: 'size', bytes, maxBytes: 50 * MB });
  });
});

it('of many that are chosen those are taken which there is room for, each once', () => {
  const cat = fileOf('cat.png', 'image/png');
  const chosen = ['no address', cat, cat, fileOf('dog.png', 'image/png'), 'https://example.com/cow.png'];
  const { taken, refusals } = sorted(chosen, two, { count: 0, chosen: [] });
  expect(taken).toEqual([cat, chosen[3]]);
  expect(refusals.map(({ name, why }) => [name, why])).toEqual([
    ['no address', 'address'],
    ['cat.png', 'twice'],
    ['cow.png', 'count'],
  ]);
  const full = sorted([cat], two, { count: 1, chosen: [cat] });
  expect(full.refusals).toMatchObject([{ why: 'twice' }]);
});

describe('the texts', () => {
  const { refusal, limits, good, soon, bytes } = defaultTexts;

  it('say what is taken, and what is to be done with what is not', () => {
    expect(limits(two)).toBe('JPEG or PNG, up to 2 files, 5 MB at most');
    expect(limits(anyFile)).toBe('Pictures, films or sounds');
    expect(refusal({ name: 'a.mp4', why: 'type', found: 'video/mp4', accept })).toBe(
      'a.mp4 is of type MP4. Save it as JPEG or PNG and add it again.',
    );
    expect(refusal({ name: 'a.png', why: 'count', maxFiles: 1 })).toBe(
      'a.png was not added: one file is taken. Remove the one that is there first.',
    );
  });

  it('tell sizes and times as people do', () => {
    expect([bytes(12), bytes(830 * 1024), bytes(1.25 * MB), bytes(12 * MB)]).toEqual([
      '12 bytes',
      '830 KB',
      '1.3 MB',
      '12 MB',
    ]);
    const hour = 3_600_000;
    expect([good(71.5 * hour), good(47 * hour), soon(5.2 * hour), soon(hour - 1), soon(30_000)]).toEqual([
      'Can be used for 2 days',
      'Can be used for 47 h',
      'Expires in 5 h 12 min',
      'Expires in 1 h',
      'Expires in less than a minute',
    ]);
  });
});
