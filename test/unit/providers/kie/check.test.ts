import { describe, expect, it } from 'vitest';
import { dialectNamed } from '#providers/dialects.ts';
import { asQueried, type CheckOutcome } from '#providers/dialect.ts';
import type { Media } from '#providers/catalog/model.ts';
import type { Reply } from '#providers/call.ts';
import { recorded } from '../fixture.ts';

const answered = (status: number, text: string): Reply => ({ type: 'answered', status, text });
const record = (data: unknown): Reply => answered(200, JSON.stringify({ code: 200, msg: 'success', data }));
const jobs = (reply: Reply, media: Media = 'image'): CheckOutcome =>
  asQueried(dialectNamed('kie-jobs')).readCheck(reply, media);
const veo = (reply: Reply): CheckOutcome => asQueried(dialectNamed('kie-veo')).readCheck(reply, 'video');
const mj = (reply: Reply, media: Media = 'image'): CheckOutcome =>
  asQueried(dialectNamed('kie-midjourney')).readCheck(reply, media);

const callbackUrl =
  'https://api.example.com/webhooks/kie/0123456789abcdef0123456789abcdef/1.ana.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA';

describe('a job that runs', () => {
  it.each(['waiting', 'wait', 'queuing', 'queueing', 'generating', 'GENERATING'])(
    'is pending in state %s',
    (state) => {
      expect(jobs(record({ state }))).toEqual({ type: 'pending' });
    },
  );

  it('is pending with flag 0', () => {
    expect(veo(recorded('veo-running'))).toEqual({ type: 'pending', callbackUrl });
    expect(mj(recorded('mj-running'))).toEqual({ type: 'pending', callbackUrl });
    expect(jobs(record({ successFlag: 0 }))).toEqual({ type: 'pending' });
  });

  it('shows its progress in percent', () => {
    expect(jobs(record({ state: 'generating', progress: 40 }))).toEqual({ type: 'pending', progress: 40 });
    expect(jobs(record({ state: 'generating', progress: '0.45' }))).toEqual({
      type: 'pending',
      progress: 45,
    });
    expect(jobs(record({ state: 'generating', progress: 'soon' }))).toEqual({ type: 'pending' });
  });

  it('is still running in a state that nobody knows, and names the word', () => {
    expect(jobs(recorded('jobs-unknown-state'))).toEqual({
      type: 'pending',
      unknownWord: 'reviewing',
      callbackUrl,
    });
    expect(veo(record({ successFlag: 9 }))).toEqual({ type: 'pending', unknownWord: '9' });
    expect(jobs(record({}))).toEqual({ type: 'pending', unknownWord: '(none)' });
    expect(mj(record({ successFlag: null }))).toEqual({ type: 'pending', unknownWord: '(none)' });
  });
});

describe('a job that succeeded', () => {
  it('gives its files, its cost and the callback URL out of an echo encoded twice', () => {
    expect(jobs(recorded('jobs-success'))).toEqual({
      type: 'succeeded',
      outputs: [{ url: 'https://tempfile.aiquickdraw.com/r/6f1c0d3e_1777539378_a1b2.png', media: 'image' }],
      credits: 4000,
      callbackUrl,
    });
  });

  it('is read in its newer form too: a flag, and the result unpacked', () => {
    expect(jobs(recorded('jobs-success-flags'))).toMatchObject({
      outputs: [
        { url: 'https://tempfile.aiquickdraw.com/r/one.png' },
        { url: 'https://tempfile.aiquickdraw.com/r/two.png' },
      ],
      credits: 800,
    });
  });

  it('gives the film of Veo, whether its list is a list or text', () => {
    const outputs = [{ url: 'https://tempfile.aiquickdraw.com/v/9c1d2e3f.mp4', media: 'video' }];
    expect(veo(recorded('veo-success'))).toEqual({
      type: 'succeeded',
      outputs,
      credits: 60_000,
      callbackUrl,
    });
    expect(veo(recorded('veo-success-text'))).toEqual({ type: 'succeeded', outputs, callbackUrl });
  });

  it('gives the whole of an extended film', () => {
    expect(veo(recorded('veo-extended'))).toMatchObject({
      outputs: [
        { url: 'https://tempfile.aiquickdraw.com/v/whole.mp4' },
        { url: 'https://tempfile.aiquickdraw.com/v/9c1d2e3f.mp4', role: 'part' },
      ],
    });
  });

  it.each(['mj-success', 'mj-success-text'])('gives the four pictures of Midjourney: %s', (name) => {
    const outcome = mj(recorded(name));
    expect(outcome).toMatchObject({ type: 'succeeded', callbackUrl });
    expect(outcome.type === 'succeeded' && outcome.outputs.map(({ media }) => media)).toEqual(
      Array(4).fill('image'),
    );
  });

  it.each([
    ['strings', { resultUrls: ['https://a.example/1.mp4'] }],
    ['objects below response', { response: { resultUrls: [{ resultUrl: 'https://a.example/1.mp4' }] } }],
    ['a single text', { resultInfoJson: { resultUrls: 'https://a.example/1.mp4' } }],
  ])('gives Midjourney’s films as films, told as %s', (_form, result) => {
    expect(mj(record({ successFlag: 1, ...result }), 'video')).toEqual({
      type: 'succeeded',
      outputs: [{ url: 'https://a.example/1.mp4', media: 'video' }],
    });
  });

  it('takes as many files as there are, each once', () => {
    const resultUrls = [
      'https://a.example/1',
      'https://a.example/2',
      'https://a.example/1',
      'javascript:alert(1)',
      '',
    ];
    expect(jobs(record({ state: 'success', resultJson: JSON.stringify({ resultUrls }) }))).toMatchObject({
      outputs: [{ url: 'https://a.example/1' }, { url: 'https://a.example/2' }],
    });
  });

  it.each(['jobs-success-empty', 'jobs-success-empty-urls'])(
    'has failed where it has no files: %s',
    (name) => {
      expect(jobs(recorded(name))).toMatchObject({ type: 'failed', failCode: 'empty_result' });
    },
  );

  it('is asked again where its result is cut off', () => {
    expect(jobs(recorded('jobs-success-broken'))).toMatchObject({ type: 'unavailable' });
  });
});

