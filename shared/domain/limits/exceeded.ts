import { policyWords } from './request-rates.ts';

/** What may be exceeded, and what each limit counts. */
export const exceededWords = {
  ...policyWords,
  open: 'tasks open at once',
  'upload-bytes': 'bytes of uploads in a day',
} as const satisfies Readonly<Record<string, string>>;

export type Exceeded = keyof typeof exceededWords;
