import { describe, expect, it } from 'vitest';
import { dialectNamed } from '#providers/dialects.ts';
import { asQueried, type CheckOutcome, type StartOutcome } from '#providers/dialect.ts';
import type { Media } from '#providers/catalog/model.ts';
import type { Reply } from '#providers/call.ts';

/** Answers that no page describes, as people who use such services have met them. */

const jobs = asQueried(dialectNamed('kie-jobs'));
const answered = (text: string, status = 200): Reply => ({ type: 'answered', status, text });
const start = (body: unknown, status?: number): StartOutcome =>
  jobs.readStart(answered(typeof body === 'string' ? body : JSON.stringify(body), status));
const check = (body: unknown, media: Media = 'image'): CheckOutcome =>
  jobs.readCheck(answered(typeof body === 'string' ? body : JSON.stringify(body)), media);
const record = (data: object, media?: Media): CheckOutcome =>
  check({ code: 200, msg: 'success', data }, media);

const ID = '6f1c0d3e9b7a4c5d8e2f10a9b8c7d6e5';
const FILE = 'https://a.example/r/1.png';
const TOKEN = `1.ana.${'A'.repeat(43)}`;

describe('an acceptance', () => {
  it.each<[string, unknown, string?]>([
    ['task_id', { code: 200, msg: 'success', data: { task_id: 't1' } }, 't1'],
    ['a message in several languages', { code: 200, msg: { en: 'success' }, data: { taskId: 't1' } }, 't1'],
    ['a number', { code: 200, data: { taskId: 7 } }, '7'],
    ['id', { code: 200, msg: 'success', data: { id: ID } }],
    ['the data itself', { code: 200, msg: 'success', data: ID }],
    ['a list of one', { code: 200, msg: 'success', data: [{ taskId: ID }] }],
    ['a list of tasks', { code: 200, data: { tasks: [{ id: ID, status: 'queued' }] } }],
    ['an object in the data', { code: 200, data: { task: { id: ID } } }],
    ['the answer itself', { success: true, task_id: ID }],
    ['the answer itself, without a code', { id: ID, status: 'starting' }],
    ['a code in quotes', { code: ' 200 ', data: { taskId: ID } }],
    ['code 0', { code: 0, message: 'ok', data: { taskId: ID } }],
    ['code 201', { code: 201, data: { jobId: ID } }],
    ['a code in words', { code: 'success', data: { recordId: ID } }],
    ['quotes of its own', { code: 200, data: { taskId: JSON.stringify(JSON.stringify(ID)) } }],
    ['blanks around it', { code: 200, data: { taskId: ` ${ID}\n` } }],
    ['a list, encoded twice', { code: 200, data: { taskId: JSON.stringify(JSON.stringify([ID])) } }],
    ['a mark before the text', `\uFEFF${JSON.stringify({ code: 200, data: { taskId: ID } })}`],
    [
      'the ids of other things beside it',
      { code: 200, data: { requestId: 'r1', user: { id: 'u1' }, taskId: ID } },
    ],
  ])('is read where the id stands in %s', (_where, body, id = ID) => {
    expect(start(body)).toEqual({ type: 'accepted', externalId: id });
  });
});

