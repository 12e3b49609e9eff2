import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { failCodeWords } from '#contract/tasks/fail-code-words.ts';
import { errorClasses, failureStages } from '#domain/error.ts';
import { taskStatuses } from '#domain/tasks/task.ts';

const readme = readFileSync(join(import.meta.dirname, '../../../README.md'), 'utf8');
const [, section = ''] = /^## How a task can end\n(.*?)^## /ms.exec(readme) ?? [];

const cellsOf = (line: string): string[] =>
  line
    .slice(1, -1)
    .split('|')
    .map((cell) => cell.trim());

describe('the README', () => {
  it('tells of every way in which a task can end, in the words of the tables', () => {
    const { SUCCESS, CANCELED } = taskStatuses;
    const failures = Object.entries(failCodeWords).map(([code, { errorClass, what, billed, remedy }]) => [
      `FAILED \`${code}\``,
      ...[errorClass, what, billed, remedy],
    ]);
    const rows = section.split('\n').filter((line) => line.startsWith('|'));
    expect(rows.slice(2).map(cellsOf)).toEqual([
      ['SUCCESS', '', SUCCESS.what, SUCCESS.billed, ''],
      ...failures,
      ['CANCELED', '', CANCELED.what, CANCELED.billed, ''],
    ]);
  });

  it('tells of every error class and failure stage', () => {
    for (const word of [...Object.keys(errorClasses), ...Object.keys(failureStages)]) {
      expect(section).toMatch(new RegExp(`\\b${word}\\b`));
    }
  });
});
