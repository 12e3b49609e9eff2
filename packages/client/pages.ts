import type { Ask, Transport } from './transport.ts';

/** One page of a list; `nextCursor` is absent on the last. */
export interface Page<Item> {
  readonly items: readonly Item[];
  readonly nextCursor?: string;
}

/** A list: `for await` goes through all of it, page by page; `page()` is the first page alone. */
export interface List<Item> extends AsyncIterable<Item> {
  page(): Promise<Page<Item>>;
}

/** Nothing is asked before somebody looks. */
export function listOf<Item>(line: Transport, question: Ask): List<Item> {
  const page = (cursor?: string): Promise<Page<Item>> =>
    line.read({ ...question, query: { ...question.query, ...(cursor && { cursor }) } });
  return {
    page: () => page(),
    async *[Symbol.asyncIterator]() {
      let cursor: string | undefined;
      do {
        const { items, nextCursor } = await page(cursor);
        yield* items;
        cursor = nextCursor;
      } while (cursor !== undefined);
    },
  };
}
