import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import type { Service } from '#providers/service.ts';
import { settingNames } from './settings.ts';

/** What a stage has chosen, by the name of the setting. What is absent has its default. */
export type Chosen = Readonly<Record<string, string>>;

/** The folder with a file for each stage, named after it. It is versioned like the code. */
export const stagesFolder = join(import.meta.dirname, 'stages');

const content = z.record(z.string(), z.union([z.string(), z.boolean(), z.number()]).transform(String));

/**
 * Reads the settings that a stage keeps in its file, `{stage}.json`; a stage without a file has chosen nothing. Throws
 * where it names what is no setting.
 */
export function readStageFile(folder: string, stage: string, services?: readonly Service[]): Chosen {
  const file = join(folder, `${stage}.json`);
  if (!existsSync(file)) return {};
  const chosen = content.parse(JSON.parse(readFileSync(file, 'utf8')));
  const names = settingNames(services);
  const unknown = Object.keys(chosen).filter((name) => !names.includes(name));
  if (unknown.length === 0) return chosen;
  throw new Error(`${file}: there is no setting ${unknown.join(', ')}. Settings are ${names.join(', ')}.`);
}
