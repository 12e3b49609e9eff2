import { describe, expect, it } from 'vitest';
import { checkCallback, isGenuine, readCallback, signCallback } from '#providers/kie/callback.ts';
import { recordedText } from '../fixture.ts';

const now = new Date(1_760_000_000_000);
const vector = {
  externalId: 'ab12',
  timestamp: '1760000000',
  signature: 'RHdCmn6txiv0f8fS6dZKxZL+nf0k4Wv8VcX1lrt9F0g=',
};

describe('a callback', () => {
  it.each([
    ['jobs-callback', '6f1c0d3e9b7a4c5d8e2f10a9b8c7d6e5'],
    ['jobs-callback-failed', '6f1c0d3e9b7a4c5d8e2f10a9b8c7d6e5'],
    ['veo-callback', 'veo_task_9c1d2e3f4a5b'],
    ['mj-callback', '2584469c38e43c173ae0d9c1a2b3c4d5'],
    ['runway-callback', 'runway-77'],
    ['aleph-callback', 'aleph_1'],
  ])('says whose it is: %s', (name, externalId) => {
    expect(readCallback(recordedText(name))).toEqual({ externalId });
  });

  it('takes the first id in the documented order', () => {
    const body = { taskId: 'third', task_id: 'fourth', data: { task_id: 'second' } };
    expect(readCallback(JSON.stringify(body))).toEqual({ externalId: 'second' });
    expect(readCallback(JSON.stringify({ ...body, data: null }))).toEqual({ externalId: 'third' });
  });

  it.each(['{}', '{"data":{}}', '{"data":{"taskId":7}}', '{"data":{"taskId":"a b"}}', '{"data":"x"}'])(
    'may say nothing usable: %s',
    (body) => {
      expect(readCallback(body)).toEqual({});
    },
  );

  it.each(['', 'taskId=ab12', '[]', 'null', '"x"'])('is none where it is no JSON object: %j', (body) => {
    expect(readCallback(body)).toBeUndefined();
    expect(checkCallback({ body, headers: {} })).toBeUndefined();
  });
});

describe('a signature', () => {
  it('equals the one of the reference', () => {
    expect(signCallback('ab12', '1760000000', 'whk_test')).toBe(vector.signature);
    expect(isGenuine(vector, ['whk_test'], now)).toBe('genuine');
  });

  it('is taken from the current key and from the one before', () => {
    expect(isGenuine(vector, ['new', 'whk_test'], now)).toBe('genuine');
    expect(isGenuine(vector, ['new', 'other'], now)).toBe('forged');
    expect(isGenuine(vector, [], now)).toBe('forged');
  });

  it.each([
    [-301, 'stale'],
    [-300, 'genuine'],
    [0, 'genuine'],
    [300, 'genuine'],
    [301, 'stale'],
  ])('is judged for freshness by itself: %i seconds off', (seconds, verdict) => {
    expect(isGenuine(vector, ['whk_test'], new Date(now.getTime() + seconds * 1000))).toBe(verdict);
  });

  it.each([
    ['another id', { ...vector, externalId: 'ab13' }],
    ['another time', { ...vector, timestamp: '1760000001' }],
    ['a time in milliseconds', { ...vector, timestamp: '1760000000000' }],
    ['a time with a sign', { ...vector, timestamp: '+760000000' }],
    ['a shorter signature', { ...vector, signature: vector.signature.slice(0, 20) }],
    ['a signature with one letter changed', { ...vector, signature: vector.signature.replace('R', 'S') }],
    ['no signature', { ...vector, signature: undefined }],
    ['no time', { ...vector, timestamp: undefined }],
    ['no id', { ...vector, externalId: undefined }],
  ])('is forged with %s', (_what, callback) => {
    expect(isGenuine(callback, ['whk_test'], now)).toBe('forged');
  });
});

describe('a callback with headers', () => {
  const body = '{"data":{"taskId":"ab12"}}';
  const headers = { 'x-webhook-timestamp': vector.timestamp, 'x-webhook-signature': vector.signature };

  it('is unsigned where no key is agreed, whatever the headers say', () => {
    expect(checkCallback({ body, headers })?.([], now)).toEqual({
      externalId: 'ab12',
      signature: 'unsigned',
    });
  });

  it('is genuine, stale or forged where one is', () => {
    const verdict = (sent: Record<string, string>, at: Date) =>
      checkCallback({ body, headers: sent })?.(['whk_test'], at).signature;
    expect(verdict(headers, now)).toBe('genuine');
    expect(verdict(headers, new Date(0))).toBe('stale');
    expect(verdict({}, now)).toBe('forged');
  });
});
