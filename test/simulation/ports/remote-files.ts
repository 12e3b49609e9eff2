import type { EventHeap } from '../engine/event-heap.ts';
import { OpenFile } from './media.ts';
import { isOdd } from './odd-bytes.ts';
import { ServiceFault } from './port-call.ts';
import type { Behaviour } from '../provider/provider-behaviour.ts';
import { MOVED } from '../provider/provider-job.ts';
import type { Provider } from '../provider/provider.ts';
import { pictures } from '../engine/uploads.ts';

const FILES_BACK_AFTER_MS = 5 * 60_000;

export interface OpenedFile {
  readonly contentLength: number;
  readonly body: OpenFile;
}

/** Addresses of some kind are good for so long. */
const FLEETING_MS = 30_000;

const opened = (content: string, isUsable: boolean, isTorn = false): OpenedFile => ({
  contentLength: content.length,
  body: new OpenFile({ content, type: isUsable ? 'image/png' : undefined, isTorn }),
});

/** Whether a file of this kind is at its address so long after its job has ended. */
function isAt(files: Behaviour['files'], url: string, ageMs: number): boolean {
  switch (files) {
    case 'gone':
      return false;
    case 'fleeting':
      return ageMs < FLEETING_MS;
    case 'at-first':
      return ageMs > FILES_BACK_AFTER_MS;
    case 'moved':
      return url.endsWith(MOVED);
    case 'good':
    case 'torn':
    case 'odd':
      return true;
  }
}

/** Opens a file at the provider, or throws. */
export const openAtProvider =
  (provider: Provider, heap: EventHeap) =>
  (url: string): OpenedFile => {
    const [id = ''] = url.split('/').slice(-2);
    const job = provider.jobs.get(id);
    const files = job?.behaviour.files ?? 'gone';
    const ageMs = heap.now - (job?.endsAt ?? 0);
    if (!isAt(files, url, ageMs)) throw new ServiceFault('HTTP 404');
    return opened(url, files !== 'odd', files === 'torn' && ageMs < FILES_BACK_AFTER_MS);
  };

/** Opens a file at a URL that a client named, or throws. */
export function openAtThirdParty(url: string): OpenedFile {
  if (url === pictures['dead link']) throw new ServiceFault('HTTP 404');
  const name = url.split('/').at(-1) ?? '';
  return opened(url, !isOdd(name));
}
