import { join } from 'node:path';
import { parseArgs } from 'node:util';
import * as z from 'zod';
import { settingsFrom } from '@darkroom/kie-simulator/settings';
import type { Settings as SimulatorSettings } from '@darkroom/kie-simulator/settings';
import { namedStore, type NamedStore } from '../../infra/store-names.ts';
import { dataDirOf } from './data-dir.ts';
import { StartError } from './start-error.ts';

/** Who makes the pictures: the simulator, or the live service that costs money. */
export type ProviderChoice =
  | {
      readonly kind: 'simulated';
      readonly simulator: SimulatorSettings;
      /** Whether models that are gone at the real service are taken all the same. */
      readonly takesRetired: boolean;
      readonly localSources: boolean;
    }
  | {
      readonly kind: 'live';
      readonly apiKey: string;
      readonly baseUrl: string;
      /** Where it takes files. */
      readonly uploadUrl: string;
      /** Where the provider can reach us; without it we poll. */
      readonly publicUrl: string | undefined;
      readonly webhookKeys: readonly string[];
      /** Whether files are fetched over http from any port of this machine. */
      readonly localSources: boolean;
    };

export interface Settings {
  readonly root: string;
  readonly dataDir: string;
  /** Where synthesised code is kept between starts; the same for all data directories. */
  readonly buildDir: string;
  readonly port: number | undefined;
  readonly makeFirst: boolean;
  readonly output: 'full' | 'quiet' | 'json';
  /** True: what the functions log stands in the terminal as well. */
  readonly showLogs: boolean;
  /** Which kinds of media are made, by the name of the switch; those that are not named are. */
  readonly features: Readonly<Record<string, string>>;
  /** How many days an upload lives; the functions' own where absent. */
  readonly uploadDays: number | undefined;
  readonly dynamodbUrl: string | undefined;
  readonly provider: ProviderChoice;
  /** Where media are kept, where not in the bucket of this machine. */
  readonly store: NamedStore | undefined;
  /** What functions are told of an issuer of tokens; absent: the laptop has one of its own. */
  readonly signIn?: Readonly<Record<string, string>>;
}

const port = z.coerce.number().int().min(1).max(65_535);
const origin = z.url({ protocol: /^https?$/ }).transform((text) => new URL(text).origin);

// An empty variable is one that was not set.
const given = <Schema extends z.ZodType>(schema: Schema) =>
  z.preprocess((value) => (value === '' ? undefined : value), schema.optional());

/** As in the environment of the functions. */
const features = [
  'ENABLE_IMAGE_GENERATION',
  'ENABLE_VIDEO_GENERATION',
  'ENABLE_AUDIO_GENERATION',
  'ENABLE_PUBLIC_GALLERY',
  'EVENT_BUS',
] as const;
const onOrOff = given(z.stringbool({ truthy: ['true', '1'], falsy: ['false', '0'] }));

const environment = z.object({
  ENABLE_IMAGE_GENERATION: onOrOff,
  ENABLE_VIDEO_GENERATION: onOrOff,
  ENABLE_AUDIO_GENERATION: onOrOff,
  ENABLE_PUBLIC_GALLERY: onOrOff,
  EVENT_BUS: onOrOff,
  DARKROOM_PORT: given(port),
  DARKROOM_DATA_DIR: given(z.string()),
  DARKROOM_DYNAMODB_URL: given(origin),
  DARKROOM_LOCAL_SOURCES: given(z.enum(['0', '1'])),
  DARKROOM_UPLOAD_DAYS: given(z.coerce.number().positive().max(365)),
  KIE_API_KEY: given(z.string()),
  KIE_AI_API_KEY: given(z.string()),
  KIE_BASE_URL: given(origin),
  KIE_AI_BASE_URL: given(origin),
  KIE_UPLOAD_URL: given(origin),
  KIE_WEBHOOK_KEYS: given(z.string()),
  JWT_ISSUER: given(z.url({ protocol: /^https?$/ })),
  JWT_AUDIENCE: given(z.string()),
  JWT_OWNER_CLAIM: given(z.string()),
  JWT_ROLES_CLAIM: given(z.string()),
  JWT_ROLES: given(z.string()),
  PUBLIC_URL: given(z.url({ protocol: /^https?$/ })),
});

const options = {
  port: { type: 'string' },
  'data-dir': { type: 'string' },
  'no-first': { type: 'boolean' },
  quiet: { type: 'boolean' },
  json: { type: 'boolean' },
  logs: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
} as const;

