import type { ArchiveType, AssetMedia } from '../files/archive-key.ts';
import type { MilliCredits } from '../money/money.ts';
import type { OutputRole } from './output-role.ts';

/** What is known of a file that came within an answer: its bytes are nowhere but in the archive, once they are kept. */
export interface InlineFile {
  /** Told from the bytes. */
  readonly contentType: ArchiveType;
  readonly bytes: number;
  /** Hex. */
  readonly sha256: string;
}

/**
 * One file that the provider made: at an address of its own, within its answer, or within it and of no kind that is kept.
 * Without a role it is a `result`.
 */
export type ResultOutput =
  | { readonly media: AssetMedia; readonly url: string; readonly role?: OutputRole }
  | { readonly media: AssetMedia; readonly inline: InlineFile }
  | { readonly media: AssetMedia; readonly rejected: string };

/** What a file is to its task. */
export const roleOf = (output: ResultOutput): OutputRole =>
  ('role' in output ? output.role : undefined) ?? 'result';

/** What the provider made of a job. */
export interface JobResult {
  readonly outputs: readonly ResultOutput[];
  readonly credits?: MilliCredits;
}
