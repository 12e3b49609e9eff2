import * as z from 'zod';
import { limitsIn } from '#domain/limits/owner-limits.ts';
import { originNames, secretNames, type CallableService, type Origins } from '#providers/service.ts';

const withoutSlash = (url: string): string => (url.endsWith('/') ? withoutSlash(url.slice(0, -1)) : url);
const list = z.string().transform((text) =>
  text
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== ''),
);

/** A switch that is on unless somebody has turned it off. */
const switchedOn = () =>
  z
    .string()
    .default('')
    .transform((text) => text.trim().toLowerCase() !== 'false');

/** From the most talkative on. */
const logLevels = ['DEBUG', 'INFO', 'WARN', 'ERROR'] as const;

/** Everything that the functions read from their environment, in one place; each is parsed when a function first reads it. */
const settings = {
  TASK_TABLE: () => z.string().min(1),
  MEDIA_BUCKET: () => z.string().min(1),
  /** Where the bucket lies, where it is not S3 of our own account. */
  MEDIA_ENDPOINT: () => z.url().exactOptional(),
  MEDIA_REGION: () => z.string().default('auto'),
  MEDIA_SECRET_ARN: () => z.string().min(1),
  /** Where files from strangers arrive: always in S3 of our own account. */
  FETCHED_BUCKET: () => z.string().min(1),
  WORKFLOW_ARN: () => z.string().min(1),
  DISPATCH_ARN: () => z.string().min(1),
  /** How many days an upload lives, and one that is to be kept. */
  UPLOAD_DAYS: () => z.coerce.number<string>().positive().max(365).default(3),
  UPLOAD_KEEP_DAYS: () => z.coerce.number<string>().positive().max(365).default(30),
  /** How many days what operators have done is kept. */
  AUDIT_DAYS: () => z.coerce.number<string>().positive().max(3650).default(365),
  /** What the edge may prove itself with, where there is one; empty: requests come from everywhere. */
  EDGE_SECRETS: () => z.string().default('').pipe(list),
  /** How many requests may be kept waiting at once; each occupies a function. */
  MOST_WAITERS: () => z.coerce.number<string>().int().min(0).default(5),
  /** What each owner may do where nothing else is set for him. */
  OWNER_LIMITS: () => z.string().default('').transform(limitsIn),
  /** A task that would wait longer for its turn at a service is refused, in seconds. */
  MAX_QUEUE_SECONDS: () => z.coerce.number<string>().int().min(0).default(3600),
  /** Whether the event bus is told of everything that happens to tasks, and what it is called. */
  EVENT_BUS: () =>
    z
      .string()
      .default('')
      .transform((text) => text === 'true'),
  EVENT_BUS_NAME: () => z.string().min(1),
  /** Whether objects that no row knows are removed; they are only counted otherwise. */
  REMOVE_ORPHANS: () =>
    z
      .string()
      .default('')
      .transform((text) => text === 'true'),
  /** Names of our own functions, for those that call them. */
  FETCH_FUNCTION: () => z.string().min(1),
  FETCH_FILE_FUNCTION: () => z.string().min(1),
  MEDIA_FUNCTION: () => z.string().min(1),
  DELIVER_FUNCTION: () => z.string().min(1),
  SUBMIT_FUNCTION: () => z.string().min(1),
  PUSH_FUNCTION: () => z.string().min(1),
  /** Below this name lie the secrets of accounts at providers that are not the first. */
  ACCOUNT_SECRETS: () => z.string().min(1),
  /** The address of our own API. */
  API_URL: () => z.url().transform(withoutSlash),
  /** Where clients connect for live push, and whose pages may; none named: all. */
  LIVE_URL: () => z.url(),
  LIVE_ORIGINS: () => z.string().default('').pipe(list),
  /** Empty: no callback can reach us, and the workflow only polls. */
  PUBLIC_URL: () =>
    z
      .string()
      .default('')
      .transform((url) => (url === '' ? undefined : withoutSlash(url))),
  /** As a parser writes it, like the addresses that are compared with it. */
  MEDIA_BASE_URL: () => z.url().transform((url) => withoutSlash(new URL(url).href)),
  /** What addresses of files are signed with, the first, and what else is good; empty: they are not signed. */
  MEDIA_LINK_SECRETS: () => z.string().default('').pipe(list),
  MEDIA_LINK_SECONDS: () => z.coerce.number<string>().int().min(60).default(86_400),
  ALLOW_RETIRED_MODELS: () =>
    z
      .string()
      .default('')
      .transform((text) => text === 'true'),
  /** Which kinds of media are made. */
  ENABLE_IMAGE_GENERATION: switchedOn,
  ENABLE_VIDEO_GENERATION: switchedOn,
  ENABLE_AUDIO_GENERATION: switchedOn,
  /** Hosts that results may be fetched from; `*.` in front stands for any subdomain. */
  RESULT_HOSTS: () => z.string().default('').pipe(list),
  /** Origins of the laptop that events may be sent to, or `loopback` for all of them. No deployed template sets it. */
  LOCAL_RECEIVERS: () => z.string().default('').pipe(list),
  /** Origins of the laptop that files may be fetched from, or `loopback` for all of them. No deployed template sets it. */
  LOCAL_SOURCES: () => z.string().default('').pipe(list),
  /** Whose tokens are taken beside API keys, and for whom they have to be made; empty: nobody's. */
  JWT_ISSUER: () => z.string().default(''),
  JWT_AUDIENCE: () => z.string().default(''),
  /** The claim that says whose a token is. */
  JWT_OWNER_CLAIM: () => z.string().default('sub'),
  /** The claim that says what it may do, and what its words stand for: scopes themselves where this is empty. */
  JWT_ROLES_CLAIM: () => z.string().default('scope'),
  JWT_ROLES: () => z.string().default(''),
  /** The name of the deployment, by which its alarms find what it counts. */
  STAGE: () => z.string().default('dev'),
  LOG_LEVEL: () => z.enum(logLevels).default('INFO'),
  /** Powertools' name for it, which dashboards look for. */
  POWERTOOLS_SERVICE_NAME: () => z.string().default('darkroom'),
  /** The share of invocations, 0 to 1, that log from DEBUG on, whatever the level is. */
  POWERTOOLS_LOGGER_SAMPLE_RATE: () => z.coerce.number<string>().min(0).max(1).default(0),
};
type Settings = { readonly [Name in keyof typeof settings]: z.output<ReturnType<(typeof settings)[Name]>> };

