import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { allFunctions } from '../../../infra/functions.ts';
import { allowances, anAssembly, ofType, roleOf, type Assembly } from './assembly.ts';
import { ownNeeds, reachedFrom } from './imports.ts';

const root = join(import.meta.dirname, '..', '..', '..');
const openRemote = 'shared/providers/network/remote-file.ts';
const postOnce = 'shared/providers/network/post-once.ts';

/** What opens files at addresses that are not ours to choose, and whose addresses those are. */
const openers = {
  strangers: 'functions/compose/connect-strangers.ts',
  results: 'functions/compose/connect-archive.ts',
} as const;
/** What calls addresses that are not ours to choose. */
const caller = 'functions/compose/connect-receivers.ts';

/** Whatever else speaks with the network by itself, and with whom. AWS is asked through its SDK. */
const others: Readonly<Record<string, string>> = {
  'shared/providers/network/connect.ts': 'makes the connections of the two below',
  'shared/providers/network/http.ts': 'calls a provider at its own addresses, which are configuration',
  'shared/providers/network/checked-connection.ts': 'connects to addresses that were checked',
  [openRemote]: 'opens files at addresses that it checks',
  [postOnce]: 'calls addresses that it checks, and reads the beginning of an answer',
  'shared/providers/network/public-address.ts': 'tells addresses apart, and asks nobody',
  'shared/providers/network/remote-address.ts': 'the same',
  'functions/compose/renewable-secret.ts': 'has a `fetch` of its own, which reads a secret through the SDK',
  'functions/compose/verify-jwt.ts': 'asks the issuer of tokens for its keys, which is configuration',
};

const sources = ['functions', 'shared'].flatMap((folder) =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.ts'))
    .map((path) => join(folder, path)),
);
const network = /^(?:node:)?(?:dns|dns\/promises|http|https|http2|net|tls|dgram|undici)$/;
const speaks = (file: string): boolean =>
  [...ownNeeds(file).packages].some((name) => network.test(name)) ||
  /(?<![.\w])fetch\(/.test(readFileSync(join(root, file), 'utf8').replace(/\/\*[\s\S]*?\*\/|\/\/.*/g, ''));

const stores: Readonly<Record<string, Record<string, string>>> = {
  'our own bucket': {},
  'an external store': {
    mediaEndpoint: 'https://account.r2.cloudflarestorage.com',
    mediaBucket: 'pictures',
  },
};
const assemblies = new Map<string, Assembly>();
beforeAll(async () => {
  for (const [name, context] of Object.entries(stores))
    assemblies.set(name, await anAssembly('dev', context));
});
afterAll(() => assemblies.forEach((assembly) => assembly.remove()));

const strangers = allFunctions.filter(({ fetches }) => fetches === 'strangers');

/** What every function may do for its own log and traces. */
const isPlatform = (action: string): boolean => /^(?:logs|xray):/.test(action);

describe('addresses that strangers chose', () => {
  it('are opened in one file, those of results in another, and nothing else speaks with the network unnoticed', () => {
    const opening = sources.filter((file) => ownNeeds(file).files.has(openRemote));
    expect(opening.sort()).toEqual(Object.values(openers).sort());
    expect(sources.filter((file) => ownNeeds(file).files.has(postOnce))).toEqual([caller]);
    expect(sources.filter(speaks).sort()).toEqual(Object.keys(others).sort());
  });

  it.each(allFunctions)('$name: are in reach of its code as its row says', ({ file, fetches }) => {
    const reached = reachedFrom(`functions/${file}.ts`);
    const files = { ...openers, receivers: caller };
    const whose = (['strangers', 'results', 'receivers'] as const).filter((one) => reached.has(files[one]));
    expect(whose).toEqual(fetches === undefined ? [] : [fetches]);
    expect(reached.has(openRemote)).toBe(fetches === 'strangers' || fetches === 'results');
    expect(reached.has(postOnce)).toBe(fetches === 'receivers');
  });

  it('are fetched by some function', () => {
    expect(strangers.map(({ name }) => name)).toEqual(['fetch-file']);
  });

  describe.each(Object.keys(stores))('with media in %s', (store) => {
    it.each(strangers)('$name: has a role that writes one prefix, and does nothing else', ({ name }) => {
      const { service } = assemblies.get(store) as Assembly;
      const own = allowances(service, roleOf(service, name)).filter(
        ({ actions }) => !actions.every(isPlatform),
      );
      expect(own.flatMap(({ actions }) => actions).sort()).toEqual([
        's3:AbortMultipartUpload',
        's3:PutObject',
      ]);
      const resources = new Set(own.flatMap((statement) => statement.resources));
      expect(resources.size).toBe(1);
      expect([...resources][0]).toMatch(/"\/fetched\/\*"\]\]\}$/);
    });

    it.each(strangers)(
      '$name: is told the place of no secret, no table and no other function',
      ({ name }) => {
        const { service } = assemblies.get(store) as Assembly;
        const found = ofType(service, 'AWS::Lambda::Function').find(
          ([, { Properties }]) => Properties['Description'] === `Darkroom: ${name}`,
        );
        const { Variables } = found?.[1].Properties['Environment'] as { Variables: object };
        const told = Object.keys(Variables).filter((variable) =>
          /SECRET|TABLE|FUNCTION|ARN|ENDPOINT/.test(variable),
        );
        expect(told).toEqual([]);
      },
    );
  });
});
