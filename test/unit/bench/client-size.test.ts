import { expect, it } from 'vitest';
import { pages, sizeOf } from '../../../bench/client.ts';

it.each(pages)('a page loads no more than $limit bytes for: $what', async (page) => {
  expect((await sizeOf(page.imports, page)).gzipped).toBeLessThanOrEqual(page.limit);
});
