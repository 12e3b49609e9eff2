import { readCallback } from '#providers/kie/callback.ts';
import type { CheckOutcome } from '#providers/dialect.ts';
import type { Reply } from '#providers/call.ts';
import { notApplicable, overAll, overEach, same, unless } from './check.ts';
import type { Check, Verdict } from './check.ts';
import { isResult, JOB, looked, NOT_CALLABLE, spokenBy, word } from './conversation.ts';
import type { Spoken } from './conversation.ts';
import type { Subject } from './subject.ts';
import { answered, enveloped } from './vocabularies.ts';
import type { Vocabulary } from './vocabularies.ts';
import type { Transport } from './transport.ts';

/** Every answer of a list, read, has to be this. */
const reads =
  (
    of: (vocabulary: Vocabulary) => readonly Reply[],
    isRight: (outcome: CheckOutcome, vocabulary: Vocabulary) => boolean,
    reason: string,
  ) =>
  (subject: Subject, { transport }: { transport: Transport }): Promise<Verdict> => {
    const spoken = spokenBy(subject).flatMap((one) => of(one.vocabulary).map((reply) => ({ one, reply })));
    return overEach(spoken, reason, async ({ one, reply }) => {
      const outcome = await looked(subject, transport, { ...one, reply });
      return unless(
        isRight(outcome, one.vocabulary),
        `${one.form.wire} reads ${word(reply)} as ${JSON.stringify(outcome)}`,
      );
    });
  };

const isPending = ({ type }: CheckOutcome): boolean => type === 'pending';

const addresses = (count: number): string[] =>
  Array.from({ length: count }, (_, index) => `https://files.example/${index}.bin`);

async function outputFaults(
  subject: Subject,
  transport: Transport,
  { one, count }: { one: Spoken; count: number },
): Promise<string[]> {
  const urls = addresses(count);
  const outcome = await looked(subject, transport, { ...one, reply: one.vocabulary.succeeded(urls) });
  const expected = urls.map((url) => ({ url, media: one.form.media }));
  const found = outcome.type === 'succeeded' ? outcome.outputs.filter(isResult) : outcome;
  return same(`${one.form.wire}, ${count} files`, found, expected);
}

const archivesAll: Check = {
  name: 'hands on as many files as come, in their order, each as what it makes',
  fewest: 150,
  run: (subject, { transport }) =>
    overEach(
      spokenBy(subject).flatMap((one) =>
        [1, 2, 6].filter((count) => count <= one.vocabulary.most).map((count) => ({ one, count })),
      ),
      NOT_CALLABLE,
      (counted) => outputFaults(subject, transport, counted),
    ),
};

const readsTheBill: Check = {
  name: 'reads what was charged, to the thousandth of a credit',
  fewest: 150,
  run: (subject, { transport }) =>
    overEach(
      spokenBy(subject).filter(({ vocabulary }) => vocabulary.namesJob),
      NOT_CALLABLE,
      async (one) => {
        const reply = one.vocabulary.succeeded(addresses(1), { creditsConsumed: 12.345 });
        const outcome = await looked(subject, transport, { ...one, reply });
        return same(one.form.wire, outcome.type === 'succeeded' ? outcome.credits : outcome, 12_345);
      },
    ),
};

const strangeFields = { ageOfMoon: 4, nested: { deep: ['x'] }, costTime: 'soon', progress: {}, failCode: [] };

const survivesNewFields: Check = {
  name: 'reads an answer that has grown fields nobody knows',
  fewest: 150,
  run: (subject, { transport }) =>
    overEach(spokenBy(subject), NOT_CALLABLE, async (one) => {
      const reply = one.vocabulary.succeeded(addresses(1), strangeFields);
      const outcome = await looked(subject, transport, { ...one, reply });
      return same(one.form.wire, outcome.type, 'succeeded');
    }),
};

const queryCodes: readonly (readonly [Reply, CheckOutcome['type']])[] = [
  [enveloped(null, 404, 'Task not found'), 'not-found'],
  [enveloped(null, 422, 'record is null'), 'not-found'],
  ...[401, 429, 455, 500].map((code) => [enveloped(null, code, 'try again later'), 'unavailable'] as const),
  [answered('<html>bad gateway</html>', 502), 'unavailable'],
  [{ type: 'broken', reason: 'timeout' }, 'unavailable'],
  [{ type: 'not-sent', reason: 'ENOTFOUND' }, 'unavailable'],
];

const readsQueryCodes: Check = {
  name: 'takes a question that got no answer for no end of its job',
  fewest: 150,
  run: (subject, { transport }) =>
    overEach(
      spokenBy(subject).flatMap((one) => queryCodes.map(([reply, type]) => ({ one, reply, type }))),
      NOT_CALLABLE,
      async ({ one, reply, type }) =>
        same(
          `${one.form.wire} ${word(reply)}`,
          (await looked(subject, transport, { ...one, reply })).type,
          type,
        ),
    ),
};

const readsItsCallback: Check = {
  name: 'is recognised in the callback of its protocol',
  fewest: 150,
  run: (subject) => {
    const bodies = spokenBy(subject).flatMap(({ form, vocabulary }) =>
      vocabulary.callbacks.map((body) => ({ form, body })),
    );
    if (!subject.isCallable) return notApplicable(NOT_CALLABLE);
    return overAll(bodies, 'its protocol has no callback', ({ form, body }) => {
      const begun = subject.dialect.readStart(enveloped({ taskId: JOB }), subject.ready(form));
      const job = begun.type === 'accepted' ? begun.externalId : begun;
      return same(form.wire, readCallback(JSON.stringify(body(JOB)))?.externalId, job);
    });
  },
};

/** How the fate of a job is read. */
export const answerChecks: readonly Check[] = [
  {
    name: 'waits while its protocol’s words or flags say that a job runs',
    fewest: 150,
    run: reads((vocabulary) => vocabulary.running, isPending, NOT_CALLABLE),
  },
  {
    name: 'waits, and neither succeeds nor throws, on a state that nobody knows',
    fewest: 150,
    run: reads((vocabulary) => vocabulary.strange, isPending, NOT_CALLABLE),
  },
  {
    name: 'fails on each word or flag of failure',
    fewest: 150,
    run: reads(
      (vocabulary) => vocabulary.failed,
      ({ type }) => type === 'failed',
      NOT_CALLABLE,
    ),
  },
  {
    name: 'fails on a success without a file',
    fewest: 150,
    run: reads(
      (vocabulary) => vocabulary.empty,
      (outcome) => outcome.type === 'failed' && outcome.failCode === 'empty_result',
      'its protocol knows no success without a file',
    ),
  },
  archivesAll,
  readsTheBill,
  survivesNewFields,
  readsQueryCodes,
  readsItsCallback,
];
