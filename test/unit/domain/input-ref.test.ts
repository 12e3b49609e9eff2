import { describe, expect, it } from 'vitest';
import { inputRef, withoutSignatures } from '#domain/files/input-ref.ts';
import type { Owner } from '#domain/ids.ts';

const ana = 'ana' as Owner;
const id = '0123456789abcdef0123456789abcdef';
const media = 'https://media.example';
const refOf = (text: string) => inputRef(text, ana, media);
const signed = (path: string) => refOf(`https://store.example${path}?X-Amz-Signature=0`);

describe('a file address in a request', () => {
  it.each([
    ['an upload', `/bucket/uploads/ana/${id}.png`, { type: 'upload', id, key: `uploads/ana/${id}.png` }],
    ['an upload in a folder', `/uploads/ana/a/b/${id}.png`, { type: 'upload', id }],
    ['an upload of another owner', `/uploads/bob/${id}.png`, { type: 'closed' }],
    [
      'an output',
      `/bucket/images/generated/ana/${id}.png`,
      { type: 'output', key: `images/generated/ana/${id}.png` },
    ],
    [
      'an output of a project',
      `/bucket/project_p/scene_1/videos/generated/ana/${id}.mp4`,
      { type: 'output', key: `project_p/scene_1/videos/generated/ana/${id}.mp4` },
    ],
    ['a thumbnail of another owner', `/images/thumbnails/320/bob/${id}.webp`, { type: 'closed' }],
    ['a folder that only begins like one of ours', '/project_p/notes.txt', { type: 'foreign' }],
    ['nothing behind a folder of ours', '/images/generated', { type: 'foreign' }],
  ])('that our store has signed is %s', (_what, path, expected) => {
    expect(signed(path)).toMatchObject(expected);
  });

  it('without a signature is foreign, and below our media address is read as it stands', () => {
    expect(refOf(`https://store.example/uploads/ana/${id}.png`)).toMatchObject({ type: 'foreign' });
    expect(refOf(`${media}/uploads/ana/${id}.png?x=1`)).toEqual({
      type: 'upload',
      id,
      key: `uploads/ana/${id}.png`,
    });
  });

  it.each(['/project_', '/uploads', '/uploads/%0A', '/project_/images', '/images/generated'])(
    'is read in linear time where it repeats %s: a quadratic reading would outlast the test',
    (part) => {
      expect(signed(part.repeat(100_000))).toMatchObject({ type: 'foreign' });
    },
  );
});

it.each([
  [id, { type: 'upload' }],
  [`https://media.example/uploads/ana/a/b/${id}.png`, { type: 'upload', id: id }],
  [`https://media.example/uploads/ben/${id}.png`, { type: 'closed' }],
  [`https://media.example/images/generated/ana/${id}-2.png?x=1`, { type: 'output' }],
  [`https://media.example/images/generated/ben/${id}.png`, { type: 'closed' }],
  [`https://b.s3.amazonaws.com/uploads/ana/${id}.png?X-Amz-Signature=1`, { type: 'upload' }],
  [`http://127.0.0.1:1/bucket/uploads/ana/x/${id}.png?X-Amz-Signature=1`, { type: 'upload' }],
  [`https://b.s3.amazonaws.com/uploads/ana/${id}.png`, { type: 'foreign' }],
  ['https://files.example/uploads/ana/a.png', { type: 'foreign' }],
  ['https://media.example.evil/uploads/ana/a.png', { type: 'foreign' }],
])('reads %s as what it is', (text, expected) => {
  expect(refOf(text)).toMatchObject(expected);
});

describe('what a request says, compared with what it said before', () => {
  it('is the same where a file of ours is signed again, and only there', () => {
    const ours = `https://store.example/bucket/uploads/ana/${id}.png`;
    const foreign = 'https://store.example/else/a.png?X-Amz-Signature=1';
    expect(
      withoutSignatures({ prompt: 'a?X-Amz-Signature=1', list: [`${ours}?X-Amz-Signature=1`, foreign] }),
    ).toEqual({
      prompt: 'a?X-Amz-Signature=1',
      list: [ours, foreign],
    });
  });
});
