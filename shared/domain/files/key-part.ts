/**
 * A file's address is open to whoever has it, and the ids of tasks and uploads are written in logs, names of executions and
 * addresses of callbacks. So keys have a part that stands nowhere else: 32 hex digits behind the id, kept in the row of
 * what the file belongs to. Files of before have none.
 */
export const KEY_PART_LENGTH = 32;

/** An id as it stands in a key. */
export const idInKey = (id: string, part: string | undefined): string =>
  part === undefined ? id : `${id}_${part}`;

const parts = /([0-9a-f]{32})_[0-9a-f]{32}/g;

/** A text with keys in it, fit to be written into a log: it says which file is meant, and opens nothing. */
export const withoutKeyParts = (text: string): string => text.replace(parts, '$1_***');

/** The last part of a key, as a name for a file that is saved: whoever hands the file on gives no address away. */
export const nameInKey = (key: string): string => key.slice(key.lastIndexOf('/') + 1).replace(parts, '$1');
