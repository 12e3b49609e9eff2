/** Where a test keeps media: in the deployment's own S3 bucket, or in a store that refuses what Cloudflare R2 refuses. */
export type MediaStoreName = 's3' | 'r2';

/** The store of tests that do not ask for one; the Vitest project `r2` sets it, so that its suites run unchanged. */
export const defaultMediaStore = (): MediaStoreName =>
  process.env['TEST_MEDIA_STORE'] === 'r2' ? 'r2' : 's3';
