import * as z from 'zod';
import type { FailCode } from '#domain/error.ts';
import { fromUnits } from '#domain/money/money.ts';
import { cutTo } from '#domain/text.ts';
import type { MilliCredits } from '#domain/money/money.ts';
import type { CheckOutcome, EchoedRequest } from '../dialect.ts';
import type { Media } from '../catalog/model.ts';
import { untold, type Reply } from '../call.ts';
import { busyCodes, isKeyRefusal, speaksOfPolicy } from './codes.ts';
import { failureWords, oneLine, parseJson, readEnvelope } from './envelope.ts';
import { kie } from './service.ts';
import { resultsIn } from './results.ts';

/** What a status word of a dialect means. A word outside the table means that the job still runs. */
export type StatusTable = ReadonlyMap<string, 'running' | 'succeeded' | 'failed'>;

/** A job for more (US$ 5,000) is none that is offered: such a figure is not believed, and cannot always be kept. */
const MOST_CREDITS = 1_000_000;

const credits = z
  .union([
    z.number(),
    z
      .string()
      .trim()
      .regex(/^\d+(?:\.\d+)?$/)
      .transform(Number),
  ])
  .pipe(z.number().nonnegative().max(MOST_CREDITS))
  .optional()
  .catch(undefined);
const words = z.union([z.string(), z.number(), z.boolean()]).nullish().catch(undefined);

/** The fields that we use of any record, by all the names under which they occur. */
const record = z.looseObject({
  state: words,
  successFlag: words,
  status: words,
  progress: words,
  failCode: words,
  errorCode: words,
  error: z.unknown().optional(),
  creditsConsumed: credits,
  consumeCredits: credits,
});

type Job = z.infer<typeof record>;

const PATIENCE_SECONDS = 15;
const LONG_PATIENCE_SECONDS = 60;

const unavailable = (reason: string, retryAfterSeconds = PATIENCE_SECONDS): CheckOutcome => ({
  type: 'unavailable',
  reason,
  retryAfterSeconds,
});

const spent = ({ creditsConsumed, consumeCredits }: Job): { credits?: MilliCredits } => {
  const amount = creditsConsumed ?? consumeCredits;
  return amount === undefined ? {} : { credits: fromUnits(amount, kie.access.usdPerUnit) };
};

/** Percent, whether the service says 40, "40" or "0.40". */
function progressOf({ progress }: Job): { progress?: number } {
  const value = Number(progress ?? NaN);
  if (!Number.isFinite(value) || value < 0 || value > 100) return {};
  const isShare = typeof progress === 'string' && progress.includes('.') && value <= 1;
  return { progress: Math.round(isShare ? value * 100 : value) };
}

const blamedOnInput = new Set(['400', '422', '451']);

function failureCode(code: string, text: string): FailCode {
  if (speaksOfPolicy(`${code} ${text}`)) return 'content_blocked';
  return blamedOnInput.has(code) ? 'provider_rejected_input' : 'generation_failed';
}

const withCode = z.object({ code: words });

/** The code of a failure, which may stand in an error of its own; '' where there is none. */
function codeIn({ failCode, errorCode, error }: Job): string {
  const codes = [failCode, errorCode, withCode.safeParse(error).data?.code];
  return codes.map((code) => String(code ?? '')).find((code) => code.trim() !== '') ?? '';
}

function failed(job: Job): CheckOutcome {
  const code = codeIn(job);
  const text = oneLine(failureWords(job));
  const message =
    text || (code === '' ? 'The provider gave no reason.' : `The provider failed with ${code}.`);
  return { type: 'failed', failCode: failureCode(code, text), message, ...spent(job) };
}

const text = z.string().min(1).optional().catch(undefined);
const echoed = z.object({ callBackUrl: text, model: text, prompt: text, input: z.unknown().optional() });

/** JSON in a string, which may be so twice. */
function unpacked(value: unknown): unknown {
  let inner = value;
  for (let depth = 0; depth < 2 && typeof inner === 'string'; depth += 1) inner = parseJson(inner);
  return inner;
}

/** What a record repeats of the request that made the job: its callback URL, or, where there is none, its prompt. */
function echoIn(job: Job): { callbackUrl?: string; request?: EchoedRequest } {
  const read = echoed.safeParse(unpacked(job['param'] ?? job['paramJson'] ?? job['generateParam']));
  if (!read.success) return {};
  const { callBackUrl, input, model } = read.data;
  if (callBackUrl !== undefined) return { callbackUrl: callBackUrl };
  const prompt = read.data.prompt ?? echoed.safeParse(unpacked(input)).data?.prompt;
  return prompt === undefined ? {} : { request: { prompt, ...(model === undefined ? {} : { model }) } };
}

const LONGEST_RECORD = 2000;

/** The record as it came, without the request that it repeats, cut to a length that can be stored. */
function recordText(job: Job): string {
  const told = Object.entries(job).filter(([name]) => !/param|^request$|^input$|callback/i.test(name));
  return oneLine(JSON.stringify(Object.fromEntries(told)), LONGEST_RECORD);
}

