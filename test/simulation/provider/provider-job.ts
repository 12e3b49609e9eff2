import type { ArchiveType } from '#domain/files/archive-key.ts';
import type { Behaviour } from './provider-behaviour.ts';

/** A job as the provider records it; our records are checked against this one. */
export interface ProviderJob {
  readonly id: string;
  /** The account that it was made with: with another one nobody is told of it. */
  readonly account: string;
  readonly prompt: string;
  readonly model: string;
  readonly callbackUrl: string | undefined;
  readonly param: string;
  readonly acceptedAt: number;
  /** Infinity for one that never ends. */
  readonly endsAt: number;
  readonly behaviour: Behaviour;
  /** Thousandths of a credit; charged when it succeeds. */
  readonly price: number;
  /** Addresses of its files; of one that was answered at once, the files themselves. */
  readonly urls: readonly string[];
}

/** One create call as it came in. */
export interface CreateCall {
  readonly at: number;
  /** When it left us. */
  readonly sentAt?: number | undefined;
  readonly callbackUrl: string | undefined;
  /** Our task, where a call carries no address of ours. */
  readonly taskId?: string | undefined;
  readonly prompt: string;
  readonly job: ProviderJob | undefined;
  /** Addresses of inputs that are none of its own copies. */
  readonly foreignFiles: readonly string[];
}

/** The model that makes films; all others make pictures. */
export const FILM_MODEL = 'wan/2-6-image-to-video';

const FILM_ENDING = '.mp4';

/** The address of the nth file of a job. */
export const resultUrl = ({ id, model }: Pick<ProviderJob, 'id' | 'model'>, n: number): string =>
  `https://results.aiquickdraw.com/${id}/${n}${model === FILM_MODEL ? FILM_ENDING : '.png'}`;

/** What an address of a file serves, wherever the file has moved. */
export const typeServedAt = (url: string): ArchiveType =>
  new URL(url).pathname.endsWith(FILM_ENDING) ? 'video/mp4' : 'image/png';

/** Marks the address of a file that is not where it was said to be at first. */
export const MOVED = '?moved';

/** A job as it is shown to whoever asks after it again: its files may have moved on. */
export function asToldNext(job: ProviderJob): ProviderJob {
  const isSettled = job.behaviour.files !== 'moved' || job.urls.some((url) => url.endsWith(MOVED));
  return isSettled ? job : { ...job, urls: job.urls.map((url) => `${url}${MOVED}`) };
}

/** What the provider takes for a job that has ended: failures are free. */
export const chargeOf = ({ behaviour, price }: ProviderJob): number => (behaviour.end === 'fail' ? 0 : price);

/** From when on the record tells what was charged; Infinity where it never does. */
export const priceToldAt = ({ behaviour, endsAt }: ProviderJob): number =>
  behaviour.tellsPrice ? endsAt + behaviour.latePriceSeconds * 1000 : Infinity;

/** True once it has ended, whatever anybody has been told. */
export const isOver = ({ endsAt }: ProviderJob, now: number): boolean => endsAt <= now;

function stateOf(job: ProviderJob, now: number): string {
  if (!isOver(job, now)) return job.behaviour.oddWord ? 'pondering' : 'generating';
  return job.behaviour.end === 'fail' ? 'fail' : 'success';
}

/** The files that the record names: all of them, or none as yet, or ever. */
function urlsIn({ behaviour, endsAt, urls }: ProviderJob, now: number): readonly string[] {
  const isEmpty = behaviour.end === 'empty' || now < endsAt + behaviour.lateFilesSeconds * 1000;
  return isEmpty ? [] : urls;
}

/** The file that a job has besides its results. */
export const BESIDE = 'beside.png';

function resultOf(job: ProviderJob, now: number): object {
  const resultUrls = urlsIn(job, now);
  const isAlone = job.behaviour.beside === 'none' || resultUrls.length === 0;
  return isAlone
    ? { resultUrls }
    : { originUrls: [`https://results.aiquickdraw.com/${job.id}/${BESIDE}`], resultUrls };
}

/** What the provider says of a job, in callbacks and when it is asked. */
export function recordOf(job: ProviderJob, now: number): Record<string, unknown> {
  const state = stateOf(job, now);
  const over = isOver(job, now);
  return {
    taskId: job.id,
    model: job.model,
    state,
    param: job.param,
    resultJson: state === 'success' ? JSON.stringify(resultOf(job, now)) : '',
    failCode: state === 'fail' ? '500' : null,
    failMsg: state === 'fail' ? 'Internal server error' : null,
    createTime: job.acceptedAt,
    completeTime: over ? job.endsAt : null,
    ...(priceToldAt(job) <= now ? { creditsConsumed: chargeOf(job) / 1000 } : {}),
  };
}
