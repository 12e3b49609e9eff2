import { nameOfType, shortNames } from './file-types.ts';
import type { FileLimits } from './limits.ts';
import type { Fault, Refusal } from './check.ts';
import type { Notice } from './state.ts';

const MB = 1024 * 1024;

/** `12 MB`, `830 KB`. */
export function shownBytes(bytes: number): string {
  if (bytes < 1000) return `${bytes} bytes`;
  if (bytes < MB) return `${Math.max(1, Math.round(bytes / 1024))} KB`;
  const megabytes = bytes / MB;
  return `${megabytes < 10 ? Number(megabytes.toFixed(1)) : Math.round(megabytes)} MB`;
}

/** `JPEG, PNG or WebP`. */
function either(words: readonly string[]): string {
  const last = words.at(-1) ?? '';
  return words.length < 2 ? last : `${words.slice(0, -1).join(', ')} or ${last}`;
}

const MANY_TYPES = 7;

/** A list that nobody reads is shortened to what it comes to. */
function shownTypes(accept: readonly string[]): string {
  const kinds = [...new Set(accept.map((type) => type.split('/')[0] ?? ''))];
  const nouns: Readonly<Record<string, string>> = { image: 'pictures', video: 'films', audio: 'sounds' };
  if (accept.length > MANY_TYPES) return either(kinds.map((kind) => nouns[kind] ?? kind));
  return either(shortNames(accept));
}

function shownLimits({ accept, maxBytes, maxFiles }: FileLimits): string {
  const count = Number.isFinite(maxFiles) ? [maxFiles === 1 ? 'one file' : `up to ${maxFiles} files`] : [];
  const size = maxBytes === undefined ? [] : [`${shownBytes(maxBytes)} at most`];
  const words = [shownTypes(accept), ...count, ...size].join(', ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

function refusal(refused: Refusal): string {
  const { name } = refused;
  switch (refused.why) {
    case 'type': {
      const found =
        refused.found === undefined ? 'of an unknown type' : `of type ${nameOfType(refused.found)}`;
      return `${name} is ${found}. Save it as ${shownTypes(refused.accept)} and add it again.`;
    }
    case 'size':
      return `${name} has ${shownBytes(refused.bytes)}, and at most ${shownBytes(refused.maxBytes)} are taken. Make it smaller and add it again.`;
    case 'empty':
      return `${name} is empty. Choose the file itself.`;
    case 'address':
      return `“${name}” is no web address. It has to begin with https:// or http://.`;
    case 'twice':
      return `${name} is there already.`;
    case 'count':
      return refused.maxFiles === 1
        ? `${name} was not added: one file is taken. Remove the one that is there first.`
        : `${name} was not added: ${refused.maxFiles} files are taken. Remove one of them first.`;
  }
}

function misfit(fault: Fault): string {
  switch (fault.why) {
    case 'type':
      return `This model takes ${shownTypes(fault.accept)}.`;
    case 'size':
      return `This model takes ${shownBytes(fault.maxBytes)} at most.`;
    case 'count':
      return `This model takes ${fault.maxFiles === 1 ? 'one file' : `${fault.maxFiles} files`}. Remove this one, or move it up.`;
    default:
      return 'This model does not take it.';
  }
}

const MINUTE_MS = 60_000;

/** `2 days`, `5 h 12 min`. */
function shownTime(ms: number): string {
  const inMinutes = Math.ceil(ms / MINUTE_MS);
  const [hours, minutes] = [Math.floor(inMinutes / 60), inMinutes % 60];
  if (hours >= 48) return `${Math.floor(hours / 24)} days`;
  if (hours === 0) return minutes === 1 ? 'less than a minute' : `${minutes} min`;
  return minutes === 0 ? `${hours} h` : `${hours} h ${minutes} min`;
}

function notice(told: Notice): string {
  switch (told.what) {
    case 'added':
      return `Added: ${told.name}`;
    case 'ready':
      return `${told.name} is ready.`;
    case 'failed':
      return `${told.name} could not be brought in.`;
    case 'canceled':
      return `${told.name} was stopped.`;
    case 'removed':
      return `${told.name} was removed.`;
    case 'moved':
      return `${told.name} is now ${told.place} of ${told.of}.`;
    case 'soon':
      return `${told.name} expires within a day.`;
    case 'expired':
      return `${told.name} has expired. Renew it before you go on.`;
  }
}

/** Everything that the uploader says. Give your own for another language, or for other words. */
export const defaultTexts = {
  label: 'Files',
  drop: 'Drop files here, or paste them',
  dropNow: 'Let go to add',
  browse: 'Choose files',
  full: 'No more can be added.',
  loading: 'Asking what the model takes …',
  noFiles: 'This model takes no files.',
  unknownModel: (detail: string) => `What the model takes could not be found out: ${detail}`,
  tryAgain: 'Try again',
  limits: shownLimits,
  address: 'Address of a file',
  addressHint: 'https://…',
  addAddress: 'Add',
  list: 'Files, in the order in which they are used',
  refused: 'Not added',
  dismiss: 'Close',
  refusal,
  misfit,
  notice,
  bytes: shownBytes,
  waiting: 'Waiting',
  uploading: (percent: number | undefined) =>
    percent === undefined ? 'Fetching …' : `Uploading, ${percent} %`,
  finishing: 'Almost there …',
  renewing: (percent: number | undefined) =>
    percent === undefined ? 'Renewing …' : `Renewing, ${percent} %`,
  canceled: 'Stopped',
  ready: 'Ready',
  progress: (name: string) => `Upload of ${name}`,
  overall: 'All uploads',
  overallText: (files: number, sent: string, total: string) =>
    `${files} ${files === 1 ? 'file' : 'files'} to go, ${sent} of ${total}`,
  good: (leftMs: number) => `Can be used for ${shownTime(leftMs)}`,
  soon: (leftMs: number) => `Expires in ${shownTime(leftMs)}`,
  expired: 'Expired: it can no longer be used',
  move: (name: string, place: number, of: number) => `Move ${name}, ${place} of ${of}: arrow keys`,
  cancel: (name: string) => `Stop ${name}`,
  retry: (name: string) => `Try again: ${name}`,
  renew: (name: string) => `Renew ${name}`,
  remove: (name: string) => `Remove ${name}`,
  cancelShort: 'Stop',
  retryShort: 'Try again',
  renewShort: 'Renew',
  chooseAgain: 'Remove it and choose it again.',
  preview: (name: string) => `Preview of ${name}`,
  offline: 'The network was lost. Try again when it is back.',
} as const satisfies Readonly<Record<string, unknown>>;

type Text<One> = One extends (...given: infer Given) => string ? (...given: Given) => string : string;
export type UploaderTexts = {
  readonly [Name in keyof typeof defaultTexts]: Text<(typeof defaultTexts)[Name]>;
};
