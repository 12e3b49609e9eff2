import type * as z from 'zod';
import type { RemoteJobId } from '#domain/ids.ts';
import type { MilliCredits } from '#domain/money/money.ts';
import type { GateRule } from '#domain/tasks/lanes.ts';
import { KEEP_SECONDS, SUBMIT_FUNCTION_SECONDS } from '#domain/tasks/limits.ts';
import type { QuestionRule } from '#domain/tasks/questions.ts';
import type { Call, CallLimits, Reply } from './call.ts';
import type { ModelEntry } from './catalog/entry.ts';
import type { Dialect } from './dialect.ts';
import type { Send } from './network/http.ts';

/** Origins of a service by role; `base` is its API's. */
export type Origins = { readonly base: string } & Readonly<Record<string, string>>;

/** What a service's callbacks look like, for the description of the API, and what it wants to be answered. */
export interface CallbackForm {
  readonly headers: Readonly<Record<string, { readonly description: string; readonly example: string }>>;
  readonly body: () => z.ZodType;
  readonly example: unknown;
  readonly answer: Readonly<Record<string, string | number>>;
}

/** What a service takes to be called, as data: settings, secrets, routes and limits are derived from it. */
export interface ServiceAccess {
  /** The defaults. Each may be replaced by an environment variable and by a setting of the deployment. */
  readonly origins: Origins;
  /** The service's secret is a JSON object. A new one holds `fresh`, and a random text under `key`. */
  readonly secret: {
    readonly form: string;
    readonly key: string;
    readonly fresh: Readonly<Record<string, unknown>>;
  };
  /** How many paid calls the account may make in how long a time. */
  readonly rate: GateRule;
  /** How many status questions it answers in how long a time; no limit where absent. */
  readonly questions?: QuestionRule;
  /** Seconds that a paid call may take, where the service answers with the result itself; `SUBMIT_CALL_SECONDS` where absent. */
  readonly callSeconds?: number;
  /** What one unit of the service's own money is worth, in US dollars. */
  readonly usdPerUnit: number;
  /** Hosts that results may be fetched from; `*.` in front stands for any subdomain. */
  readonly resultHosts: readonly string[];
  /** Absent where it does not report the end of a job to an address that it was given. */
  readonly callback?: CallbackForm;
}

/** What is known of a service without asking it: pure data. */
export interface Service {
  /** As requests and stored rows spell it: upper-case letters and digits. All other names are made of it. */
  readonly name: string;
  readonly title: string;
  /** Absent where no model of the service can be called. */
  readonly access?: ServiceAccess;
}

export type CallableService = Service & { readonly access: ServiceAccess };

export const isCallable = (service: Service): service is CallableService => service.access !== undefined;

/** How many seconds the function that makes the paid calls of these services may need. */
export const submitSeconds = (services: readonly Service[]): number =>
  Math.max(
    SUBMIT_FUNCTION_SECONDS,
    ...services.map(({ access }) =>
      access?.callSeconds === undefined ? 0 : access.callSeconds + KEEP_SECONDS,
    ),
  );

/** Where and as whom calls are made. */
export interface Connection {
  readonly origins: Origins;
  /** Reads the service's secret. */
  readonly secret: () => Promise<unknown>;
  /** The network. */
  readonly request?: Send;
}

export interface ServiceClient {
  /** Makes the call once and says what came of it; never throws, never retries. */
  readonly send: (call: Call, limits: CallLimits) => Promise<Reply>;
}

/** A callback as it came in. */
export interface IncomingCallback {
  readonly body: string;
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string | undefined>>;
}

/**
 * What a callback says of itself: its id, and whether its sender is to be believed. `unsigned` where no signature is
 * agreed, `stale` where it is genuine but old.
 */
export interface CheckedCallback {
  readonly externalId: RemoteJobId | undefined;
  readonly signature: 'genuine' | 'stale' | 'forged' | 'unsigned';
}

/** Judges the sender of a callback with the secret of the account that its job was made with. */
export type CallbackCheck = (secret: unknown, now: Date) => CheckedCallback;

