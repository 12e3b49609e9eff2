import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const folder = join(import.meta.dirname, '..');
const sum = (text: string): string => createHash('sha256').update(text).digest('hex');

it.each(['api-types.gen.ts', 'model-facts.gen.ts'])(
  '%s is what npm run openapi writes from the description of the API',
  (name) => {
    const description = readFileSync(join(folder, '..', '..', 'docs', 'openapi.json'), 'utf8');
    const [first = '', second = '', ...rest] = readFileSync(join(folder, name), 'utf8').split('\n');
    expect(first).toContain(sum(description));
    expect(second).toContain(sum(rest.join('\n')));
  },
);