function succeeded(job: Job, media: Media): CheckOutcome {
  const results = resultsIn(job, media);
  if (results === 'unreadable') return unavailable('the result cannot be read');
  const { outputs, isDocumented } = results;
  if (outputs.length === 0) {
    return {
      type: 'failed',
      failCode: 'empty_result',
      message: 'The provider finished without any file.',
      ...spent(job),
      record: recordText(job),
    };
  }
  return {
    type: 'succeeded',
    outputs,
    ...(isDocumented ? {} : { record: recordText(job) }),
    ...spent(job),
    ...echoIn(job),
  };
}

/** A word of the unified protocol, a flag of the older ones, or the word that some have besides. */
function statusIn(job: Job, { words, flags }: Tables): readonly [string, StatusTable] {
  if (job.state) return [String(job.state), words];
  const flag = job.successFlag ?? undefined;
  return flag === undefined && job.status ? [String(job.status), words] : [String(flag ?? ''), flags];
}

/** Codes that stand in a record of a job that has not failed. */
const noFailure = new Set(['', '0', '200', 'null', 'none', 'ok', 'success', 'false']);

/** What a record shows whose word no table knows: a code of a failure or files decide, as they would for a person. */
function evidenceIn(job: Job, media: Media): 'succeeded' | 'failed' | undefined {
  const code = codeIn(job);
  if (!noFailure.has(code.trim().toLowerCase())) return 'failed';
  const { progress = 100 } = progressOf(job);
  if (progress < 100) return undefined;
  const results = resultsIn(job, media);
  const hasFile = results !== 'unreadable' && results.outputs.some(({ role }) => role === undefined);
  return hasFile ? 'succeeded' : undefined;
}

const LONGEST_WORD = 50;

/** `IN_PROGRESS`, "in progress" and `inProgress` are one word. */
const plainWord = (word: string): string =>
  word
    .trim()
    .replaceAll(/(?<=[a-z])(?=[A-Z])/g, '_')
    .replaceAll(/[\s-]+/g, '_')
    .toLowerCase();

/** A record, though it was encoded twice or stands alone in a list. */
function recordIn(data: unknown): unknown {
  const inner = unpacked(data) ?? data;
  return Array.isArray(inner) && inner.length === 1 ? (inner[0] as unknown) : inner;
}

function readRecord(answered: unknown, tables: Tables, media: Media): CheckOutcome {
  const data = recordIn(answered);
  if (data === null || data === undefined) return { type: 'not-found', message: 'record is null' };
  const read = record.safeParse(data);
  if (!read.success) return unavailable('the record cannot be read');
  const job = read.data;
  const [word, table] = statusIn(job, tables);
  const plain = plainWord(word);
  switch (table.get(plain) ?? tables.words.get(plain) ?? evidenceIn(job, media)) {
    case 'succeeded':
      return succeeded(job, media);
    case 'failed':
      return failed(job);
    case 'running':
      return { type: 'pending', ...progressOf(job), ...echoIn(job) };
    default:
      return {
        type: 'pending',
        ...progressOf(job),
        ...echoIn(job),
        unknownWord: cutTo(word, LONGEST_WORD) || '(none)',
      };
  }
}

/** Codes of a query that are the end of the job: it was refused (400, 422 and 451) or has failed. */
const endingCodes = new Set([400, 408, 422, 451, 501, 531]);

/** True where a refusal is meant for the question, and not for the job that is asked after. */
const speaksOfQuestion = (message: string): boolean =>
  message === '' || /\b(?:task|record) ?(?:id|info)\b|\bparameters?\b/i.test(message);

function readError(code: number, message: string): CheckOutcome {
  const reason = `code ${code}: ${message}`;
  const isAboutContent = speaksOfPolicy(message);
  if (code === 404 || (code === 422 && !isAboutContent))
    return { type: 'not-found', message: message || `code ${code}` };
  if (code === 400 && !isAboutContent && speaksOfQuestion(message)) return unavailable(reason);
  if (endingCodes.has(code)) {
    const failCode = failureCode(String(code), message);
    return { type: 'failed', failCode, message: message || `The provider failed with ${code}.` };
  }
  if (isKeyRefusal(code))
    return { type: 'unavailable', reason, retryAfterSeconds: LONG_PATIENCE_SECONDS, auth: true };
  return unavailable(reason, busyCodes.get(code) ?? PATIENCE_SECONDS);
}

interface Tables {
  readonly words: StatusTable;
  readonly flags: StatusTable;
}

/** Reads the answer of a query endpoint. What cannot be read is never an end: polling goes on. */
export function readCheck(reply: Reply, tables: Tables, media: Media): CheckOutcome {
  if (reply.type !== 'answered') return unavailable(untold(reply));
  const answer = readEnvelope(reply.status, reply.text);
  if (answer.type === 'unreadable') return unavailable(`HTTP ${answer.status} without readable JSON`);
  return answer.code === 200
    ? readRecord(answer.data, tables, media)
    : readError(answer.code, answer.message);
}

/** The flags of the dedicated endpoints, and of newer replies of the unified one. */
export const successFlags: StatusTable = new Map([
  ['0', 'running'],
  ['false', 'running'],
  ['1', 'succeeded'],
  ['true', 'succeeded'],
  ['2', 'failed'],
  ['3', 'failed'],
]);
