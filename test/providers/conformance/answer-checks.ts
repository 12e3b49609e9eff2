import type { FailCode } from '#domain/error.ts';
import { readCallback } from '#providers/kie/callback.ts';
import type { CheckOutcome, Reply, StartOutcome } from '#providers/model.ts';
import type { Form } from '#providers/entry.ts';
import { notApplicable, overAll, overEach, same, unless } from './check.ts';
import type { Check, Verdict } from './check.ts';
import type { Subject } from './subject.ts';
import type { Transport } from './transport.ts';
import { answered, enveloped, tongues } from './tongues.ts';
import type { Tongue } from './tongues.ts';

const NOT_CALLABLE = 'it cannot be called';
const JOB = 'a1b2c3';
/** As the dialects of upgrades write a film and its index. */
const jobOf = ({ namesJob }: Tongue): string => (namesJob ? JOB : `${JOB}--0`);

interface Spoken {
  readonly form: Form;
  readonly tongue: Tongue;
}

const spokenBy = ({ forms, entry }: Subject): Spoken[] =>
  forms.flatMap((form) => {
    const tongue = tongues[entry.dialect];
    return tongue === undefined ? [] : [{ form, tongue }];
  });

/** Carries a question to the provider, has it answered with this, and reads the answer. */
async function looked(
  subject: Subject,
  transport: Transport,
  { form, tongue }: Spoken,
  reply: Reply,
): Promise<CheckOutcome> {
  const plan = subject.ready(form);
  const begun = subject.dialect.readStart(enveloped({ taskId: JOB }), plan);
  if (begun.type !== 'accepted' || begun.externalId !== jobOf(tongue)) {
    throw new Error(`${form.wire} was begun as ${JSON.stringify(begun)}`);
  }
  const call = subject.dialect.check(begun.externalId, form.wire);
  return subject.dialect.readCheck(await transport.answer(call, reply), form.media);
}

async function started(
  subject: Subject,
  transport: Transport,
  { form }: Spoken,
  reply: Reply,
): Promise<StartOutcome> {
  const plan = subject.ready(form);
  return subject.dialect.readStart(
    await transport.answer(subject.dialect.start(plan, undefined), reply),
    plan,
  );
}

const word = (reply: Reply): string => (reply.type === 'answered' ? reply.text.slice(0, 90) : reply.reason);

/** Every answer of a list, read, has to be this. */
const reads =
  (
    of: (tongue: Tongue) => readonly Reply[],
    isRight: (outcome: CheckOutcome, tongue: Tongue) => boolean,
    reason: string,
  ) =>
  (subject: Subject, { transport }: { transport: Transport }): Promise<Verdict> => {
    const spoken = spokenBy(subject).flatMap((one) => of(one.tongue).map((reply) => ({ one, reply })));
    return overEach(spoken, reason, async ({ one, reply }) => {
      const outcome = await looked(subject, transport, one, reply);
      return unless(
        isRight(outcome, one.tongue),
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
  one: Spoken,
  count: number,
): Promise<string[]> {
  const urls = addresses(count);
  const outcome = await looked(subject, transport, one, one.tongue.succeeded(urls));
  const expected = urls.map((url) => ({ url, media: one.form.media }));
  const found = outcome.type === 'succeeded' ? outcome.outputs : outcome;
  return same(`${one.form.wire}, ${count} files`, found, expected);
}

const archivesAll: Check = {
  name: 'hands on as many files as come, in their order, each as what it makes',
  fewest: 150,
  run: (subject, { transport }) =>
    overEach(
      spokenBy(subject).flatMap((one) =>
        [1, 2, 6].filter((count) => count <= one.tongue.most).map((count) => ({ one, count })),
      ),
      NOT_CALLABLE,
      ({ one, count }) => outputFaults(subject, transport, one, count),
    ),
};

const readsTheBill: Check = {
  name: 'reads what was charged, to the thousandth of a credit',
  fewest: 150,
  run: (subject, { transport }) =>
    overEach(
      spokenBy(subject).filter(({ tongue }) => tongue.namesJob),
      NOT_CALLABLE,
      async (one) => {
        const reply = one.tongue.succeeded(addresses(1), { creditsConsumed: 12.345 });
        const outcome = await looked(subject, transport, one, reply);
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
      const outcome = await looked(
        subject,
        transport,
        one,
        one.tongue.succeeded(addresses(1), strangeFields),
      );
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
        same(`${one.form.wire} ${word(reply)}`, (await looked(subject, transport, one, reply)).type, type),
    ),
};

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
  enveloped({ taskId: 7 }),
];

const knowsDoubt: Check = {
  name: 'takes an unclear answer to the paid call for unclear, never for a refusal',
  fewest: 150,
  run: (subject, { transport }) =>
    overEach(
      spokenBy(subject).flatMap((one) =>
        [...ambiguous, ...(one.tongue.namesJob ? nameless : [])].map((reply) => ({ one, reply })),
      ),
      NOT_CALLABLE,
      async ({ one, reply }) =>
        same(
          `${one.form.wire} ${word(reply)}`,
          (await started(subject, transport, one, reply)).type,
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
        const outcome = await started(subject, transport, one, enveloped(null, code, text));
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
        const outcome = await started(subject, transport, one, enveloped(null, code, 'later'));
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
      const outcome = await started(
        subject,
        transport,
        one,
        enveloped({ taskId: JOB, recordId: JOB, more: 1 }),
      );
      const found = outcome.type === 'accepted' ? outcome.externalId : outcome;
      return same(one.form.wire, found, jobOf(one.tongue));
    }),
};

const readsItsCallback: Check = {
  name: 'is recognised in the callback of its protocol',
  fewest: 150,
  run: (subject) => {
    const bodies = spokenBy(subject).flatMap(({ form, tongue }) =>
      tongue.callbacks.map((body) => ({ form, body })),
    );
    if (!subject.isCallable) return notApplicable(NOT_CALLABLE);
    return overAll(bodies, 'its protocol has no callback', ({ form, body }) => {
      const begun = subject.dialect.readStart(enveloped({ taskId: JOB }), subject.ready(form));
      const job = begun.type === 'accepted' ? begun.externalId : begun;
      return same(form.wire, readCallback(JSON.stringify(body(JOB)))?.externalId, job);
    });
  },
};

const speaksKnownTongue: Check = {
  name: 'speaks a protocol whose answers are known',
  fewest: 150,
  run: (subject) =>
    overAll(subject.forms, NOT_CALLABLE, () =>
      unless(tongues[subject.entry.dialect] !== undefined, `${subject.entry.dialect} is not among them`),
    ),
};

export const answerChecks: readonly Check[] = [
  speaksKnownTongue,
  readsItsJob,
  knowsDoubt,
  readsRefusals,
  readsWaits,
  {
    name: 'waits while its protocol’s words or flags say that a job runs',
    fewest: 150,
    run: reads((tongue) => tongue.running, isPending, NOT_CALLABLE),
  },
  {
    name: 'waits, and neither succeeds nor throws, on a state that nobody knows',
    fewest: 150,
    run: reads((tongue) => tongue.strange, isPending, NOT_CALLABLE),
  },
  {
    name: 'fails on each word or flag of failure',
    fewest: 150,
    run: reads(
      (tongue) => tongue.failed,
      ({ type }) => type === 'failed',
      NOT_CALLABLE,
    ),
  },
  {
    name: 'fails on a success without a file',
    fewest: 150,
    run: reads(
      (tongue) => tongue.empty,
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
