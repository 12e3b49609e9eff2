import { readdirSync, readFileSync } from 'node:fs';

/** Recorded answers of every family, as texts. */

const folder = new URL('../../fixtures/kie/', import.meta.url);

/** The recorded answer of this name. */
export const recording = (name: string): string => readFileSync(new URL(`${name}.json`, folder), 'utf8');

const texts = (fits: (name: string) => boolean): readonly string[] =>
  readdirSync(folder)
    .filter((name) => fits(name))
    .sort()
    .map((name) => readFileSync(new URL(name, folder), 'utf8'));

const isCreate = (name: string): boolean => /-created\.json$|^error-/.test(name);
const isCallback = (name: string): boolean => name.includes('callback');

/** Answers to create calls, refusals among them. */
export const recordedCreates = texts(isCreate);
/** Answers to status questions. */
export const recordedRecords = texts(
  (name) => !isCallback(name) && (!isCreate(name) || name.startsWith('error-')),
);
