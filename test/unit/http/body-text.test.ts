import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { readJson } from '../../../functions/http/read-json.ts';

const sent = (bytes: Uint8Array, type = 'application/json') => ({
  requestId: 'r',
  arrivedAt: 0,
  headers: { 'content-type': type },
  query: {},
  parameters: {},
  body: Buffer.from(bytes).toString(),
  bytes: () => bytes,
});
const read = (bytes: Uint8Array, type?: string): unknown => readJson(sent(bytes, type), z.unknown());
const json = '{"prompt":"Gr\u00fc\u00dfe"}';
const meant = { prompt: 'Gr\u00fc\u00dfe' };
const latin1 = Buffer.from(json, 'latin1');

describe('a body', () => {
  it.each([
    ['in UTF-8', Buffer.from(json), undefined],
    ['with a mark in front', Buffer.from(`\ufeff${json}`), undefined],
    ['in Latin-1, named', latin1, 'application/json; charset=ISO-8859-1'],
    ['in Windows-1252, named in quotes', latin1, 'application/problem+json;charset="windows-1252"'],
    ['in UTF-16, named', Buffer.from(json, 'utf16le'), 'application/json; charset=utf-16le'],
    ['in UTF-16, with its mark', Buffer.from(`\ufeff${json}`, 'utf16le'), undefined],
    ['in UTF-16 the other way round', Buffer.from(`\ufeff${json}`, 'utf16le').swap16(), undefined],
    ['with a character that is no replacement', Buffer.from(json.replace('G', '\ufffc')), 'application/json'],
  ])('is read: %s', (_how, bytes, type) => {
    expect(read(bytes, type)).toEqual(
      String(_how).startsWith('with a char') ? { prompt: '\ufffcr\u00fc\u00dfe' } : meant,
    );
  });

  it.each([
    ['Latin-1 that is named nowhere', latin1, undefined],
    ['Latin-1 that is called UTF-8', latin1, 'application/json; charset=utf-8'],
    ['what somebody has replaced on the way', Buffer.from(json.replace('\u00fc', '\ufffd')), undefined],
    ['half of a UTF-16 character', Buffer.from([0xff, 0xfe, 0x7b]), undefined],
  ])('that is no text is 400: %s', (_how, bytes, type) => {
    expect(() => read(bytes, type)).toThrow(expect.objectContaining({ code: 'malformed_json' }) as Error);
  });

  it('in a charset that nobody knows is 415', () => {
    expect(() => read(latin1, 'application/json; charset=klingon')).toThrow(
      expect.objectContaining({ code: 'unsupported_media_type' }) as Error,
    );
  });

  it('is without its nulls, but for what is the caller’s own', () => {
    const body = { a: null, b: { c: null, d: [null, { e: null }] }, metadata: { f: null } };
    expect(read(Buffer.from(JSON.stringify(body)))).toEqual({
      b: { d: [null, {}] },
      metadata: { f: null },
    });
  });
});
