import { defineConfig } from 'vitest/config';
import { LongestFirst } from './test/sequencer.ts';

/** Tests of whole engines, with processes, threads or files of their own: they need no assembly, but more time than a unit test. */
const engineTests = [
  'packages/local-cloud/test/{cloud,dynamodb}/*.test.ts',
  'packages/local-cloud/test/s3/{kill,s3}.test.ts',
  'packages/local-cloud/test/states/{restart,states}.test.ts',
  'packages/kie-simulator/test/{files,media,restart}.test.ts',
];

/** Unit tests that put something else in the place of modules, of the SDK's clients or of the process's output: each has a process of its own. */
const mockedTests = [
  // React looks for a document as soon as it is loaded.
  'packages/client/test/react.test.ts',
  'packages/client/test/react-tasks.test.ts',
  'packages/client/test/uploader.test.ts',
  'test/unit/functions/cloud-log.test.ts',
  'test/unit/functions/connect-providers.test.ts',
  'test/unit/http/overload.test.ts',
  'test/unit/storage/many-rows.test.ts',
  'test/unit/uploads/upload-reader.test.ts',
];

/** Suites that hold wherever media are kept: run once more against a store that refuses what Cloudflare R2 refuses. */
const storeSuites = [
  'test/stack/erasure/erasure.test.ts',
  'test/stack/media/previews.test.ts',
  'test/stack/tasks/{main-job,store-down}.test.ts',
  'test/stack/uploads/{another-store,forms,four-ways,from-url,inputs,storage-keys}.test.ts',
  'test/unit/uploads/{cleanup,orphans,prepare-inputs,provider-copies}.test.ts',
];

/** A process takes one file after another, with all that it has loaded: what a file leaves behind, the next one finds. */
const shared = { isolate: false } as const;

const minutes = (count: number): number => count * 60_000;

export default defineConfig({
  test: {
    pool: 'forks',
    // See local/bootstrap.mjs.
    execArgv: ['--no-memory-protection-keys'],
    maxWorkers: 2,
    sequence: { sequencer: LongestFirst },
    projects: [
      {
        extends: true,
        test: {
          ...shared,
          name: 'unit',
          setupFiles: ['test/leaves-nothing-behind.ts'],
          include: [
            'test/unit/**/*.test.ts',
            'test/conformance/**/*.test.ts',
            'packages/*/test/**/*.test.ts',
          ],
          exclude: [...engineTests, ...mockedTests],
          testTimeout: minutes(1),
          hookTimeout: minutes(1),
        },
      },
      {
        extends: true,
        test: {
          name: 'mocked',
          include: mockedTests,
          env: { TEST_MOCKS: 'allowed' },
          testTimeout: minutes(1),
          hookTimeout: minutes(1),
        },
      },
      {
        extends: true,
        test: {
          name: 'engines',
          include: engineTests,
          testTimeout: minutes(4),
          hookTimeout: minutes(4),
        },
      },
      {
        extends: true,
        test: {
          ...shared,
          name: 'stack',
          include: ['test/{stack,verify,fuzz}/**/*.test.ts'],
          exclude: ['test/stack/uploads/another-store.test.ts', 'test/stack/tasks/store-down.test.ts'],
          globalSetup: ['test/stack/global-setup.ts'],
          testTimeout: minutes(4),
          hookTimeout: minutes(4),
        },
      },
      {
        extends: true,
        test: {
          ...shared,
          name: 'r2',
          include: storeSuites,
          globalSetup: ['test/stack/global-setup-r2.ts'],
          env: { TEST_MEDIA_STORE: 'r2' },
          testTimeout: minutes(4),
          hookTimeout: minutes(4),
        },
      },
      {
        extends: true,
        test: {
          ...shared,
          name: 'browser',
          include: ['test/browser/**/*.test.ts'],
          globalSetup: ['test/browser/global-setup.ts'],
          testTimeout: minutes(2),
          hookTimeout: minutes(4),
        },
      },
      {
        extends: true,
        test: {
          ...shared,
          name: 'simulation',
          include: ['test/simulation/**/*.test.ts'],
          testTimeout: minutes(4),
          hookTimeout: minutes(4),
        },
      },
    ],
  },
});