/** Reads the settings that a function needs; everything missing or wrong is named in one message. */
export function readSettings<Name extends keyof Settings>(...names: readonly Name[]): Pick<Settings, Name> {
  const wanted = Object.fromEntries(names.map((name) => [name, settings[name]()]));
  return readEnvironment(wanted) as unknown as Pick<Settings, Name>;
}

/** Where a service is reached, and where its secret lies. */
export function readServiceSettings(service: CallableService): { origins: Origins; secretArn: string } {
  const secret = secretNames(service).variable;
  const roles = Object.entries(service.access.origins);
  const urls = roles.map(
    ([role, origin]) => [originNames(service, role).variable, z.url().default(origin)] as const,
  );
  const read = readEnvironment({
    ...Object.fromEntries<z.ZodType>(urls),
    [secret]: z.string().min(1),
  });
  const origins = roles.map(([role]) => [role, read[originNames(service, role).variable]]);
  return { origins: Object.fromEntries(origins) as Origins, secretArn: String(read[secret]) };
}

function readEnvironment(wanted: Readonly<Record<string, z.ZodType>>): Readonly<Record<string, unknown>> {
  const parsed = z.object(wanted).safeParse(process.env);
  if (parsed.success) return parsed.data;
  const faults = parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
  throw new Error(`The environment is not complete. ${faults.join('; ')}`);
}
