import { describe, expect, it } from 'vitest';
import { resultHostRule } from '../../../functions/compose/connect-archive.ts';

const own = ['*.aiquickdraw.com'];

describe('the hosts that results are fetched from', () => {
  it('are all public ones where none are listed', () => {
    expect(resultHostRule(own, [])).toBe('any-public');
  });

  it('are those of the service and those that are listed', () => {
    expect(resultHostRule(own, ['files.example.org'])).toEqual(['*.aiquickdraw.com', 'files.example.org']);
  });
});
