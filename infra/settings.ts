import type { OwnerLimits } from '#domain/limits/owner-limits.ts';
import { isCallable, originNames, type Service } from '#providers/service.ts';
import { services as production } from '#providers/services.ts';
import { readEdge, type EdgeSettings } from './edge-settings.ts';
import { readMediaLinks, type MediaLinks } from './media-links.ts';
import type { ExternalStore } from './media-storage.ts';
import { readOwnerLimits } from './owner-limits.ts';
import { readSignIn, type SignIn } from './sign-in.ts';

/** What a deployment may choose, in the file of its stage or as CDK context (`--context stage=dev`), which wins. */
export interface Settings {
  /** Names the stacks, so that several stages live in one account. */
  readonly stage: string;
  /** Where asset urls begin; absent: the API's own `/media` route. */
  readonly mediaBaseUrl: string | undefined;
  /** The external store that holds media; absent: the stack's own bucket. */
  readonly externalStore: ExternalStore | undefined;
  /** Origins whose pages may call the API and the bucket; `*` is all of them. */
  readonly corsOrigins: readonly string[];
  /** Where the provider's callbacks arrive; absent: the API's own address; `none`: polling only. */
  readonly publicUrl: string | undefined;
  /** The origins of the services, by the names of their environment variables. */
  readonly serviceUrls: Readonly<Record<string, string>>;
  /** Hosts results may be fetched from, separated by commas; empty: the code's own list. */
  readonly resultHosts: string;
  readonly allowRetiredModels: boolean;
  /** The kinds of media that are made. */
  readonly enableImageGeneration: boolean;
  readonly enableVideoGeneration: boolean;
  readonly enableAudioGeneration: boolean;
  /** Whether anybody may look at what owners make public: nothing opens it yet. */
  readonly enablePublicGallery: boolean;
  /** Whether the event bus of the stage is told of what happens to tasks. */
  readonly eventBus: boolean;
  /** How many days uploads live. */
  readonly uploadDays: string;
  /** How many days what operators have done is kept. */
  readonly auditDays: string;
  /** How many requests may be kept waiting at once by `Prefer: wait`. */
  readonly waiters: string;
  /** What each owner may do where nothing else is set for him. */
  readonly ownerLimits: OwnerLimits;
  /** A task that would wait more seconds for its turn at a provider is refused. */
  readonly maxQueueSeconds: string;
  /** Executions that the account keeps free for each function that drives tasks; undefined: none. */
  readonly reservedConcurrency: number | undefined;
  /** Whether the hourly visit removes objects that no row knows; it only counts them otherwise. */
  readonly removeOrphans: boolean;
  readonly alarmEmail: string | undefined;
  /** Rings when the account at the provider has fewer credits; undefined: never. */
  readonly balanceAlarmCredits: number | undefined;
  /** How new versions of the code become live: `at-once`, or `canary`, a part of the traffic first, with alarms as the brake. */
  readonly trafficShift: string;
  /** Whose tokens are taken beside API keys; undefined: nobody's. */
  readonly signIn: SignIn | undefined;
  /** How addresses of files are signed; undefined: whoever knows one may open it. */
  readonly mediaLinks: MediaLinks | undefined;
  /** What stands in front of the API; undefined: nothing. */
  readonly edge: EdgeSettings | undefined;
  /** The least level of log lines. */
  readonly logLevel: string;
  /** The share of invocations, 0 to 1, that log everything, whatever the level is. */
  readonly logSampleRate: string;
}

/** Reads the settings from context and names whatever is wrong. */
export function readSettings(context: (key: string) => unknown, services = production): Settings {
  const text = (key: string): string | undefined => settingText(key, context(key));
  const or = (key: string, usual: string): string => text(key) ?? usual;
  const stage = or('stage', 'dev');
  if (!/^[a-z][a-z0-9-]{0,19}$/.test(stage)) {
    throw new Error(
      `Context stage=${stage}: a stage is 1 to 20 of a-z, 0-9 and "-", beginning with a letter.`,
    );
  }
  return {
    stage,
    mediaBaseUrl: url('mediaBaseUrl', text('mediaBaseUrl')),
    externalStore: externalStore(text),
    corsOrigins: origins('corsOrigins', or('corsOrigins', '')),
    publicUrl: text('publicUrl') === 'none' ? 'none' : url('publicUrl', text('publicUrl')),
    serviceUrls: serviceUrls(services, text),
    resultHosts: or('resultHosts', ''),
    uploadDays: days('uploadDays', or('uploadDays', '3')),
    auditDays: String(auditDays('auditDays', or('auditDays', '365'))),
    waiters: String(whole('waiters', or('waiters', '5'))),
    ownerLimits: readOwnerLimits(text),
    maxQueueSeconds: String(whole('maxQueueSeconds', or('maxQueueSeconds', '3600'))),
    reservedConcurrency: given(text('reservedConcurrency'), (value) => whole('reservedConcurrency', value)),
    allowRetiredModels: text('allowRetiredModels') === 'true',
    enableImageGeneration: flag('enableImageGeneration', or('enableImageGeneration', 'true')),
    enableVideoGeneration: flag('enableVideoGeneration', or('enableVideoGeneration', 'true')),
    enableAudioGeneration: flag('enableAudioGeneration', or('enableAudioGeneration', 'true')),
    enablePublicGallery: flag('enablePublicGallery', or('enablePublicGallery', 'false')),
    eventBus: flag('eventBus', or('eventBus', 'false')),
    removeOrphans: flag('removeOrphans', or('removeOrphans', 'false')),
    alarmEmail: text('alarmEmail'),
    balanceAlarmCredits: given(text('balanceAlarmCredits'), (value) =>
      positive('balanceAlarmCredits', value),
    ),
    trafficShift: oneOf('trafficShift', or('trafficShift', 'at-once'), ['at-once', 'canary']),
    signIn: readSignIn(text),
    edge: readEdge(text),
    mediaLinks: readMediaLinks(text),
    logLevel: oneOf('logLevel', or('logLevel', 'INFO'), ['DEBUG', 'INFO', 'WARN', 'ERROR']),
    logSampleRate: share('logSampleRate', or('logSampleRate', '0')),
  };
}