describe('what a job cost', () => {
  const costOf = (data: object): unknown => {
    const outcome = jobs(record({ state: 'fail', ...data }));
    return outcome.type === 'failed' ? outcome.credits : outcome;
  };

  it.each([
    [{ creditsConsumed: 4 }, 4000],
    [{ creditsConsumed: '209.5' }, 209_500],
    [{ creditsConsumed: null, consumeCredits: ' 0.8 ' }, 800],
    [{ creditsConsumed: '0' }, 0],
  ])('is the provider’s own figure, be it a number or a text: %j', (data, expected) => {
    expect(costOf(data)).toBe(expected);
  });

  it.each([
    ...[{}, { creditsConsumed: '' }, { creditsConsumed: -1 }, { creditsConsumed: 'four' }],
    ...[{ creditsConsumed: 1e308 }, { creditsConsumed: '9'.repeat(400) }, { creditsConsumed: 1e130 }],
    { creditsConsumed: 5_000_000 },
  ])('is not known from %j', (data) => {
    expect(costOf(data)).toBeUndefined();
  });

  it('is the other name’s where one names an amount that nobody could owe', () => {
    expect(costOf({ creditsConsumed: 1e308, consumeCredits: 4 })).toBe(4000);
  });
});

describe('a job that failed', () => {
  it('says why, and what it cost', () => {
    expect(jobs(recorded('jobs-fail'))).toEqual({
      type: 'failed',
      failCode: 'generation_failed',
      message: 'Internal server error',
      credits: 0,
    });
    expect(veo(recorded('veo-failed'))).toMatchObject({ type: 'failed', failCode: 'generation_failed' });
    expect(mj(recorded('mj-failed'))).toMatchObject({ type: 'failed', message: 'Internal Error' });
  });

  it('tells blocked content and bad input from other failures', () => {
    expect(jobs(recorded('jobs-fail-policy'))).toMatchObject({ failCode: 'content_blocked' });
    expect(veo(recorded('veo-failed-policy'))).toMatchObject({ failCode: 'content_blocked' });
    expect(jobs(recorded('jobs-fail-input'))).toMatchObject({ failCode: 'provider_rejected_input' });
  });

  it('needs no reason', () => {
    expect(jobs(record({ state: 'fail', failCode: null, failMsg: null }))).toMatchObject({
      message: 'The provider gave no reason.',
    });
  });

  it.each(['error-408', 'error-501'])('has failed where the query itself says so: %s', (name) => {
    expect(jobs(recorded(name))).toMatchObject({ type: 'failed', failCode: 'generation_failed' });
  });
});

describe('a query without an answer', () => {
  it.each(['jobs-null', 'jobs-not-found', 'veo-null'])('finds nothing: %s', (name) => {
    expect(jobs(recorded(name))).toMatchObject({ type: 'not-found' });
  });

  it('finds nothing where the record is null with code 200', () => {
    expect(veo(record(null))).toMatchObject({ type: 'not-found' });
  });

  it.each([
    ['error-429', 10],
    ['error-455', 60],
    ['error-500', 15],
    ['error-500-required', 15],
  ])('is only put off: %s', (name, retryAfterSeconds) => {
    expect(jobs(recorded(name))).toMatchObject({ type: 'unavailable', retryAfterSeconds });
  });

  it.each<[string, Reply]>([
    ['HTML', answered(502, '<html>')],
    ['a text for a record', record('hello')],
    ['a broken connection', { type: 'broken', reason: 'timeout' }],
    ['no connection', { type: 'not-sent', reason: 'ENOTFOUND' }],
    ['a code that nobody knows', answered(200, '{"code":777,"msg":"?"}')],
  ])('is only put off by %s', (_what, reply) => {
    expect(jobs(reply)).toMatchObject({ type: 'unavailable' });
  });

  it('says that the key is wrong', () => {
    expect(jobs(recorded('error-401'))).toMatchObject({ type: 'unavailable', auth: true });
  });
});
