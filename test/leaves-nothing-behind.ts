import { afterAll, expect, vi } from 'vitest';

/** What Powertools and sharp tell the process's environment when they are loaded. */
const ofLibraries = new Set(['AWS_SDK_UA_APP_ID', 'VIPSHOME']);

const environment = (): Record<string, string | undefined> =>
  Object.fromEntries(Object.entries(process.env).filter(([name]) => !ofLibraries.has(name)));

/**
 * Unit tests share a process, so that what they load is loaded once: a file that would change what the next one finds
 * fails itself, whatever comes next.
 */
const before = { fetch: globalThis.fetch, dates: Date, folder: process.cwd(), environment: environment() };

afterAll(() => {
  expect(vi.isFakeTimers(), 'the clock is the real one again').toBe(false);
  expect(vi.isMockFunction(Reflect.get(process.stdout, 'write')), 'output goes where it went').toBe(false);
  const after = { fetch: globalThis.fetch, dates: Date, folder: process.cwd(), environment: environment() };
  expect(after, 'the process is as it was').toEqual(before);
});