/** The names of all settings but the stage: whatever is asked for when they are read. */
export function settingNames(services = production): readonly string[] {
  const names = new Set<string>();
  readSettings((key) => void names.add(key), services);
  return [...names].filter((name) => name !== 'stage').sort();
}

/** A setting as text; undefined where nothing is said. Throws where it is neither text nor a flag. */
export function settingText(key: string, value: unknown): string | undefined {
  if (value === undefined || value === '') return undefined;
  if (typeof value === 'string') return value;
  if (typeof value === 'boolean') return String(value);
  throw new Error(`Context ${key} is to be text.`);
}

function flag(key: string, value: string): boolean {
  if (value === 'true' || value === 'false') return value === 'true';
  throw new Error(`Context ${key}=${value}: true or false is needed.`);
}

function url(key: string, value: string | undefined): string | undefined {
  if (value === undefined) return undefined;
  const parsed = URL.canParse(value) ? new URL(value) : undefined;
  if (parsed?.protocol !== 'https:') throw new Error(`Context ${key}=${value}: an https address is needed.`);
  return value.replace(/\/+$/, '');
}

/** Origins as browsers send them, separated by commas. */
function origins(key: string, value: string): readonly string[] {
  const all = value.split(',').flatMap((part) => part.trim() || []);
  const odd = all.find((one) => one !== '*' && !(URL.canParse(one) && new URL(one).origin === one));
  if (odd === undefined && (all.length <= 1 || !all.includes('*'))) return all;
  throw new Error(
    `Context ${key}=${value}: origins such as https://studio.example.com, separated by commas, or * alone.`,
  );
}

/** Every origin of the services that can be called: the default, or what the context says. */
function serviceUrls(
  services: readonly Service[],
  text: (key: string) => string | undefined,
): Record<string, string> {
  const origins = services.filter(isCallable).flatMap((service) =>
    Object.entries(service.access.origins).map(([role, usual]) => {
      const { variable, context } = originNames(service, role);
      return [variable, url(context, text(context)) ?? usual] as const;
    }),
  );
  return Object.fromEntries(origins);
}

/** An endpoint and a bucket, or neither: half of them would quietly mean our own bucket. */
function externalStore(text: (key: string) => string | undefined): ExternalStore | undefined {
  const endpoint = url('mediaEndpoint', text('mediaEndpoint'));
  const bucket = text('mediaBucket');
  const region = text('mediaRegion');
  if (endpoint === undefined && bucket === undefined && region === undefined) return undefined;
  if (endpoint === undefined || bucket === undefined) {
    throw new Error('Context mediaEndpoint and mediaBucket belong together: neither says enough alone.');
  }
  if (new URL(endpoint).pathname !== '/') {
    throw new Error(
      `Context mediaEndpoint=${endpoint}: an address without a path; mediaBucket names the bucket.`,
    );
  }
  if (!/^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/.test(bucket)) {
    throw new Error(`Context mediaBucket=${bucket}: a bucket is 3 to 63 of a-z, 0-9, "." and "-".`);
  }
  return { endpoint, bucket, region: region ?? 'auto' };
}

function days(key: string, value: string): string {
  const number = Number(value);
  if (number > 0 && number <= 30) return value;
  throw new Error(`Context ${key}=${value}: 1 to 30 days; fractions are allowed.`);
}

function auditDays(key: string, value: string): number {
  const number = Number(value);
  if (Number.isInteger(number) && number >= 1 && number <= 3650) return number;
  throw new Error(`Context ${key}=${value}: 1 to 3650 days.`);
}

const given = <Value>(text: string | undefined, read: (text: string) => Value): Value | undefined =>
  text === undefined ? undefined : read(text);

function whole(key: string, value: string): number {
  if (/^\d{1,4}$/.test(value)) return Number(value);
  throw new Error(`Context ${key}=${value}: a whole number from 0 to 9999.`);
}

function positive(key: string, value: string): number {
  const number = Number(value);
  if (number > 0 && Number.isFinite(number)) return number;
  throw new Error(`Context ${key}=${value}: a number above 0.`);
}

function oneOf(key: string, value: string, values: readonly string[]): string {
  if (values.includes(value)) return value;
  throw new Error(`Context ${key}=${value}: one of ${values.join(', ')}.`);
}

function share(key: string, value: string): string {
  const number = Number(value);
  if (number >= 0 && number <= 1) return value;
  throw new Error(`Context ${key}=${value}: a share from 0 to 1.`);
}