/** What `npm start -- --help` prints. */
export const startHelp = `npm start -- [options]
  --port N          the port of the API (or DARKROOM_PORT); a free one otherwise
  --data-dir DIR    where everything is kept (or DARKROOM_DATA_DIR); .darkroom otherwise
  --no-first        make no first picture and film
  --quiet           print the essentials only
  --json            print the facts of .darkroom/stack.json as one line, and nothing else
  --logs            show what the functions log; it stands in logs/cloud.jsonl anyway
With KIE_API_KEY set the live Kie.ai is used instead of the simulator, whose knobs are SIM_KIE_… variables.
`;

interface Given {
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly root: string;
}

/** Reads the command line and the environment, once and whole; 'help' when that is what was asked for. */
export function readSettings({ args, env, root }: Given): Settings | 'help' {
  const values = readArguments(args);
  if (values.help) return 'help';
  const read = environment.safeParse(env);
  if (!read.success) throw new StartError(faults(read.error, ''));
  const variables = read.data;
  const asked = given(port).safeParse(values.port);
  if (!asked.success)
    throw new StartError(`--port ${values.port ?? ''}: a number from 1 to 65535 is needed.`);
  const normal = join(root, '.darkroom');
  const store = storeIn(env);
  return {
    root,
    dataDir: dataDirOf(root, { asked: values['data-dir'], env }),
    buildDir: join(normal, store === undefined ? 'build' : 'build-store'),
    port: asked.data ?? variables.DARKROOM_PORT,
    makeFirst: values['no-first'] !== true,
    output: outputOf(values),
    showLogs: values.logs === true,
    features: Object.fromEntries(
      features.flatMap((name) => (variables[name] === undefined ? [] : [[name, String(variables[name])]])),
    ),
    uploadDays: variables.DARKROOM_UPLOAD_DAYS,
    dynamodbUrl: variables.DARKROOM_DYNAMODB_URL,
    provider: providerOf(variables, env),
    store,
    ...signInOf(variables),
  };
}

function storeIn(env: Given['env']): NamedStore | undefined {
  try {
    return namedStore(env);
  } catch (cause) {
    throw new StartError(cause instanceof Error ? cause.message : String(cause), { cause });
  }
}

/** The issuer that the environment names, with what is asked of its tokens. */
function signInOf(variables: z.infer<typeof environment>): Pick<Settings, 'signIn'> {
  const named = Object.entries(variables).filter(([name]) => name.startsWith('JWT_'));
  const signIn = Object.fromEntries(
    named.flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)]])),
  );
  if (Object.keys(signIn).length === 0) return {};
  if (variables.JWT_ISSUER === undefined || variables.JWT_AUDIENCE === undefined)
    throw new StartError('JWT_ISSUER and JWT_AUDIENCE belong together, and the other JWT_… to them.');
  return { signIn };
}

function readArguments(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options, strict: true }).values;
  } catch (cause) {
    throw new StartError(`${cause instanceof Error ? cause.message : String(cause)}\n\n${startHelp}`, {
      cause,
    });
  }
}

function outputOf({ quiet, json }: { quiet?: boolean; json?: boolean }): Settings['output'] {
  if (json) return 'json';
  return quiet ? 'quiet' : 'full';
}

/** A provider on this machine takes files where it takes orders: they must not go to the real one. */
const uploadUrlBeside = (baseUrl: string): string =>
  /^(?:localhost|127\.[\d.]+|\[::1\])$/.test(new URL(baseUrl).hostname)
    ? baseUrl
    : 'https://kieai.redpandaai.co';

function providerOf(variables: z.infer<typeof environment>, env: Given['env']): ProviderChoice {
  const localSources = variables.DARKROOM_LOCAL_SOURCES === '1';
  const apiKey = variables.KIE_API_KEY ?? variables.KIE_AI_API_KEY;
  if (apiKey === undefined)
    return { kind: 'simulated', simulator: simulatorSettings(env), takesRetired: true, localSources };
  const baseUrl = variables.KIE_BASE_URL ?? variables.KIE_AI_BASE_URL ?? 'https://api.kie.ai';
  return {
    kind: 'live',
    apiKey,
    localSources,
    baseUrl,
    uploadUrl: variables.KIE_UPLOAD_URL ?? uploadUrlBeside(baseUrl),
    publicUrl: variables.PUBLIC_URL?.replace(/\/+$/, ''),
    webhookKeys: (variables.KIE_WEBHOOK_KEYS ?? '').split(',').flatMap((key) => key.trim() || []),
  };
}

// SIM_KIE_… turns the simulator's knobs; an unknown one is refused by name.
function simulatorSettings(env: Given['env']): SimulatorSettings {
  try {
    return settingsFrom({ ...env });
  } catch (cause) {
    throw new StartError(cause instanceof Error ? cause.message : String(cause), { cause });
  }
}

function faults(error: z.ZodError, before: string): string {
  return error.issues.map(({ path, message }) => `${before}${path.join('.')}: ${message}`).join('\n');
}
