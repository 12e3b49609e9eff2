import { parseArgs } from 'node:util';
import { knobFromText, knobNames, knobsOf, turned, type Knobs } from './knobs.ts';

/** What a simulator started from a command line is told. */
export interface Settings {
  port: number;
  dataDir?: string;
  apiKeys: string[];
  hmacKey?: string;
  credits: number;
  seed: number;
  knobs: Knobs;
}

const usage =
  'npm run kie -- [--port 0] [--data folder] [--key key] [--hmac key] [--credits 10000] [--seed 1] [--knob name=value]…';

const shout = (name: string): string => `SIM_KIE_${name.replace(/([A-Z])/g, '_$1').toUpperCase()}`;

/** Every environment name that is read: five for the server, one for each knob. */
export const environmentNames: ReadonlyMap<string, string> = new Map(
  ['port', 'data', 'key', 'hmac', 'credits', 'seed', ...knobNames].map((name) => [shout(name), name]),
);

function knobsFrom(texts: readonly (readonly [string, string])[]): Knobs {
  return texts.reduce((knobs, [name, text]) => {
    if (!knobNames.includes(name)) throw new Error(`There is no knob ${name}. Knobs: ${knobNames.join(' ')}`);
    return turned(knobs, { [name]: knobFromText(name, text) });
  }, knobsOf());
}

function amount(name: string, text: string): number {
  const value = Number(text);
  if (text.trim() === '' || !Number.isFinite(value) || value < 0)
    throw new Error(`${name} must be a number, not "${text}".`);
  return value;
}

function fromEnvironment(env: Record<string, string | undefined>): Map<string, string> {
  const set = Object.entries(env).filter(
    ([name, value]) => name.startsWith('SIM_KIE_') && value !== undefined,
  );
  const unknown = set.map(([name]) => name).filter((name) => !environmentNames.has(name));
  if (unknown.length > 0) throw new Error(`Unknown settings: ${unknown.join(', ')}.`);
  return new Map(set.map(([name, value]) => [environmentNames.get(name) ?? name, value ?? '']));
}

function fromFlags(argv: readonly string[]): {
  given: Map<string, string>;
  knobs: (readonly [string, string])[];
} {
  const one = { type: 'string' } as const;
  const options = {
    port: one,
    data: one,
    key: one,
    hmac: one,
    credits: one,
    seed: one,
    knob: { ...one, multiple: true },
  } as const;
  try {
    const { knob = [], ...rest } = parseArgs({ args: [...argv], options }).values;
    const knobs = knob.map((text): readonly [string, string] => {
      const [name = '', ...value] = text.split('=');
      return [name, value.join('=')];
    });
    return { given: new Map(Object.entries(rest).filter((entry) => typeof entry[1] === 'string')), knobs };
  } catch (error) {
    throw new Error(`${error instanceof Error ? error.message : String(error)}\n${usage}`, { cause: error });
  }
}

/** The settings of `npm run kie`: flags before environment before defaults. Everything unknown is an error. */
export function settingsFrom(
  env: Record<string, string | undefined>,
  argv: readonly string[] = [],
): Settings {
  const environment = fromEnvironment(env);
  const flags = fromFlags(argv);
  const given = new Map([...environment, ...flags.given]);
  const knobTexts = [...environment].filter(([name]) => knobNames.includes(name));
  const dataDir = given.get('data');
  const hmacKey = given.get('hmac');
  return {
    port: amount('port', given.get('port') ?? '0'),
    ...(dataDir === undefined ? {} : { dataDir }),
    apiKeys: (given.get('key') ?? 'kie-simulator-key').split(','),
    ...(hmacKey === undefined ? {} : { hmacKey }),
    credits: amount('credits', given.get('credits') ?? '10000'),
    seed: amount('seed', given.get('seed') ?? '1'),
    knobs: knobsFrom([...knobTexts, ...flags.knobs]),
  };
}
