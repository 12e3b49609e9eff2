import { failCodes, type ErrorClass, type FailCode } from '#domain/error.ts';

/** What a fail code means for the owner of the task. */
interface FailCodeMeaning {
  /** What happened. */
  readonly what: string;
  /** Whether it costs anything. */
  readonly billed: string;
  /** What to do about it. */
  readonly remedy: string;
}

const meanings: Readonly<Record<FailCode, FailCodeMeaning>> = {
  provider_rejected_input: {
    what: 'the provider refused the request',
    billed: 'no',
    remedy: 'change the input',
  },
  content_blocked: {
    what: "the provider's policy refused it",
    billed: 'as the provider says',
    remedy: 'change the prompt',
  },
  provider_auth: {
    what: 'the provider refuses our key; sending stops until a probe goes through',
    billed: 'no',
    remedy: 'the operator replaces the key; then retry',
  },
  insufficient_provider_credit: {
    what: 'the provider account is empty',
    billed: 'no',
    remedy: 'the operator tops it up; then retry',
  },
  provider_unavailable: {
    what: 'it could not be submitted by its deadline, or the provider has switched the model off',
    billed: 'no',
    remedy: 'retry',
  },
  generation_failed: {
    what: 'the provider took it and failed',
    billed: 'as the provider says',
    remedy: 'retry',
  },
  empty_result: {
    what: 'the provider says success and names no file',
    billed: 'as the provider says',
    remedy: 'retry',
  },
  timeout: {
    what: 'no end by the deadline (image, audio 30 min, video 2 h); looked at again after 6 h and 24 h',
    billed: 'the estimate, until it is known; nothing where it was never sent',
    remedy: 'wait, or retry; what comes late is archived and marked `late`',
  },
  outcome_unknown: {
    what: 'nobody knows whether the provider took it; it was not sent again',
    billed: 'the estimate, until an operator decides',
    remedy: 'the operator adopts, resubmits or writes it off; a retry is a new call, and may be paid besides',
  },
  input_expired: {
    what: 'an input file is gone, was out of reach for ten minutes, or is none that the model takes',
    billed: 'no',
    remedy: 'give it again, or another',
  },
  archive_failed: {
    what: 'outputs could not be fetched and kept in time; they may come home later',
    billed: 'yes',
    remedy: 'retry',
  },
  output_rejected: {
    what: 'what came is not a picture, film or sound of the expected kind',
    billed: 'yes',
    remedy: 'retry; report it',
  },
  partial_result: {
    what: 'some outputs are kept in `assets`, others are lost',
    billed: 'what was made',
    remedy: 'keep them, or retry',
  },
};

/** How a task can fail; the API's schema and the README take their words from here. */
export const failCodeWords = Object.fromEntries(
  Object.entries(meanings).map(([code, meaning]) => [code, { ...failCodes[code as FailCode], ...meaning }]),
) as Readonly<Record<FailCode, FailCodeMeaning & { readonly errorClass: ErrorClass }>>;
