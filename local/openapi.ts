import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { format, resolveConfig } from 'prettier';
import { apiDescription } from '#contract/openapi/api-description.ts';

/** Writes `docs/openapi.json`, the API description that is committed so that a change of the contract is seen. */
const file = fileURLToPath(new URL('../docs/openapi.json', import.meta.url));
const written = (): string | undefined => {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
};

const options = await resolveConfig(file);
const text = await format(JSON.stringify(apiDescription()), { ...options, parser: 'json' });
const changed = written() !== text;
if (changed) writeFileSync(file, text);
process.stdout.write(`docs/openapi.json ${changed ? 'is written' : 'is up to date'}.\n`);

// The client's types are written from what has just been written.
await import('./client-types.ts');
