import { storedAmong, type Output } from '../tasks/output.ts';
import { thumbnailKey, thumbnailSizes } from './preview.ts';

/** The keys of every object that some outputs have: the files, and the thumbnails of those, whether or not they were drawn. */
export const objectsOf = (outputs: readonly Output[]): string[] =>
  storedAmong(outputs).flatMap(({ file }) => objectsAt(file.key));

/** The keys of a file and of its thumbnails, whether or not they were drawn. */
export const objectsAt = (key: string): string[] => [
  key,
  ...thumbnailSizes.flatMap((size) => thumbnailKey(key, size) ?? []),
];
