import { imageSize } from 'image-size';
import { archiveTypes, isArchiveType, type ArchiveType } from '#domain/files/archive-key.ts';
import { sniffedName } from './sniff.ts';
import type { Dimensions, ReadRange } from './timed-media.ts';

/** Other names under which the sniffer reports types that we keep. */
const synonyms: Readonly<Record<string, ArchiveType>> = {
  'audio/x-wav': 'audio/wav',
  'audio/vnd.wave': 'audio/wav',
  'audio/x-m4a': 'audio/mp4',
  'audio/x-flac': 'audio/flac',
  'audio/opus': 'audio/ogg',
  'video/x-m4v': 'video/mp4',
  'image/apng': 'image/png',
};

/** The type that the first bytes of a file say it has; undefined for whatever we do not keep (SVG, HTML, XML, archives …). */
export async function sniff(head: Uint8Array): Promise<ArchiveType | undefined> {
  const found = await sniffedName(head);
  if (found === undefined) return undefined;
  const type = synonyms[found] ?? found;
  return isArchiveType(type) ? type : undefined;
}

function imageDimensions(head: Uint8Array): Dimensions {
  try {
    const { width, height } = imageSize(head);
    return { width, height };
  } catch {
    // Headers that lie beyond the first bytes, or none at all: the file is kept, its size stays untold.
    return {};
  }
}

/** A file to be measured: its first bytes, its length, and how more of it is read. */
export interface ProbedFile {
  readonly head: Uint8Array;
  readonly bytes: number;
  readonly read: ReadRange;
}

/** Width, height and duration of a file, from its first bytes or by reading ranges of it. Never fails. */
export async function dimensionsOf(
  type: ArchiveType,
  { head, bytes, read }: ProbedFile,
): Promise<Dimensions> {
  if (archiveTypes[type].media === 'image') return imageDimensions(head);
  // The reader of films and sounds is larger than all the rest: who archives pictures does without.
  const { timedDimensions } = await import('./timed-media.ts');
  return timedDimensions(bytes, read);
}
