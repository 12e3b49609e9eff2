import type { AssetMedia } from '../files/archive-key.ts';
import type { OutputRole } from './output-role.ts';

/** What became of one file that the provider made. */

export interface StoredFile {
  readonly key: string;
  readonly media: AssetMedia;
  readonly contentType: string;
  readonly bytes: number;
  readonly sha256: string;
  readonly width?: number;
  readonly height?: number;
  readonly durationSeconds?: number;
  /** How a film's pictures, or a sound, are encoded: `avc`, `vp9`, `mp3` … */
  readonly codec?: string;
}

/** What is known of an output in every state. */
export interface OutputRecord {
  /** Counts the outputs of a task from 1. */
  readonly n: number;
  readonly job: number;
  /** Counts the outputs of its job from 1. */
  readonly index: number;
  readonly role: OutputRole;
  /** Where the provider had it; absent where it came within an answer. */
  readonly sourceUrl?: string;
  /** True for what came after the task had ended. */
  readonly late: boolean;
  /** ISO time at which this was recorded. */
  readonly at: string;
}

/** Is in the archive. */
export interface StoredOutput extends OutputRecord {
  readonly state: 'stored';
  readonly file: StoredFile;
}

/** What is known of the tries at an output that have failed. */
export interface FailedTries {
  /** ISO time of the first of them. */
  readonly since: string;
  /** How many have failed; those that our own store failed do not count. */
  readonly failures: number;
  /** True where its link was no good: the provider is asked for a fresh one. */
  readonly isDead?: true;
}

/** Was given up: for good, or, where it is `provisional`, until it is looked at again. */
export interface LostOutput extends OutputRecord {
  readonly state: 'lost';
  readonly code: 'archive_failed' | 'output_rejected';
  readonly reason: string;
  readonly provisional?: FailedTries;
}

/** Could not be archived so far, and is tried again. */
export interface FailingOutput extends OutputRecord, FailedTries {
  readonly state: 'failing';
}

/** An output of which it is known what became of it. */
export type RecordedOutput = StoredOutput | LostOutput;
export type Output = RecordedOutput | FailingOutput;

export const isRecorded = (output: Output): output is RecordedOutput => output.state !== 'failing';

/** True for an output of which nothing more can become: it is stored, or lost for good. */
export const isFinal = (output: Output): boolean => isRecorded(output) && !isProvisional(output);

/** True for an output that was given up, and is looked at again. */
export const isProvisional = (output: Output): boolean =>
  output.state === 'lost' && output.provisional !== undefined;

/** The tries at an output that have failed so far, where it may still be had. */
export function triesOf(output: Output | undefined): FailedTries | undefined {
  if (output?.state === 'failing') return output;
  return output?.state === 'lost' ? output.provisional : undefined;
}

/** True for what was asked for; false for what the provider made besides. */
export const isResult = ({ role }: Pick<OutputRecord, 'role'>): boolean => role === 'result';

/** Those of some outputs that are in the archive. */
export const storedAmong = (outputs: readonly Output[]): StoredOutput[] =>
  outputs.filter((output) => output.state === 'stored');
