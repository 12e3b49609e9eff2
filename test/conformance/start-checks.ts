import type { FailCode } from '#domain/error.ts';
import type { Reply } from '#providers/call.ts';
import { overAll, overEach, same, unless } from './check.ts';
import type { Check } from './check.ts';
import { JOB, jobOf, NOT_CALLABLE, spokenBy, started, word } from './conversation.ts';
import { answered, enveloped, vocabularies } from './vocabularies.ts';

const ambiguous: readonly Reply[] = [
  answered('<html>', 502),
  answered('{"code":200,"msg":"succ'),
  enveloped(null, 500, 'Server exception, please try again later'),
  enveloped(null, 418, 'I am a teapot'),
  { type: 'broken', reason: 'ECONNRESET' },
];
const nameless: readonly Reply[] = [
  enveloped(null),
  enveloped({}),
  enveloped({ taskId: '' }),
  // Beyond what a number can tell exactly.
  enveloped({ taskId: 2 ** 60 }),
];

const knowsDoubt: Check = {
  name: 'takes an unclear answer to the paid call for unclear, never for a refusal',
  fewest: 150,
  run: (subject, { transport }) =>
    overEach(
      spokenBy(subject).flatMap((one) =>
        [...ambiguous, ...(one.vocabulary.namesJob ? nameless : [])].map((reply) => ({ one, reply })),
      ),
      NOT_CALLABLE,
      async ({ one, reply }) =>
        same(
          `${one.form.wire} ${word(reply)}`,
          (await started(subject, transport, { ...one, reply })).type,
          'ambiguous',
        ),
    ),
};

const refusals: readonly (readonly [number, string, FailCode])[] = [
  [400, 'bad request', 'provider_rejected_input'],
  [400, 'Your prompt was flagged as violating content policies', 'content_blocked'],
  [401, 'You do not have access permissions', 'provider_auth'],
  [402, 'not enough credits', 'insufficient_provider_credit'],
  [422, 'The model name x is not supported', 'provider_rejected_input'],
  [451, 'the picture could not be fetched', 'provider_rejected_input'],
  [500, 'prompt is required', 'provider_rejected_input'],
  [500, 'size is not within the range of allowed options', 'provider_rejected_input'],
  [505, 'This feature is switched off', 'provider_unavailable'],
];

const readsRefusals: Check = {
  name: 'tells the refusals of the paid call apart',
  fewest: 150,
  run: (subject, { transport }) =>
    overEach(
      spokenBy(subject).flatMap((one) =>
        refusals.map(([code, text, failCode]) => ({ one, code, text, failCode })),
      ),
      NOT_CALLABLE,
      async ({ one, code, text, failCode }) => {
        const reply = enveloped(null, code, text);
        const outcome = await started(subject, transport, { ...one, reply });
        return same(
          `${one.form.wire} ${code} ${text}`,
          outcome.type === 'refused' ? outcome.failCode : outcome,
          failCode,
        );
      },
    ),
};

const waits = [429, 430, 433, 455, 550];

const readsWaits: Check = {
  name: 'may be sent again only where the provider says that it dropped the call',
  fewest: 150,
  run: (subject, { transport }) =>
    overEach(
      spokenBy(subject).flatMap((one) => waits.map((code) => ({ one, code }))),
      NOT_CALLABLE,
      async ({ one, code }) => {
        const reply = enveloped(null, code, 'later');
        const outcome = await started(subject, transport, { ...one, reply });
        const isPatient = outcome.type === 'busy' && outcome.retryAfterSeconds >= 10;
        return unless(isPatient, `${one.form.wire} reads ${code} as ${JSON.stringify(outcome)}`);
      },
    ),
};

const readsItsJob: Check = {
  name: 'reads the name of its job from the answer to the paid call',
  fewest: 150,
  run: (subject, { transport }) =>
    overEach(spokenBy(subject), NOT_CALLABLE, async (one) => {
      const reply = enveloped({ taskId: JOB, recordId: JOB, more: 1 });
      const outcome = await started(subject, transport, { ...one, reply });
      const found = outcome.type === 'accepted' ? outcome.externalId : outcome;
      return same(one.form.wire, found, jobOf(one.vocabulary));
    }),
};

const speaksKnownTongue: Check = {
  name: 'speaks a protocol whose answers are known',
  fewest: 150,
  run: (subject) =>
    overAll(subject.forms, NOT_CALLABLE, () =>
      unless(vocabularies[subject.entry.dialect] !== undefined, `${subject.entry.dialect} is not among them`),
    ),
};

/** How the answer to the paid call is read. */
export const startChecks: readonly Check[] = [
  speaksKnownTongue,
  readsItsJob,
  knowsDoubt,
  readsRefusals,
  readsWaits,
];