/** Reads a callback, whoever sends it; undefined for a body that is none. */
export type CallbackReader = (callback: IncomingCallback) => CallbackCheck | undefined;

/** What came of a free call that needs our key: `refused` is said only where it was not let through on our account. */
export type ProbeResult =
  | {
      readonly type: 'accepted';
      /** What is left in the account, where the service tells. */
      readonly balance?: MilliCredits;
    }
  | { readonly type: 'refused' }
  | { readonly type: 'unreachable' };

/** A free call that goes through only while our key is good. */
export interface Probe {
  readonly call: Call;
  readonly read: (reply: Reply) => ProbeResult;
}

/** Where the catalogue and the provider's own list of models part. Every member is an id, ours or theirs. */
export interface Drift {
  /** Listed, and nobody here has heard of it. */
  readonly unknown: readonly string[];
  /** Offered here, and not listed any more: creates of it are about to fail. */
  readonly gone: readonly string[];
  /** Retired here, and listed again. */
  readonly returned: readonly string[];
}

/** The service's own list of its models. */
export interface ModelListing {
  readonly call: Call;
  /** Compares the list with these entries; `unread` where it cannot be read, and nothing is compared. */
  readonly compare: (
    reply: Reply,
    entries: readonly ModelEntry[],
  ) => (Drift & { readonly listed: number }) | { readonly unread: string };
}

/** A file that a service is to hold for a while. */
export interface CopyFile {
  readonly fileName: string;
  readonly contentType: string;
  readonly bytes: number;
}

/** How the bytes of a copy get there: the service fetches them, or they go within JSON, or as a stream that the sender opens. */
export type CopySource =
  | { readonly way: 'url'; readonly url: string }
  | { readonly way: 'base64'; readonly text: string }
  | { readonly way: 'stream' };

/** What came of making a copy. Nothing is paid for it, so whatever is in doubt may be tried again. */
export type CopyAnswer =
  | { readonly type: 'stored'; readonly url: string }
  | { readonly type: 'refused'; readonly message: string; readonly auth?: true }
  | { readonly type: 'unavailable'; readonly reason: string; readonly retryAfterSeconds: number };

/** How a service gets copies of its own of the files that a task is given. */
export interface InputCopies {
  /** A copy is sure to live so long. */
  readonly lifeMs: number;
  /** The ways for a file of so many bytes, the best first; `isReachable` where the service can fetch from us. */
  readonly ways: (bytes: number, isReachable: boolean) => readonly CopySource['way'][];
  readonly describe: (file: CopyFile, source: CopySource) => Call;
  readonly read: (reply: Reply) => CopyAnswer;
}

/** How a service is spoken to. */
export interface ServiceAdapter {
  /** By the names that catalogue entries and stored rows give them: unique over all services. */
  readonly dialects: Readonly<Record<string, Dialect>>;
  readonly connect: (connection: Connection) => ServiceClient;
  /** Whether a secret has the form that `connect` reads. */
  readonly isSecret: (value: unknown) => boolean;
  readonly probe: Probe;
  readonly listing?: ModelListing;
  /** Absent where the service reads the inputs at addresses of ours. */
  readonly copies?: (origins: Origins) => InputCopies;
}

const capitalized = (text: string): string => text.slice(0, 1).toUpperCase() + text.slice(1).toLowerCase();

/** What the origin of a role is called: in the environment (`KIND_BASE_URL`), and in a deployment's context (`kindBaseUrl`). */
export const originNames = ({ name }: Service, role: string) => ({
  variable: `${name}_${role.toUpperCase()}_URL`,
  context: `${name.toLowerCase()}${capitalized(role)}Url`,
});

/** What the secret is called: its construct in the template (`Kind`), the stack's output, and the environment variable. */
export const secretNames = ({ name }: Service) => ({
  construct: capitalized(name),
  output: `${capitalized(name)}Secret`,
  variable: `${name}_SECRET_ARN`,
});

/** The path below which a service reports the end of its jobs. */
export const callbackPath = (serviceName: string): string => `/webhooks/${serviceName.toLowerCase()}`;
