import { localError } from './error.ts';

/**
 * Throws where an input names a path of this machine as a file, which the client would read and send away: for inputs that come
 * from somebody else, a page or a chat.
 */
export function refusePaths(value: unknown, where: string): void {
  if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value)) return;
  const members = Object.entries(value);
  if (members.length === 1 && members[0]?.[0] === 'path')
    throw localError(
      'validation_failed',
      `${where} names a path: give the file itself, its address, or the id of its upload.`,
    );
  for (const [name, member] of members) refusePaths(member, `${where}/${name}`);
}
