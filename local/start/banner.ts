import { relative } from 'node:path';
import type { FirstFile } from './first-run.ts';
import type { StackFacts } from './stack-file.ts';

export interface Ready {
  readonly facts: StackFacts;
  readonly provider: string;
  readonly root: string;
  readonly files: string;
  readonly log: string;
}

/** What came of the first picture and film. */
export interface First {
  readonly files: readonly FirstFile[];
  /** What is worth knowing and not as wished. */
  readonly remarks: readonly string[];
}

/** Paths below the checkout are short. */
function shortened(root: string, path: string): string {
  const inside = relative(root, path);
  return inside.startsWith('..') ? path : inside;
}

const row = ([name, value]: readonly [string, string]): string => `  ${name.padEnd(15)}${value}`;

/** What stands on the screen when the stack is ready: where things are, and two lines to try. */
export function banner({ facts, provider, root, files, log }: Ready): string {
  const here = (path: string): string => shortened(root, path);
  const usual = here(facts.dataDir) === '.darkroom';
  const where = usual ? '' : ` --data-dir '${facts.dataDir}'`;
  const reset = usual ? 'npm run reset' : `npm run reset -- --data-dir '${facts.dataDir}'`;
  const rows: readonly (readonly [string, string])[] = [
    ['API', facts.apiUrl],
    ['Key', facts.apiKey],
    ['Push', facts.liveUrl],
    ['Docs', `${facts.apiUrl}/docs`],
    ['Provider', provider],
    ['Files', here(files)],
    ['Log', here(log)],
    ['Facts', here(`${facts.dataDir}/stack.json`)],
  ];
  return [
    '',
    'Darkroom is ready.',
    '',
    ...rows.map(row),
    '',
    'Try:',
    `  ${curlLine(facts)}`,
    `  npx darkroom generate "a lighthouse at dusk" --model IMAGEN4${where}`,
    '',
    `Saved code is loaded at once. Ctrl-C stops the stack; ${reset} clears its data.`,
    '',
  ].join('\n');
}

/** What stands below it when the first picture and film are there, or are not. Empty where none were made. */
export function firstLines({ files, remarks }: First, root: string): string {
  const rows = files.flatMap(({ name, url, path }) => [row([name, url]), row(['', shortened(root, path)])]);
  return [...rows, ...remarks.map((remark) => `  ${remark}`)].map((line) => `${line}\n`).join('');
}

/** One request that makes a picture, for a shell. */
export function curlLine({ apiUrl, apiKey }: Pick<StackFacts, 'apiUrl' | 'apiKey'>): string {
  const body = {
    providerParams: { service: 'KIE', model: 'IMAGEN4', input: { prompt: 'a lighthouse at dusk' } },
  };
  return [
    `curl -s ${apiUrl}/api/v1/generation/tasks`,
    `-H 'Authorization: Bearer ${apiKey}'`,
    `-H 'Content-Type: application/json'`,
    `-d '${JSON.stringify(body)}'`,
  ].join(' ');
}
