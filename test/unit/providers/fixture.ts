import { readFileSync } from 'node:fs';
import type { Reply } from '#providers/call.ts';

/** The text of a recorded answer. */
export const recordedText = (name: string): string =>
  readFileSync(new URL(`../../fixtures/kie/${name}.json`, import.meta.url), 'utf8');

/** A recorded answer as the client hands it on; Kie says HTTP 200 to nearly everything. */
export const recorded = (name: string, status = 200): Reply => ({
  type: 'answered',
  status,
  text: recordedText(name),
});
