import { describe, expect, it } from 'vitest';
import type { Media } from '#providers/catalog/model.ts';
import { dialectNamed } from '#providers/dialects.ts';
import { asQueried, type CheckOutcome } from '#providers/dialect.ts';

/** Records as no page describes them. */

const jobs = asQueried(dialectNamed('kie-jobs'));
const check = (body: object, media: Media = 'image'): CheckOutcome =>
  jobs.readCheck({ type: 'answered', status: 200, text: JSON.stringify(body) }, media);
const record = (data: object, media?: Media): CheckOutcome =>
  check({ code: 200, msg: 'success', data }, media);

const FILE = 'https://a.example/r/1.png';
const TOKEN = `1.ana.${'A'.repeat(43)}`;

describe('why a job failed', () => {
  it.each<[string, object, string, string]>([
    [
      'in several languages',
      { failMsg: { zh: '违规', en: 'NSFW content' } },
      'NSFW content',
      'content_blocked',
    ],
    [
      'in a list',
      { failMsg: ['no', 'The content is unsafe'] },
      'no; The content is unsafe',
      'content_blocked',
    ],
    ['in an error', { error: { code: 'content_policy_violation', message: 'no' } }, 'no', 'content_blocked'],
    ['in an error of one word', { error: 'out of memory' }, 'out of memory', 'generation_failed'],
    ['under another name', { failReason: 'gone wrong' }, 'gone wrong', 'generation_failed'],
    ['in a message', { failMsg: null, message: 'gone wrong' }, 'gone wrong', 'generation_failed'],
    ['in a blank beside the words', { failMsg: ' ', errorMessage: 'gone' }, 'gone', 'generation_failed'],
  ])('is read %s', (_where, data, message, failCode) => {
    expect(record({ state: 'fail', ...data })).toEqual({ type: 'failed', message, failCode });
  });

  it('is evidence beside a word that nobody knows, where it has a code', () => {
    const error = { code: 'moderation_blocked', message: 'no' };
    expect(record({ state: 'kaputt', error })).toMatchObject({ type: 'failed', failCode: 'content_blocked' });
    expect(record({ state: 'pondering', error: null })).toMatchObject({ unknownWord: 'pondering' });
  });

  it.each([
    'Запрос нарушает правила контента',
    'Request contains a prominent person',
    'Blocked: third-party content similarity',
    'The likeness of a public figure is not allowed',
    'Il contenuto viola le linee guida',
    'Treść narusza zasady',
    'İçerik politikamızı ihlal ediyor',
  ])('is the content where it says "%s"', (failMsg) => {
    expect(record({ state: 'fail', failMsg })).toMatchObject({ failCode: 'content_blocked' });
  });

  it.each(['The image has no person in it', 'Failed to copy the result', 'Server exception'])(
    'is not the content where it says "%s"',
    (failMsg) => {
      expect(record({ state: 'fail', failMsg })).toMatchObject({ failCode: 'generation_failed' });
    },
  );
});

describe('a record', () => {
  const found = { state: 'success', resultJson: JSON.stringify({ resultUrls: [FILE] }) };
  it.each<[string, unknown]>([
    ['as text', JSON.stringify(found)],
    ['as text in text', JSON.stringify(JSON.stringify(found))],
    ['in a list of one', [found]],
  ])('is read %s', (_how, data) => {
    expect(check({ code: 200, msg: 'success', data })).toMatchObject({
      type: 'succeeded',
      outputs: [{ url: FILE }],
    });
  });
});

describe('results under other names', () => {
  it.each<[string, object, Media, readonly string[]]>([
    ['images', { response: { images: ['https://a.example/1.png'] } }, 'image', ['1.png']],
    ['objects', { response: { images: [{ url: 'https://a.example/1.png', width: 4 }] } }, 'image', ['1.png']],
    ['one address', { output: 'https://a.example/1.webp?x=1' }, 'image', ['1.webp?x=1']],
    ['an address without an ending', { response: { files: ['https://a.example/f/1'] } }, 'image', ['f/1']],
    [
      'a film beside its picture',
      { response: { video: { url: 'https://a.example/v.mp4' }, thumbnailUrl: 'https://a.example/t.png' } },
      'video',
      ['v.mp4'],
    ],
    [
      'text within text',
      { resultJson: JSON.stringify(JSON.stringify({ pictures: ['https://a.example/1.jpg'] })) },
      'image',
      ['1.jpg'],
    ],
    ['a text around it', { text: 'Here: ![it](https://a.example/1.png).' }, 'image', ['1.png']],
    [
      'a tag, beside a page',
      { html: '<p>See https://a.example/help.html <img src="https://a.example/1.png?x=1"></p>' },
      'image',
      ['1.png?x=1'],
    ],
    ['a sound', { result: { audio_file: 'https://a.example/a.mp3' } }, 'audio', ['a.mp3']],
  ])('are found in %s, and the record is kept', (_where, data, media, names) => {
    const outcome = record({ state: 'success', ...data }, media);
    expect(outcome).toMatchObject({
      type: 'succeeded',
      outputs: names.map((name) => ({ url: `https://a.example/${name}`, media })),
    });
    expect(outcome.type === 'succeeded' && outcome.record).toContain(names[0]);
  });

  it.each([
    ['https://a.example/my cat.png', 'https://a.example/my%20cat.png'],
    [' https://a.example/1.png\n', 'https://a.example/1.png'],
    ['https://a.example/a\n1.png', 'https://a.example/a1.png'],
    ['//a.example/1.png', 'https://a.example/1.png'],
    ['https:\\/\\/a.example\\/1.png', 'https://a.example/1.png'],
    ['https://a.example/1.png?x=1&amp;y=2', 'https://a.example/1.png?x=1&y=2'],
  ])('have the address that a browser would make of %j', (text, url) => {
    expect(record({ state: 'success', resultJson: JSON.stringify({ resultUrls: [text] }) })).toMatchObject({
      type: 'succeeded',
      outputs: [{ url }],
    });
  });

  it.each([
    [['https://a.example/1.png is ready'], ['1.png']],
    [['// a comment'], []],
    [{ text: 'https://a.example/1.png https://a.example/2.png' }, ['1.png', '2.png']],
  ])('are no sentence, and not two addresses in one: %j', (text, names) => {
    const outcome = record({ state: 'success', response: text });
    const urls = 'outputs' in outcome ? outcome.outputs.map(({ url }) => url) : [];
    expect(urls).toEqual(names.map((name) => `https://a.example/${name}`));
  });

  it('are never what the request holds', () => {
    const data = {
      state: 'success',
      param: JSON.stringify({ input: { image: 'https://a.example/in.png' } }),
      input: { image: 'https://a.example/in.png' },
      inputUrls: ['https://a.example/in.png'],
      callBackUrl: `https://api.example.com/webhooks/kie/0123/${TOKEN}`,
    };
    const outcome = record(data);
    expect(outcome).toMatchObject({ type: 'failed', failCode: 'empty_result' });
    expect(outcome.type === 'failed' && outcome.record).not.toContain(TOKEN);
  });
});
