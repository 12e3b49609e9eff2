import type { AssetMedia } from '../files/archive-key.ts';

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

/** Was given up. */
export interface LostOutput extends OutputRecord {
  readonly state: 'lost';
  readonly code: 'archive_failed' | 'output_rejected';
  readonly reason: string;
}

/** Could not be archived so far, and is tried again. */
export interface FailingOutput extends OutputRecord {
  readonly state: 'failing';
  /** ISO time of the first try that failed. */
  readonly since: string;
  /** How many tries have failed. */
  readonly failures: number;
}

/** An output of which it is known what became of it. */
export type RecordedOutput = StoredOutput | LostOutput;
export type Output = RecordedOutput | FailingOutput;

export const isRecorded = (output: Output): output is RecordedOutput => output.state !== 'failing';

/** Those of some outputs that are in the archive. */
export const storedAmong = (outputs: readonly Output[]): StoredOutput[] =>
  outputs.filter((output) => output.state === 'stored');
