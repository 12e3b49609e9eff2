import type { Form } from '#providers/catalog/entry.ts';
import type { CheckOutcome, StartOutcome, RemoteOutput } from '#providers/dialect.ts';
import { untold, type Reply } from '#providers/call.ts';
import type { Subject } from './subject.ts';
import { enveloped, vocabularies } from './vocabularies.ts';
import type { Vocabulary } from './vocabularies.ts';
import type { Transport } from './transport.ts';

export const NOT_CALLABLE = 'it cannot be called';
export const JOB = 'a1b2c3';
/** As the dialects of upgrades write a film and its index. */
export const jobOf = ({ namesJob }: Vocabulary): string => (namesJob ? JOB : `${JOB}--0`);

export interface Spoken {
  readonly form: Form;
  readonly vocabulary: Vocabulary;
}

export const spokenBy = ({ forms, entry }: Subject): Spoken[] =>
  forms.flatMap((form) => {
    const vocabulary = vocabularies[entry.dialect];
    return vocabulary === undefined ? [] : [{ form, vocabulary }];
  });

/** What a form speaks, and an answer in it. */
interface Answered extends Spoken {
  readonly reply: Reply;
}

/** Carries a question to the provider, has it answered with this, and reads the answer. */
export async function looked(
  subject: Subject,
  transport: Transport,
  { form, vocabulary, reply }: Answered,
): Promise<CheckOutcome> {
  const plan = subject.ready(form);
  const begun = subject.dialect.readStart(enveloped({ taskId: JOB }), plan);
  if (begun.type !== 'accepted' || begun.externalId !== jobOf(vocabulary)) {
    throw new Error(`${form.wire} was begun as ${JSON.stringify(begun)}`);
  }
  const call = subject.dialect.check(begun.externalId, form.wire);
  return subject.dialect.readCheck(await transport.answer(call, reply), form.media);
}

/** The same for the paid call. */
export async function started(
  subject: Subject,
  transport: Transport,
  { form, reply }: Omit<Answered, 'vocabulary'>,
): Promise<StartOutcome> {
  const plan = subject.ready(form);
  return subject.dialect.readStart(
    await transport.answer(subject.dialect.start(plan, undefined), reply),
    plan,
  );
}

/** An answer in short. */
export const word = (reply: Reply): string =>
  reply.type === 'answered' ? reply.text.slice(0, 90) : untold(reply);

/** False for what the provider made besides what was asked for. */
export const isResult = ({ role = 'result' }: RemoteOutput): boolean => role === 'result';
