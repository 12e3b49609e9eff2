import { fileTypeFromBuffer } from 'file-type';

/** Enough of a file to tell its type. */
export const SNIFF_BYTES = 64 * 1024;

/** The type that the first bytes of a file say it has, in the sniffer's own words; undefined where they say nothing. */
export const sniffedName = async (head: Uint8Array): Promise<string | undefined> =>
  (await fileTypeFromBuffer(head))?.mime;
