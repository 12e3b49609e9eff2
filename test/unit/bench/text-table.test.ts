import { expect, it } from 'vitest';
import { atMost, goalRow } from '../../../bench/goals.ts';
import { median, textTable } from '../../../bench/text-table.ts';

it('aligns the first column to the left and the others to the right', () => {
  expect(textTable(['what', 'n'], [['a', '10']])).toBe('what   n\n--------\na     10');
});

it('says of a goal whether it is met', () => {
  expect(goalRow(atMost('calls', { limit: 4, measured: 4 }))).toEqual(['calls', '≤ 4', '4', 'yes']);
  expect(goalRow(atMost('calls', { limit: 4, measured: 5 }))).toEqual(['calls', '≤ 4', '5', 'NO']);
});

it('takes the middle of a row of measurements', () => {
  expect(median([9, 1, 5])).toBe(5);
});
