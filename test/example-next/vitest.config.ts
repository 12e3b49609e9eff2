import { join } from 'node:path';
import { defineConfig } from 'vitest/config';

const minutes = (count: number): number => count * 60_000;

/** Not of `npm test`: to install and build Next.js takes minutes, and needs the registry. */
export default defineConfig({
  root: join(import.meta.dirname, '..', '..'),
  test: {
    name: 'example-next',
    include: ['test/example-next/*.test.ts'],
    globalSetup: ['test/example-next/global-setup.ts'],
    pool: 'forks',
    // See local/bootstrap.mjs.
    execArgv: ['--no-memory-protection-keys'],
    testTimeout: minutes(2),
    hookTimeout: minutes(4),
  },
});
