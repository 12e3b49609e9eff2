import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { eventWords } from '#contract/tasks/event-words.ts';
import { eventTypeOf, metricOf } from '#domain/tasks/event-types.ts';
import { viewEvents } from '#domain/tasks/task-events.ts';
import { readSnapshot } from '#storage/tasks/task-rows.ts';
import { earlierJobs, earlierTask } from '../storage/earlier-rows.ts';

const page = readFileSync(join(import.meta.dirname, '../../../docs/events.md'), 'utf8');
const request = { pk: earlierTask.pk, sk: 'request', providerParams: {}, input: {} };

describe('the types of events', () => {
  it('are listed in the documentation, each with its sentence', () => {
    const rows = [...page.matchAll(/^\| `([a-z-]+)` +\| ([^`].*?) +\|$/gm)];
    expect(Object.fromEntries(rows.map(([, type, sentence]) => [type, sentence]))).toEqual(eventWords);
  });

  it('that earlier versions stored under other names are shown with the names of today', () => {
    const rows = [...page.matchAll(/^\| `([a-z-]+)` +\| `([a-z-]+)` +\|$/gm)];
    expect(rows).toHaveLength(6);
    for (const [, former = '', type] of rows) expect(eventTypeOf(former)).toBe(type);
  });

  it('are read off rows of earlier versions', () => {
    const formerly = [...page.matchAll(/^\| `job-[a-z-]+` +\| `([a-z-]+)` +\|$/gm)].map(([, type]) => type);
    const shown = Object.values(earlierJobs).flatMap((job) =>
      viewEvents(readSnapshot([earlierTask, request, job]) ?? expect.fail('no task')).map(({ type }) => type),
    );
    expect(shown).toEqual(expect.arrayContaining(formerly));
    expect(shown).not.toContain('other');
  });

  it('that no version so far has a name for are shown as others', () => {
    expect(eventTypeOf('job-teleported')).toBe('other');
    expect(eventTypeOf('constructor')).toBe('other');
  });

  it('give metrics their names', () => {
    expect(metricOf('outcome-unknown')).toBe('OutcomeUnknown');
    expect(metricOf('callback-id-rejected')).toBe('CallbackIdRejected');
  });
});
