import { describe, expect, it } from 'vitest';
import { dialectNamed } from '#providers/dialects.ts';
import { asQueried, type CheckOutcome } from '#providers/dialect.ts';

/** Records as no page describes them. */

const jobs = asQueried(dialectNamed('kie-jobs'));
const check = (body: object): CheckOutcome =>
  jobs.readCheck({ type: 'answered', status: 200, text: JSON.stringify(body) }, 'image');
const record = (data: object): CheckOutcome => check({ code: 200, msg: 'success', data });

const FILE = 'https://a.example/r/1.png';

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
