import type { InputLimits } from '#domain/tasks/task.ts';
import { uploadTypeOf } from '#domain/files/upload-type.ts';

/** What is known of a file; an output of ours is known by its key alone. */
interface KnownFile {
  readonly contentType?: string;
  readonly bytes?: number;
}

/** `image/*` stands for every type of picture. */
const covers = (accepted: string, contentType: string): boolean =>
  accepted.endsWith('/*')
    ? contentType.startsWith(accepted.slice(0, -1))
    : (uploadTypeOf(accepted) ?? accepted) === contentType;

const shown = (accepted: string): string => uploadTypeOf(accepted) ?? accepted;

/** Why the model would not take a file in this place; undefined where it does, or where nothing is known. */
export function misfitOf(
  { contentType, bytes = 0 }: KnownFile,
  { accept, maxMegabytes }: Omit<InputLimits, 'url'>,
): string | undefined {
  if (accept !== undefined && contentType !== undefined && !accept.some((one) => covers(one, contentType))) {
    return `is ${contentType}; it must be one of ${[...new Set(accept.map(shown))].join(', ')}`;
  }
  const isLarge = maxMegabytes !== undefined && bytes > maxMegabytes * 1024 * 1024;
  return isLarge ? `has ${bytes} bytes; at most ${maxMegabytes} MB are taken` : undefined;
}
