import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { requireRoom, roomInWords, roomOf } from '../../../local/start/disk.ts';
import { withoutTokens } from '../../../local/start/log.ts';
import { faultOf, terminalLine } from '../../../local/start/terminal-log.ts';
import { aFolder } from './a-folder.ts';

const at = Date.parse('2026-10-02T10:00:00Z');

it('the log holds no token of a callback', () => {
  const request = { type: 'request', at, method: 'POST', status: 200, ms: 1 } as const;
  const path = '/webhooks/kie/99d3cb6233d0284344b80eea2fe76dfa/1.ana.c2VjcmV0';
  expect(withoutTokens({ ...request, path })).toEqual({
    ...request,
    path: '/webhooks/kie/99d3cb6233d0284344b80eea2fe76dfa/***',
  });
  const other = { ...request, path: '/api/v1/models' };
  expect(withoutTokens(other)).toEqual(other);
});

it.each([
  ['as it is', 'a_SECRET.jpg'],
  ['with an encoded line', 'a%5FSECRET.jpg'],
  ['with an encoded letter', 'a_%61' + '0123456789abcdef0123456789abcde.jpg'],
  ['in capitals', 'a_0123456789ABCDEF0123456789ABCDEF.jpg'],
  ['cut off', 'a_0123456789abcdef0123456789abcde.jpg'],
  ['with a slash', 'a/SECRET.jpg'],
])('the log holds no part of a file’s key: %s', (_how, name) => {
  const secret = '0123456789abcdef0123456789abcdef';
  const id = '99d3cb6233d0284344b80eea2fe76dfa';
  const path = `/media/uploads/ana/${name.replace('a', id).replace('SECRET', secret)}`;
  const logged = withoutTokens({ type: 'request', at, method: 'GET', status: 200, ms: 1, path });
  expect(logged).toMatchObject({ path: `/media/uploads/ana/${id}_***.jpg` });
});

it('the log holds no key or token that was put into a path', () => {
  const request = { type: 'request', at, method: 'GET', status: 404, ms: 1 } as const;
  for (const secret of ['dk_test_abc', 'dkt_live_a.b-c.d']) {
    const path = `/api/v1/generation/tasks/${secret}`;
    expect(withoutTokens({ ...request, path })).toMatchObject({ path: '/api/v1/generation/tasks/dk_***' });
  }
});

describe('a log line in the terminal', () => {
  it('is what a function says, without the logger’s own members', () => {
    const text =
      '{"level":"INFO","message":"submitted","timestamp":"x","service":"darkroom","function_arn":"arn:x","taskId":"5cb1"}\n';
    const line = terminalLine({
      type: 'output',
      at,
      function: 'Darkroom-laptop-Service-SubmitGeneration1FC-1s9757',
      text,
    });
    expect(line).toMatch(/^\d\d:\d\d:\d\d SubmitGeneration {2}INFO submitted {"taskId":"5cb1"}$/);
  });

  it('is what a function failed with, and a text that is no JSON as it is', () => {
    const failed = {
      type: 'invocation',
      at,
      function: 'f',
      requestId: 'r',
      ms: 1,
      error: 'Error: no disk',
    } as const;
    expect(terminalLine(failed)).toContain('f  failed: Error: no disk');
    expect(faultOf(failed)).toBe('f: Error: no disk');
    expect(terminalLine({ type: 'output', at, function: 'f', text: 'plain' })).toContain('f  plain');
  });

  it('is not made of metrics, requests, transitions and calls that went well', () => {
    expect(terminalLine({ type: 'output', at, function: 'f', text: '{"_aws":{}}' })).toBeUndefined();
    expect(terminalLine({ type: 'tick', at, schedule: 's' })).toBeUndefined();
    expect(terminalLine({ type: 'invocation', at, function: 'f', requestId: 'r', ms: 1 })).toBeUndefined();
  });
});

describe('the room on the disk', () => {
  it.each([
    [10_000_000, 'none', /The disk is full: \/data has 9 MB left\./],
    [100_000_000, 'scarce', /nearly full/],
    [2_000_000_000, 'enough', /room on the disk again/],
  ] as const)('of %s bytes is %s, and said so', (free, room, words) => {
    expect(roomOf(free)).toBe(room);
    expect(roomInWords(room, free, '/data')).toMatch(words);
  });

  it('of a full one keeps the stack from starting, in a sentence', async () => {
    const folder = aFolder();
    await expect(requireRoom(folder, () => Promise.resolve(2_000_000))).rejects.toThrow(
      `The disk is full: ${folder} has 1 MB left.`,
    );
    await requireRoom(join(folder, 'new'), () => Promise.resolve(100_000_000));
    expect(existsSync(join(folder, 'new'))).toBe(true);
  });
});
