import { describe, expect, it } from 'vitest';
import { dialectNamed } from '#providers/dialects.ts';
import type { Reply } from '#providers/call.ts';
import { recorded } from '../fixture.ts';

const dialects = ['kie-jobs', 'kie-veo', 'kie-midjourney'] as const;
const readStart = (reply: Reply) => dialectNamed('kie-jobs').readStart(reply);
const answered = (status: number, text: string): Reply => ({ type: 'answered', status, text });
const coded = (code: number, msg: string): Reply => answered(200, JSON.stringify({ code, msg, data: null }));

describe('the answer to the paid call', () => {
  it.each([
    ['kie-jobs', 'jobs-created', '6f1c0d3e9b7a4c5d8e2f10a9b8c7d6e5'],
    ['kie-veo', 'veo-created', 'veo_task_9c1d2e3f4a5b'],
    ['kie-midjourney', 'mj-created', '2584469c38e43c173ae0d9c1a2b3c4d5'],
  ])('is accepted with the id that %s gives', (dialect, name, externalId) => {
    expect(dialectNamed(dialect).readStart(recorded(name))).toEqual({ type: 'accepted', externalId });
  });

  it.each([
    ['error-401', 'provider_auth'],
    ['error-402', 'insufficient_provider_credit'],
    ['error-422-model', 'provider_rejected_input'],
    ['error-500-required', 'provider_rejected_input'],
    ['error-500-enum', 'provider_rejected_input'],
    ['error-505', 'provider_unavailable'],
    ['jobs-not-found', 'provider_rejected_input'],
  ])('is a refusal for good: %s means %s', (name, failCode) => {
    expect(readStart(recorded(name))).toMatchObject({ type: 'refused', failCode });
  });

  it.each([400, 403, 405, 409, 413, 451])('is a refusal for good with the documented code %i', (code) => {
    expect(readStart(coded(code, 'no'))).toMatchObject({ type: 'refused', message: 'no' });
  });

  it.each([
    'Your prompt was flagged by Website as violating content policies.',
    'The prompt was blocked by policy',
    'SENSITIVE_WORD_ERROR',
    'Image is unsafe',
  ])('tells blocked content from bad input: %s', (text) => {
    expect(readStart(coded(400, text))).toMatchObject({ type: 'refused', failCode: 'content_blocked' });
  });

  it.each([
    [429, 10],
    [430, 10],
    [550, 10],
    [433, 60],
    [455, 60],
  ])('is busy with code %i, for at least %i seconds', (code, retryAfterSeconds) => {
    expect(readStart(coded(code, 'later'))).toMatchObject({ type: 'busy', retryAfterSeconds });
    expect(readStart(answered(code, '{"message":"later"}'))).toMatchObject({
      type: 'busy',
      retryAfterSeconds,
    });
  });

  it.each([
    ['a generic 500', recorded('error-500')],
    ['501', recorded('error-501')],
    ['408, which says that upstream did not answer', recorded('error-408')],
    ['an unknown code', coded(999, 'what')],
    ['200 without data', coded(200, 'success')],
    ['200 with an id of a strange form', answered(200, '{"code":200,"data":{"taskId":"../../x"}}')],
    [
      '200 with an id that is too long',
      answered(200, JSON.stringify({ code: 200, data: { taskId: 'a'.repeat(129) } })),
    ],
    ['an empty body', answered(200, '')],
    ['a page of HTML', answered(502, '<html>Bad gateway</html>')],
    ['HTML with 401', answered(401, '<html>')],
    ['a list', answered(200, '[]')],
    ['a redirect', answered(302, '')],
    ['a broken connection', { type: 'broken', reason: 'ECONNRESET' } as const],
  ])('is ambiguous after %s', (_what, reply) => {
    for (const dialect of dialects)
      expect(dialectNamed(dialect).readStart(reply)).toMatchObject({ type: 'ambiguous' });
  });

  it('knows the 403 and the 429 of the edge, which answers in HTML', () => {
    expect(readStart(answered(403, '<html>error code: 1010</html>'))).toMatchObject({
      type: 'refused',
      failCode: 'provider_auth',
      whereKeyIsGood: 'provider_rejected_input',
    });
    expect(readStart(answered(429, '<html>'))).toMatchObject({ type: 'busy' });
  });

  it('says not-sent only where the client says so', () => {
    const reply: Reply = { type: 'not-sent', reason: 'ECONNREFUSED' };
    expect(readStart(reply)).toEqual(reply);
  });

  it('believes the code in the body before the HTTP status', () => {
    expect(readStart(recorded('jobs-created', 500))).toMatchObject({ type: 'accepted' });
    expect(readStart(recorded('error-402', 500))).toMatchObject({ type: 'refused' });
    expect(readStart(answered(402, '{"message":"no credits"}'))).toMatchObject({
      type: 'refused',
      failCode: 'insufficient_provider_credit',
      message: 'no credits',
    });
  });

  it('keeps a stranger’s words short and on one line', () => {
    const outcome = readStart(coded(422, `a\n\tb${'c'.repeat(9000)}`));
    expect(outcome).toMatchObject({ type: 'refused' });
    if (outcome.type === 'refused') {
      expect(outcome.message.startsWith('a bcc')).toBe(true);
      expect(outcome.message).toHaveLength(500);
    }
  });
});
