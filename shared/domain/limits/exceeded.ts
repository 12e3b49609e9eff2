import { policyWords } from './request-rates.ts';

/** What may be exceeded, and what each limit counts. */
export const exceededWords = {
  ...policyWords,
  open: 'tasks open at once',
  'key-open': 'tasks of one key open at once',
  'upload-bytes': 'bytes of uploads in a day',
  'key-upload-bytes': 'bytes of uploads of one key in a day',
} as const satisfies Readonly<Record<string, string>>;

export type Exceeded = keyof typeof exceededWords;