describe('an answer that leaves it open whether a job was made', () => {
  it.each<[string, unknown, string[]]>([
    ['is cut off', `{"code":200,"msg":"success","data":{"taskId":"${ID}`, [ID]],
    ['says no and names a job', { code: 500, msg: 'Server exception', data: { taskId: ID } }, [ID]],
    ['says "not now" and names a job', { code: 429, msg: 'busy', data: { task_id: ID } }, [ID]],
    ['names it in its words', { code: 500, msg: `Timeout while creating taskId: ${ID}`, data: null }, [ID]],
    [
      'names it under another name',
      { code: 200, msg: 'ok', data: { list: [{ ref: ID }, { ref: 'x' }] } },
      [ID],
    ],
    ['is a page', `<html>task id ${ID}</html>`, [ID]],
    ['is text within text', { code: 500, data: `{"taskId":{"en":"${ID}"}}` }, [ID]],
    ['is a page around an answer', `<p>{"data":{"taskId":{"en":"${ID}","zh":"${ID}"}}}</p>`, [ID]],
    ['is a page around a list', `<p>{"code":429,"data":{"task_id":["${ID}"]}}</p>`, [ID]],
  ])('is kept with the ids in it: it %s', (_how, body, candidateIds) => {
    const outcome = start(body);
    expect(outcome).toMatchObject({ type: 'ambiguous', candidateIds });
    expect(outcome.type === 'ambiguous' && outcome.reason).toContain(ID);
  });

  it.each([
    { code: 500, msg: 'no', data: { traceId: ID, requestId: ID, userId: ID } },
    { code: 200, msg: 'not available 404 yet', data: { taskId: 'none so far' } },
  ])('names no other thing as the job, and no sentence: %j', (body) => {
    expect(start(body)).toEqual({ type: 'ambiguous', reason: expect.any(String) as string });
  });

  it('is kept without the secret of a callback, in whole characters, and not in any length', () => {
    const url = `https://api.example.com/webhooks/kie/0123/${TOKEN}`;
    const outcome = start({ code: 500, msg: `${url} ${'🦊'.repeat(5000)}`, data: null });
    if (outcome.type !== 'ambiguous') throw new Error('It is read as something else');
    expect(outcome.reason).not.toContain(TOKEN);
    expect(outcome.reason.isWellFormed()).toBe(true);
    expect(Array.from(outcome.reason).length).toBeLessThan(2000);
  });
});

describe('a page of the edge', () => {
  it.each([
    `<p>{"code":200,"data":{"taskId":{"en":"${ID}"}}}</p>`,
    `<p>taskId: [\n  ${ID}</p>`,
    `<p>{"data":{"taskId":["${ID}"]}}</p>`,
  ])('that names a job may have made one, whatever its status says: %s', (text) => {
    for (const status of [403, 429, 503]) {
      expect(start(text, status)).toMatchObject({ type: 'ambiguous', candidateIds: [ID] });
    }
  });

  it.each(['{"taskId":null,"traceId":"8f2a9c77bd12"}', 'No task ids for client 8f2a9c77bd12'])(
    'that names other things is "not now": %s',
    (text) => {
      expect(start(`<p>${text}</p>`, 429)).toMatchObject({ type: 'busy' });
    },
  );
});

describe('a refusal', () => {
  it.each<[string, unknown, string]>([
    [
      'a run-together code',
      { code: 500, msg: 'AudioSensitiveContentDetected.PolicyViolation', data: null },
      'content_blocked',
    ],
    [
      'a code in words',
      { code: 'InputImageSensitiveContentDetected', message: 'no', data: null },
      'content_blocked',
    ],
    ['underscores', { code: 501, msg: 'PROHIBITED_CONTENT', data: null }, 'content_blocked'],
    ['Chinese', { code: 500, msg: '输入内容包含敏感信息', data: null }, 'content_blocked'],
    ['Japanese', { code: 500, msg: 'コンテンツポリシーに違反しています', data: null }, 'content_blocked'],
    [
      'German',
      { code: 500, msg: 'Der Inhalt verstößt gegen die Richtlinien', data: null },
      'content_blocked',
    ],
    ['Spanish', { code: 500, msg: 'El contenido infringe nuestra política', data: null }, 'content_blocked'],
    [
      'several languages',
      { code: 500, msg: { zh: '违规', en: 'Content violates policy' } },
      'content_blocked',
    ],
    ['a yes without a job', { code: 200, msg: 'Your prompt was flagged', data: null }, 'content_blocked'],
    [
      'an error object',
      { error: { code: 'content_policy_violation', message: 'Rejected by safety system' } },
      'content_blocked',
    ],
    [
      'credits in words',
      { code: 500, msg: 'Insufficient credits', data: null },
      'insufficient_provider_credit',
    ],
  ])('is known in %s', (_how, body, failCode) => {
    expect(start(body)).toMatchObject({ type: 'refused', failCode });
  });

  it('is a refusal with the HTTP status alone', () => {
    expect(start({ detail: 'bad field' }, 422)).toMatchObject({
      type: 'refused',
      failCode: 'provider_rejected_input',
      message: 'bad field',
    });
  });
});

