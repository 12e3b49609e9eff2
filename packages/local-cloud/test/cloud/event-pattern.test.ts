import { describe, expect, it } from 'vitest';
import { compilePattern } from '../../events/pattern.ts';

const event = {
  source: 'shop',
  'detail-type': 'order.paid',
  resources: ['arn:one', 'arn:two'],
  detail: { total: 12.5, name: 'A Lamp', note: null, tags: [], size: { width: 3 }, file: 'a/b/c.png' },
};

describe('an event pattern', () => {
  it.each([
    ['a value', { source: ['shop'] }],
    ['one of several values', { source: ['bank', 'shop'] }],
    ['values that all fit', { source: ['shop'], 'detail-type': ['order.paid'] }],
    ['a member of a list', { resources: ['arn:two'] }],
    ['a member of a member', { detail: { size: { width: [3] } } }],
    ['null', { detail: { note: [null] } }],
    ['a beginning', { 'detail-type': [{ prefix: 'order.' }] }],
    ['an end', { detail: { file: [{ suffix: '.png' }] } }],
    ['the same letters', { source: [{ 'equals-ignore-case': 'SHOP' }] }],
    ['a wildcard', { detail: { file: [{ wildcard: 'a/*/c.*' }] } }],
    ['anything but a value', { source: [{ 'anything-but': 'bank' }] }],
    ['anything but some values', { source: [{ 'anything-but': ['bank', 'bar'] }] }],
    ['anything but a beginning', { source: [{ 'anything-but': { prefix: 'aws.' } }] }],
    ['a member that is there', { detail: { total: [{ exists: true }] } }],
    ['a member that is not there', { detail: { discount: [{ exists: false }] } }],
    ['a number in a range', { detail: { total: [{ numeric: ['>', 10, '<=', 12.5] }] } }],
    ['one of two patterns', { $or: [{ source: ['bank'] }, { detail: { total: [12.5] } }] }],
  ])('fits %s', (_name, pattern) => {
    expect(compilePattern(pattern)(event)).toBe(true);
  });

  it.each([
    ['another value', { source: ['bank'] }],
    ['values of which one does not fit', { source: ['shop'], 'detail-type': ['order.lost'] }],
    ['no member of a list', { resources: ['arn:three'] }],
    ['an empty list', { detail: { tags: ['a'] } }],
    ['a number as text', { detail: { total: ['12.5'] } }],
    ['a member that is missing', { detail: { discount: [{ 'anything-but': 'x' }] } }],
    ['a member of what is no object', { source: { name: ['shop'] } }],
    ['null for what is missing', { detail: { discount: [null] } }],
    ['another beginning', { 'detail-type': [{ prefix: 'task.' }] }],
    ['a wildcard whose parts overlap', { source: [{ wildcard: 'sho*hop' }] }],
    ['a wildcard in another order', { detail: { file: [{ wildcard: '*c*b*' }] } }],
    ['a number out of the range', { detail: { total: [{ numeric: ['>', 12.5] }] } }],
    ['neither of two patterns', { $or: [{ source: ['bank'] }, { detail: { total: [1] } }] }],
  ])('does not fit %s', (_name, pattern) => {
    expect(compilePattern(pattern)(event)).toBe(false);
  });

  it.each([
    ['is empty', {}, 'not empty'],
    ['is no object', ['shop'], 'an object'],
    ['has a value without a list', { detail: { name: 'A Lamp' } }, 'detail.name: a list of values'],
    ['has an object for a value', { source: [['shop']] }, 'source: a text'],
    [
      'has a filter that is not hosted',
      { source: [{ cidr: '10.0.0.0/8' }] },
      'the filter cidr is not hosted',
    ],
    [
      'compares with what is no number',
      { detail: { total: [{ numeric: ['>', 'ten'] }] } },
      'numeric needs pairs',
    ],
    ['begins with what is no text', { source: [{ prefix: 3 }] }, 'source: a text is needed'],
    ['has two filters in one', { source: [{ prefix: 'a', suffix: 'b' }] }, 'is not hosted'],
    ['has an $or of what are no patterns', { $or: ['a'] }, '$or: a list of patterns'],
  ])('that %s is refused', (_name, pattern, message) => {
    expect(() => compilePattern(pattern)).toThrow(message);
  });
});
