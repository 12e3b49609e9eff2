import * as z from 'zod';
import { faultNames, isFault } from './faults.ts';
import { formatNames } from './media/spec.ts';

const share = z.number().min(0).max(1);
const milliseconds = z.number().min(0);
const count = z.int().min(0);
const faultWord = z.string().refine(isFault, { error: `unknown fault; known: ${faultNames.join(' ')}` });

const knobsSchema = z.strictObject({
  /** Generation takes between these two. */
  latencyMinMs: milliseconds.default(1_000),
  latencyMaxMs: milliseconds.default(3_000),
  /** Take as long as recordings and pages say the real service takes, instead. */
  realisticTimes: z.boolean().default(false),
  /** Answers of create and query calls are held back so long. */
  createLatencyMs: milliseconds.default(0),
  queryLatencyMs: milliseconds.default(0),
  /** What `slow-create` and `slow-query` mean. */
  slowMs: milliseconds.default(20_000),
  /** A new task cannot be queried for a random time up to this: 422 `recordInfo is null`. */
  recordNullMaxMs: milliseconds.default(500),
  /** Share of tasks that pass through `queuing`, and that jump from `waiting` to the end. */
  queuingShare: share.default(0.2),
  skipShare: share.default(0.25),
  /** Put the body code into the HTTP status too. */
  mirrorStatus: z.boolean().default(false),
  /** Add `successFlag` and `response` to job records, as replies since September 2026 have them. */
  newerFields: z.boolean().default(false),
  /** Answer as the pages say where recordings differ (costTime in ms, failCode "", updateTime). */
  docShapes: z.boolean().default(false),
  /** Ids put into the list of models, and left out of it. */
  listedToo: z.array(z.string()).default([]),
  unlisted: z.array(z.string()).default([]),
  /** Refuse models that the provider has withdrawn. */
  refuseRemoved: z.boolean().default(false),
  createLimit: count.default(20),
  createWindowMs: milliseconds.default(10_000),
  /** So many status questions in so long a time, for the whole account; 0 for no limit. */
  queryLimit: count.default(0),
  queryWindowMs: milliseconds.default(1_000),
  /** The firewall in front of the service lets nobody through: every call is answered with its page, HTTP 403. */
  edgeBlocked: z.boolean().default(false),
  /** The whole answer to a create call that made a job, and to whoever asks after one that has ended; '' for the usual. `{id}`, `{url}` and `{urls}` are filled in. */
  createAnswer: z.string().default(''),
  recordAnswer: z.string().default(''),
  /** A body code for every create or query call; 0 for none. */
  createCode: count.default(0),
  queryCode: count.default(0),
  /** Share of query calls that answer 500, and of all calls that answer 429. */
  queryFailShare: share.default(0),
  storm429Share: share.default(0),
  /** How often the query faults of a task strike before it answers properly. */
  queryFaultCount: count.default(3),
  /** Share of creates that suffer `failureKind`; `failNext` is served first, one word a create. */
  failureShare: share.default(0),
  failureKind: faultWord.default('generation'),
  failNext: z.array(faultWord).default([]),
  /** Keep the credits of failed tasks. */
  billFailures: z.boolean().default(false),
  callbackLostShare: share.default(0),
  callbackDuplicateShare: share.default(0),
  callbackLateShare: share.default(0),
  callbackReorderShare: share.default(0),
  callbackForgedShare: share.default(0),
  callbackBadSignatureShare: share.default(0),
  callbackEarlyShare: share.default(0),
  callbackLateMs: milliseconds.default(60_000),
  callbackTimeoutMs: milliseconds.default(15_000),
  callbackRetryMs: z.array(milliseconds).default([60_000, 300_000, 900_000]),
  /** Retries carry a fresh time stamp and signature. */
  callbackRestamp: z.boolean().default(true),
  hmacKey: z.string().default(''),
  /** Share of downloads that suffer `fileFault`. */
  fileFault: faultWord.default('ok'),
  fileFaultShare: share.default(1),
  /** How many downloads of a file fail with a word such as `file-html-at-first`. */
  fileFaultCount: count.default(2),
  fileChunkPauseMs: milliseconds.default(50),
  oversizeBytes: count.default(64 * 2 ** 20),
  /** Where `file-redirect` leads. */
  redirectTo: z.string().default('http://169.254.169.254/latest/meta-data/'),
  /** The format of all files, where the model makes files of that kind; empty for the usual ones. */
  mediaFormat: z.union([z.literal(''), z.enum(formatNames)]).default(''),
  /** Number of outputs in place of the asked one. */
  outputs: count.nullable().default(null),
  /** For how long the record of a success names no file, with `late-files`. */
  lateFilesMs: milliseconds.default(60_000),
  /** For how long the record of a task that has ended does not say what was taken, with `late-price`. */
  latePriceMs: milliseconds.default(3 * 3_600_000),
  /** What is taken, for a listed price of 1. */
  priceFactor: z.number().min(0).default(1),
  linkLifeMs: milliseconds.default(24 * 3_600_000),
  downloadLinkLifeMs: milliseconds.default(20 * 60_000),
  uploadLifeMs: milliseconds.default(24 * 3_600_000),
  upgrade1080Ms: milliseconds.default(2_000),
  upgrade4kMs: milliseconds.default(4_000),
  /** Films and sounds are cut to these lengths: rendering costs time. */
  videoSecondsCap: z.number().min(0.5).default(3),
  audioSecondsCap: z.number().min(0.5).default(20),
  framesPerSecond: z.int().min(1).max(30).default(10),
  /** Longest edge of a 1K picture; 2K and 4K are two and four times that. */
  imageEdge: z.int().min(64).max(2048).default(1024),
  /** Get every http address in an input before generating; one that fails ends the task with 451. */
  fetchInputs: z.boolean().default(false),
  /** Origin written into links when it is not the server's own address. */
  publicOrigin: z.string().default(''),
});

/** What can be changed about the simulator while it runs. */
export type Knobs = z.infer<typeof knobsSchema>;

/** All knobs in their resting position, the given ones laid over. Unknown names are refused. */
export const knobsOf = (given: Partial<Knobs> = {}): Knobs => knobsSchema.parse(given);

/** Turns some knobs; throws a zod error that names what is wrong. */
export const turned = (knobs: Knobs, changes: unknown): Knobs =>
  knobsSchema.parse({ ...knobs, ...z.looseObject({}).parse(changes) });

/** The names of all knobs. */
export const knobNames: readonly string[] = Object.keys(knobsSchema.shape);

/** Reads a knob written as text: JSON where it is JSON, else the text itself; commas make lists. */
export function knobFromText(name: string, text: string): unknown {
  const isList = Array.isArray(knobsOf()[name as keyof Knobs]);
  if (isList && !text.startsWith('[')) return text.split(',').map((word) => parsed(word.trim(), name));
  return parsed(text, name);
}

const wordKnobs = new Set([
  'createAnswer',
  'recordAnswer',
  'hmacKey',
  'failureKind',
  'failNext',
  'fileFault',
  'redirectTo',
  'publicOrigin',
  'mediaFormat',
]);

function parsed(text: string, name: string): unknown {
  if (wordKnobs.has(name) && !text.startsWith('[')) return text;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
