import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { countAlarms } from '#domain/operators/alarm-counts.ts';
import { anAssembly, ofType, type Assembly } from './assembly.ts';

const root = join(import.meta.dirname, '..', '..', '..');
const folder = join(root, 'docs', 'runbooks');
const text = (page: string): string => readFileSync(join(folder, page), 'utf8');
const pages = readdirSync(folder).filter((page) => page !== 'README.md');
/** What is done by hand, whatever rings. */
const byHand = [
  ...['restore-the-table.md', 'store-down.md', 'rotate-provider-key.md', 'roll-back.md'],
  'account-differs.md',
];

let assembly: Assembly;
let alarms: { id: string; description: string }[];
beforeAll(async () => {
  // With every alarm that a setting adds.
  assembly = await anAssembly('dev', { balanceAlarmCredits: '500' });
  alarms = ofType(assembly.service, 'AWS::CloudWatch::Alarm').map(([id, { Properties }]) => ({
    id: id.replace(/[0-9A-F]{8}$/, ''),
    description: String(Properties['AlarmDescription']),
  }));
});
afterAll(() => assembly.remove());

const pageOf = (description: string): string | undefined =>
  /See docs\/runbooks\/([a-z-]+\.md)$/.exec(description)?.[1];

describe('the runbooks', () => {
  it('have a page for every alarm, which the alarm names, and none for an alarm that there is not', () => {
    const named = alarms.map(({ description }) => pageOf(description));
    expect([...named, ...byHand].sort()).toEqual([...pages].sort());
    for (const { id, description } of alarms)
      expect(text(pageOf(description) ?? '').split('\n')[0]).toBe(`# ${id}`);
  });

  it('say of every alarm what it means, what to look at and what to do', () => {
    for (const { description } of alarms) {
      const headings = text(pageOf(description) ?? '').match(/^## .+$/gm);
      expect(headings).toEqual(['## What it means', '## What to look at', '## What to do']);
    }
  });

  it('name every count that raises an alarm, on the page of that alarm', () => {
    for (const [id, { counts }] of Object.entries(countAlarms)) {
      const description = alarms.find((alarm) => alarm.id === id)?.description ?? '';
      for (const count of counts) expect(text(pageOf(description) ?? '')).toContain(`\`${count}\``);
    }
  });

  it('are listed on one page, and lead nowhere that is not there', () => {
    for (const page of pages) expect(text('README.md')).toContain(`](${page})`);
    for (const page of [...pages, 'README.md'])
      for (const [, target = ''] of text(page).matchAll(/\]\(([^)#]+)(?:#[^)]*)?\)/g))
        expect([page, target, existsSync(join(dirname(join(folder, page)), target))]).toEqual([
          page,
          target,
          true,
        ]);
  });
});