describe('the end of a job', () => {
  it.each([
    'failed',
    'FAILED',
    'Failure',
    'ERROR',
    'rejected',
    'Canceled',
    'timed out',
    'generateFailed',
    '失败',
  ])('is a failure in the word %s', (state) => {
    expect(record({ state, failMsg: 'no' })).toMatchObject({ type: 'failed', message: 'no' });
  });

  it.each(['succeeded', 'COMPLETED', 'Done', 'finished', 'successful'])(
    'is a success in the word %s',
    (state) => {
      expect(record({ state, resultJson: JSON.stringify({ resultUrls: [FILE] }) })).toMatchObject({
        type: 'succeeded',
        outputs: [{ url: FILE }],
      });
    },
  );

  it.each(['IN_PROGRESS', 'in progress', 'inProgress', 'Queued', 'pending'])(
    'has not come in the word %s',
    (state) => {
      expect(record({ state })).toEqual({ type: 'pending' });
    },
  );

  it('is told by a failure code beside a word that nobody knows', () => {
    expect(record({ state: 'kaputt', failCode: '500', failMsg: 'gone wrong' })).toMatchObject({
      type: 'failed',
      failCode: 'generation_failed',
    });
    expect(record({ state: 'pondering', failCode: '0' })).toMatchObject({ unknownWord: 'pondering' });
  });

  it('is told by results beside a word that nobody knows, unless the job says that it goes on', () => {
    const resultJson = JSON.stringify({ resultUrls: [FILE] });
    expect(record({ state: 'fertig', resultJson })).toMatchObject({ type: 'succeeded' });
    expect(record({ resultJson })).toMatchObject({ type: 'succeeded' });
    expect(record({ state: 'fertig', progress: 40, resultJson })).toMatchObject({ type: 'pending' });
  });

  it('keeps the words of a failure whole, however they are cut', () => {
    const outcome = record({ state: 'fail', failMsg: `${'x'.repeat(499)}🦊 tail` });
    expect(outcome).toMatchObject({ type: 'failed', message: `${'x'.repeat(499)}🦊` });
    const half = check('{"code":200,"data":{"state":"fail","failMsg":"half \\ud83e"}}');
    expect(half.type === 'failed' && half.message.isWellFormed()).toBe(true);
  });

  it.each([
    'AudioSensitiveContentDetected.PolicyViolation',
    'OutputVideoSensitiveContentDetected',
    'output_moderation',
    '内容违规',
    'NSFW content',
  ])('is blocked content where the code or the words say so: %s', (words) => {
    expect(record({ state: 'fail', failCode: words, failMsg: '' })).toMatchObject({
      failCode: 'content_blocked',
    });
    expect(record({ state: 'fail', failCode: '500', failMsg: words })).toMatchObject({
      failCode: 'content_blocked',
    });
  });
});

describe('a query that is answered with a code', () => {
  it.each<[number, string, object]>([
    [400, 'Your prompt was flagged by the content policy', { type: 'failed', failCode: 'content_blocked' }],
    [400, 'The image is too small', { type: 'failed', failCode: 'provider_rejected_input' }],
    [422, 'The content violates our guidelines', { type: 'failed', failCode: 'content_blocked' }],
    [451, 'Failed to fetch the image', { type: 'failed', failCode: 'provider_rejected_input' }],
    [531, 'Upstream failure', { type: 'failed', failCode: 'generation_failed' }],
    [422, 'recordInfo is null', { type: 'not-found' }],
    [400, 'taskId is missing', { type: 'unavailable' }],
    [500, 'Server exception', { type: 'unavailable' }],
  ])('ends the job by what %i "%s" says', (code, msg, outcome) => {
    expect(check({ code, msg, data: null })).toMatchObject(outcome);
  });
});
