import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { ManualClock } from '../manual-clock.ts';
import { operations as s3Operations } from '../s3/operations/table.ts';
import { operations as secretsOperations } from '../secrets/operations.ts';
import { Engine } from '../states/engine.ts';
import { operations as statesOperations } from '../states/operations.ts';
import { Store } from '../states/store.ts';
import { support } from '../support.ts';

const readme = readFileSync(join(import.meta.dirname, '..', 'README.md'), 'utf8');

/** The text below a heading of the third level. */
const section = (title: string): string => readme.split(`### ${title}\n`)[1]?.split(/\n##/)[0] ?? '';

const names = (text: string): string[] => [...text.matchAll(/`([A-Z][\w:]+)`/g)].map(([, name = '']) => name);

describe('the README of the local cloud', () => {
  it('lists the resource types that are hosted', () => {
    const hosted = Object.entries(support).flatMap(([type, { as }]) => (as === 'hosted' ? [type] : []));
    const listed = names(section('Templates')).filter((name) => name.startsWith('AWS::'));
    expect(listed.sort()).toEqual(hosted.sort());
  });

  it('lists the S3 operations that are served', () => {
    const rows = section('S3')
      .split('\n')
      .filter((line) => line.startsWith('| `'));
    const listed = rows.flatMap((row) => names(row.split('|')[1] ?? ''));
    expect(listed.sort()).toEqual([...s3Operations.keys()].sort());
  });

  it('lists the Secrets Manager operations that are served', () => {
    const [listed = ''] = section('Secrets Manager').split(';');
    expect(names(listed).sort()).toEqual(Object.keys(secretsOperations).sort());
  });

  it('lists the Step Functions operations that are served', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'readme-'));
    const clock = new ManualClock();
    const store = new Store(folder);
    const engine = new Engine({
      store,
      clock,
      invoke: () => Promise.reject(new Error('nothing is invoked')),
      onTransition: undefined,
      random: () => 0,
      region: 'us-east-1',
      accountId: '000000000000',
    });
    onTestFinished(async () => {
      await engine.close();
      store.close();
      rmSync(folder, { recursive: true });
    });
    const [listed = ''] = section('Step Functions').split('. Standard workflows');
    expect(names(listed).sort()).toEqual(Object.keys(statesOperations(engine, store, clock)).sort());
  });
});
