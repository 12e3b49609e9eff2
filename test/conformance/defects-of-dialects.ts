import { isRemoteJobId } from '#domain/ids.ts';
import { without } from '#providers/catalog/layout.ts';
import type { Call, Reply } from '#providers/call.ts';
import type { CheckOutcome, QueriedDialect, StartOutcome } from '#providers/dialect.ts';
import { withWrongDialect, changed } from './planted-defect.ts';
import type { PlantedDefect } from './planted-defect.ts';

const banana = 'nano-banana-pro';

const bodyOf = ({ body }: Call): Record<string, unknown> => body as Record<string, unknown>;

const withBody = ({ method, path }: Call, body: unknown): Call => ({ method, path, body });

const withoutField = (call: Call, name: string): Call => {
  const input = without(bodyOf(call)['input'] as Record<string, unknown>, name);
  return withBody(call, { ...bodyOf(call), input });
};

const otherName = (outcome: StartOutcome): StartOutcome => {
  const externalId = 'somebody-else';
  return outcome.type === 'accepted' && isRemoteJobId(externalId) ? { ...outcome, externalId } : outcome;
};

const refused: StartOutcome = { type: 'refused', failCode: 'provider_rejected_input', message: 'no' };
const failed: CheckOutcome = { type: 'failed', failCode: 'generation_failed', message: 'no' };

const startingWith =
  (read: (outcome: StartOutcome) => StartOutcome) =>
  (right: QueriedDialect): Partial<QueriedDialect> => ({
    readStart: (reply, plan) => read(right.readStart(reply, plan)),
  });

const checkingWith =
  (read: (outcome: CheckOutcome, reply: Reply) => CheckOutcome) =>
  (right: QueriedDialect): Partial<QueriedDialect> => ({
    readCheck: (reply, media) => read(right.readCheck(reply, media), reply),
  });

const isEmpty = (outcome: CheckOutcome): boolean =>
  outcome.type === 'failed' && outcome.failCode === 'empty_result';

const calls: readonly PlantedDefect[] = [
  {
    what: 'a path of last year',
    found: ['sends its example in exactly the provider’s shape, with the callback address and without'],
    subject: withWrongDialect(banana, (right) => ({
      start: (plan, callback) => ({ ...right.start(plan, callback), path: '/api/v1/jobs/create' }),
    })),
  },
  {
    what: 'a field that is lost on the way',
    found: ['sends every field that is given, under its own name, and nothing that was not'],
    subject: withWrongDialect(banana, (right) => ({
      start: (plan, callback) => withoutField(right.start(plan, callback), 'image_input'),
    })),
  },
  {
    what: 'an id of ours in the body',
    found: ['sends nothing of ours: no service, no id of our own, nothing undefined'],
    subject: withWrongDialect(banana, (right) => ({
      start: (plan, callback) => {
        const call = right.start(plan, callback);
        return withBody(call, { ...bodyOf(call), parentTaskId: 'x' });
      },
    })),
  },
  {
    what: 'a question in the wrong place',
    found: ['asks after its job where the provider’s pages say'],
    subject: withWrongDialect(banana, (right) => ({
      check: (id, wire) => ({ ...right.check(id, wire), query: { recordId: id } }),
    })),
  },
  {
    what: 'a protocol that nobody speaks',
    found: ['speaks a protocol whose answers are known'],
    subject: changed(banana, { dialect: 'kie-nothing' }),
  },
];

const starts: readonly PlantedDefect[] = [
  {
    what: 'a job that goes by another name',
    found: [
      'reads the name of its job from the answer to the paid call',
      'is recognised in the callback of its protocol',
    ],
    subject: withWrongDialect(banana, startingWith(otherName)),
  },
  {
    what: 'doubt that is taken for a refusal',
    found: ['takes an unclear answer to the paid call for unclear, never for a refusal'],
    subject: withWrongDialect(
      banana,
      startingWith((outcome) => (outcome.type === 'ambiguous' ? refused : outcome)),
    ),
  },
  {
    what: 'refusals that are all the same',
    found: ['tells the refusals of the paid call apart'],
    subject: withWrongDialect(
      banana,
      startingWith((outcome) => (outcome.type === 'refused' ? refused : outcome)),
    ),
  },
  {
    what: 'a busy provider that is taken for a refusing one',
    found: ['may be sent again only where the provider says that it dropped the call'],
    subject: withWrongDialect(
      banana,
      startingWith((outcome) => (outcome.type === 'busy' ? refused : outcome)),
    ),
  },
];

const checks: readonly PlantedDefect[] = [
  {
    what: 'a running job that is given up',
    found: ['waits while its protocol’s words or flags say that a job runs'],
    subject: withWrongDialect(
      banana,
      checkingWith((outcome) => (outcome.type === 'pending' ? failed : outcome)),
    ),
  },
  {
    what: 'an unknown state that is taken for success',
    found: ['waits, and neither succeeds nor throws, on a state that nobody knows'],
    subject: withWrongDialect(
      banana,
      checkingWith((outcome) =>
        outcome.type === 'pending' && outcome.unknownWord !== undefined
          ? { type: 'succeeded', outputs: [] }
          : outcome,
      ),
    ),
  },
  {
    what: 'a failure that is waited for',
    found: ['fails on each word or flag of failure'],
    subject: withWrongDialect(
      'VEO3',
      checkingWith((outcome) => (outcome.type === 'failed' ? { type: 'pending' } : outcome)),
    ),
  },
  {
    what: 'a success without output that is accepted',
    found: ['fails on a success without a file'],
    subject: withWrongDialect(
      banana,
      checkingWith((outcome) => (isEmpty(outcome) ? { type: 'succeeded', outputs: [] } : outcome)),
    ),
  },
  {
    what: 'one file of many',
    found: ['hands on as many files as come, in their order, each as what it makes'],
    subject: withWrongDialect(
      'MIDJOURNEY',
      checkingWith((outcome) =>
        outcome.type === 'succeeded' ? { ...outcome, outputs: outcome.outputs.slice(0, 1) } : outcome,
      ),
    ),
  },
  {
    what: 'a bill that is lost',
    found: ['reads what was charged, to the thousandth of a credit'],
    subject: withWrongDialect(
      banana,
      checkingWith((outcome) =>
        outcome.type === 'succeeded' ? { type: 'succeeded', outputs: outcome.outputs } : outcome,
      ),
    ),
  },
  {
    what: 'an answer that may not grow',
    found: ['reads an answer that has grown fields nobody knows'],
    subject: withWrongDialect(
      banana,
      checkingWith((outcome, reply) =>
        reply.type === 'answered' && reply.text.includes('ageOfMoon') ? failed : outcome,
      ),
    ),
  },
  {
    what: 'a provider in trouble that ends the job',
    found: ['takes a question that got no answer for no end of its job'],
    subject: withWrongDialect(
      banana,
      checkingWith((outcome) => (outcome.type === 'unavailable' ? failed : outcome)),
    ),
  },
];

/** Models whose protocol is spoken wrongly. */
export const wrongDialects: readonly PlantedDefect[] = [...calls, ...starts, ...checks];
