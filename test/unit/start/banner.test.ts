import { expect, it } from 'vitest';
import { banner, curlLine, firstLines } from '../../../local/start/banner.ts';
import type { Ready } from '../../../local/start/banner.ts';
import { someFacts } from './some-facts.ts';

const ready = (dataDir: string): Ready => ({
  facts: someFacts(dataDir),
  provider: 'Simulated',
  root: '/checkout',
  files: `${dataDir}/cloud`,
  log: `${dataDir}/logs/cloud.jsonl`,
});

it('says where everything is, what to try, and how to stop and clear', () => {
  const text = banner(ready('/checkout/.darkroom'));
  for (const part of [
    'http://127.0.0.1:1/docs',
    'dk_x',
    '.darkroom/stack.json',
    '  npx darkroom generate',
    'Ctrl-C',
    'npm run reset clears',
  ]) {
    expect(text).toContain(part);
  }
});

it('names the data directory in its commands when that is not the usual one', () => {
  const text = banner(ready('/elsewhere'));
  expect(text).toContain('  /elsewhere/stack.json');
  expect(text).toMatch(/npx darkroom generate .* --data-dir '\/elsewhere'\n/);
  expect(text).toContain("npm run reset -- --data-dir '/elsewhere'");
});

it('gives a curl line whose body is JSON', () => {
  const body = /-d '(.*)'$/.exec(curlLine({ apiUrl: 'http://x', apiKey: 'k' }))?.[1];
  expect(JSON.parse(body ?? '')).toMatchObject({ providerParams: { service: 'KIE', model: 'IMAGEN4' } });
});

it('shows below it what was made first, and why something was not', () => {
  const url = 'http://127.0.0.1:1/media/a.png';
  const file = { name: 'First picture', url, path: '/checkout/.darkroom/first/a.png' };
  const text = firstLines({ files: [file], remarks: ['A remark.'] }, '/checkout');
  expect(text).toBe(`  First picture  ${url}\n                 .darkroom/first/a.png\n  A remark.\n`);
  expect(firstLines({ files: [], remarks: [] }, '/checkout')).toBe('');
});
