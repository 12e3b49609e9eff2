import { ServiceError } from './failure.ts';

/** One page of a longer answer. `from` is where the page before it ended. */
export interface Page {
  readonly subject: string;
  readonly size: number;
  readonly from: number | undefined;
}

const DEFAULT_SIZE = 100;

/** Reads the paging members of a request. `subject` ties a page's token to the question it belongs to. */
export function readPage(
  { maxResults, nextToken }: { maxResults?: number | undefined; nextToken?: string | undefined },
  subject: string,
): Page {
  const size = maxResults === undefined || maxResults === 0 ? DEFAULT_SIZE : maxResults;
  if (nextToken === undefined) return { subject, size, from: undefined };
  const [from, ...rest] = Buffer.from(nextToken, 'base64url').toString('utf8').split(' ');
  if (rest.join(' ') !== subject || !/^\d+$/.test(from ?? ''))
    throw new ServiceError('InvalidToken', "Invalid Token: 'Invalid token'");
  return { subject, size, from: Number(from) };
}

/** The member that leads to the next page, when there is one. */
export function writePage({ subject }: Page, last: number | undefined): { nextToken?: string } {
  if (last === undefined) return {};
  return { nextToken: Buffer.from(`${String(last)} ${subject}`).toString('base64url') };
}
