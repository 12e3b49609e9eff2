import type { EventHeap } from '../engine/event-heap.ts';
import { OpenFile, type RemoteFile } from './media.ts';
import { isOdd } from './odd-bytes.ts';
import { ServiceFault } from './port-call.ts';
import { BESIDE, MOVED, typeServedAt, type ProviderJob } from '../provider/provider-job.ts';
import type { Provider } from '../provider/provider.ts';
import { pictures } from '../engine/uploads.ts';

const FILES_BACK_AFTER_MS = 5 * 60_000;

export interface OpenedFile {
  readonly contentLength: number;
  readonly body: OpenFile;
}

/** The time for which we promise to try a file again that is out of reach. */
const OUT_OF_REACH_MS = 10 * 60_000;

/** Addresses of some kind are good for so long. */
const FLEETING_MS = 30_000;

const opened = (file: RemoteFile): OpenedFile => ({
  contentLength: file.content.length,
  body: new OpenFile(file),
});

/** Whether a file that a job names can be fetched by now. */
function isThere({ behaviour, endsAt }: ProviderJob, url: string, now: number): boolean {
  if (url.endsWith(`/${BESIDE}`) && behaviour.beside === 'gone') return false;
  if (behaviour.files === 'fleeting') return now < endsAt + FLEETING_MS;
  if (behaviour.files === 'at-first') return now > endsAt + FILES_BACK_AFTER_MS;
  if (behaviour.files === 'moved') return url.endsWith(MOVED) || url.endsWith(`/${BESIDE}`);
  return behaviour.files !== 'gone';
}

/** Opens a file at the provider, or throws. */
export const openAtProvider =
  (provider: Provider, heap: EventHeap) =>
  (url: string): OpenedFile => {
    const [id = ''] = url.split('/').slice(-2);
    const job = provider.jobs.get(id);
    if (job === undefined || !isThere(job, url, heap.now)) throw new ServiceFault('HTTP 404');
    const { files } = job.behaviour;
    const isEarly = heap.now < job.endsAt + FILES_BACK_AFTER_MS;
    const isOddNow = files === 'odd' || (files === 'odd-at-first' && isEarly);
    return opened({
      content: url,
      type: isOddNow ? undefined : typeServedAt(url),
      isTorn: files === 'torn' && isEarly,
    });
  };

const nameOf = (url: string): string => url.split('/').at(-1) ?? '';

/** Opens a file at a URL that a client named, or throws; `since` is how many milliseconds the run is old. */
export function openAtThirdParty(url: string, since: number): OpenedFile {
  if (url === pictures['dead link']) throw new ServiceFault('HTTP 404');
  return opened({
    content: url,
    type: isOdd(nameOf(url)) ? undefined : 'image/png',
    isTorn:
      url === pictures['breaks off'] ||
      (url === pictures['breaks off at first'] && since < FILES_BACK_AFTER_MS),
  });
}

/** After so long a file at a third party's that breaks off every time may be given up; undefined where it is to be had. */
export function patienceWith(url: string): number | undefined {
  if (url === pictures['breaks off']) return OUT_OF_REACH_MS;
  const isUseless = url === pictures['dead link'] || isOdd(nameOf(url));
  return isUseless ? 0 : undefined;
}
