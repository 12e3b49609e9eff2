import { oddWords } from './odd-texts.ts';

/** Misbehaviour on the way in: `answer`, and with `-created` the task exists (and is billed) all the same. */
const answers = [
  '400',
  '401',
  '402',
  '403',
  '403-html',
  '404',
  '422',
  '429',
  '430',
  '433',
  '451',
  '455',
  '500',
  '505',
  '550',
  'param',
  '502-html',
  'bad-json',
  'no-answer',
  'hang',
] as const;

/** Misbehaviour while generating: how the task ends, or that it never does. */
const endings = [
  'generation',
  'content',
  '501',
  'timeout',
  'image-fetch',
  'stuck',
  'vanish',
  'empty',
  'empty-json',
  'late-files',
  'unknown-state',
] as const;

const queries = [
  'query-500',
  'query-429',
  'query-html',
  'query-no-answer',
  'slow-create',
  'slow-query',
] as const;

const callbacks = [
  'callback-lost',
  'callback-duplicate',
  'callback-late',
  'callback-reorder',
  'callback-forged',
  'callback-bad-signature',
  'callback-early',
] as const;

/** The record of a task that has ended never says what was taken, or says it only some time after the end. */
const prices = ['no-price', 'late-price'] as const;

/** Files beside the outputs, such as stills, are not there. */
const besides = ['beside-404'] as const;

const files = [
  'file-slow',
  'file-stall',
  'file-truncate',
  'file-html',
  'file-empty',
  'file-svg',
  'file-bomb',
  'file-no-length',
  'file-404',
  'file-500',
  'file-redirect',
  'file-reset',
  'file-oversize',
  'file-encoding-empty',
  'file-encoding-false',
  'file-gzip',
  'file-deflate',
  'file-br',
  'file-zstd',
] as const;

/** With a fault of files: it strikes the first downloads of each file only (`fileFaultCount`). */
const AT_FIRST = '-at-first';

type Answer = (typeof answers)[number];
export type Ending = (typeof endings)[number];
export type CallbackFault = (typeof callbacks)[number];
export type FileFault = (typeof files)[number];

/** Everything that can be made to go wrong, by the word that asks for it. */
export const faultNames: readonly string[] = [
  'ok',
  ...answers,
  ...answers.map((answer) => `${answer}-created`),
  ...endings,
  ...queries,
  ...callbacks,
  ...prices,
  ...besides,
  ...files,
  ...files.map((fault) => `${fault}${AT_FIRST}`),
  ...oddWords,
];

const known = new Set(faultNames);
// Words a person would try first.
const spellings = new Map([
  ['content-policy', 'content'],
  ['policy', 'content'],
  ['408', 'timeout'],
  ['fail', 'generation'],
  ['forged', 'callback-forged'],
  ['reset', 'no-answer'],
]);

/** The fault's proper name; other words come back as they are. */
export const faultNamed = (word: string): string => spellings.get(word) ?? word;

/** True for a word that names a fault. */
export const isFault = (word: string): boolean => known.has(faultNamed(word));

/** The faults asked for in a prompt: `[stuck]`, `[fail:content]`, `[callback-lost] [file-slow]`. */
export function faultsIn(prompt: string): string[] {
  const words = [...prompt.matchAll(/\[(?:fail:)?([a-z0-9-]+)\]/g)].map(([, word]) => word ?? '');
  return words.map((word) => faultNamed(word)).filter((word) => known.has(word));
}

/** `[latency:90]` in a prompt: the generation takes that many seconds. */
export function latencyIn(prompt: string): number | undefined {
  const seconds = /\[latency:(\d+(?:\.\d+)?)\]/.exec(prompt)?.[1];
  return seconds === undefined ? undefined : Number(seconds) * 1000;
}

const pick = <Name extends string>(names: readonly Name[], faults: readonly string[]): Name | undefined =>
  names.find((name) => faults.includes(name));

/** How the create call itself goes wrong, and whether a task comes out of it nevertheless. */
export function createFault(faults: readonly string[]): { answer: Answer; created: boolean } | undefined {
  const created = answers.find((answer) => faults.includes(`${answer}-created`));
  if (created !== undefined) return { answer: created, created: true };
  const answer = pick(answers, faults);
  return answer === undefined ? undefined : { answer, created: false };
}

/** How the generation goes wrong, if it does. */
export const ending = (faults: readonly string[]): Ending | undefined => pick(endings, faults);

/** How the download of an output goes wrong, if it does. */
export const fileFault = (faults: readonly string[]): FileFault | undefined => pick(files, faults);

/** How the first downloads of an output go wrong, if they do. */
export const fileFaultAtFirst = (faults: readonly string[]): FileFault | undefined =>
  files.find((fault) => faults.includes(`${fault}${AT_FIRST}`));

/** The code and the words of a failed task. */
export const failureTexts: Readonly<Record<string, { code: string; msg: string }>> = {
  generation: { code: '500', msg: 'Internal server error' },
  content: { code: '400', msg: 'Your prompt was flagged by the content policy.' },
  '501': { code: '501', msg: 'GENERATION_FAILED' },
  timeout: { code: '408', msg: 'Upstream gave no answer for more than 10 minutes.' },
  'image-fetch': { code: '451', msg: 'Failed to fetch the image. Check the access limits of the address.' },
};

/** The text the service puts beside a refusing code. */
export const refusalTexts: Readonly<Record<string, string>> = {
  '400': 'Bad request.',
  '401': 'You do not have access permissions',
  '402': 'Credits insufficient: your balance is not enough for this request.',
  '403': 'This key may not do that.',
  '404': 'Not found',
  '422': 'The request parameters were refused.',
  '429': 'Your call frequency is too high. Please try again later.',
  '430': 'Your call frequency is too high. Please try again later.',
  '433': 'The sub-key has reached its usage limit.',
  '451': 'Failed to fetch the input image.',
  '455': 'The service is being maintained. Please try again later.',
  '500': 'Server exception, please try again later',
  '505': 'This feature is switched off.',
  '550': 'Refused: the queue is full.',
};
