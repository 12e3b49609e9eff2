import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Plugin } from 'esbuild';
import { leanZod } from './lean-zod.ts';

/**
 * What packages carry for machines other than Lambda, by the end of the file's path, each with what stands in for it.
 * A file that no bundle asks for any more is no error; one whose text has changed under our edits is.
 */
const standIns: Readonly<Record<string, string>> = {
  // Node on Lambda has a SHA-256 of its own.
  '/core/dist-es/submodules/checksum/sha256/Sha256Js.js': 'export const Sha256Js = undefined;',
  // The other retry mode is asked for by an environment variable that no template of ours sets.
  '/core/dist-es/submodules/retry/util-retry/AdaptiveRetryStrategy.js': refusing(
    'AdaptiveRetryStrategy',
    'The adaptive retry mode',
  ),
  '/core/dist-es/submodules/retry/util-retry/DefaultRateLimiter.js': refusing(
    'DefaultRateLimiter',
    'The adaptive retry mode',
  ),
  // A Lambda is told its region, and has no metadata server to ask.
  '/core/dist-es/submodules/config/config-resolver/regionConfig/getInstanceMetadataRegion.js':
    'export const getInstanceMetadataRegion = async () => undefined;',
  // A Lambda has no profiles. Without them its first call reads no files either.
  '/core/dist-es/submodules/config/shared-ini-file-loader/loadSharedConfigFiles.js':
    "export const CONFIG_PREFIX_SEPARATOR = '.'; const none = { configFile: {}, credentialsFile: {} }; export const loadSharedConfigFiles = async () => none;",
  // Headers are laid out in bytes to be signed with an event of a stream; no call of ours has such events.
  '/signature-v4/dist-es/HeaderFormatter.js':
    "export class HeaderFormatter { format() { throw new Error('Signing of events is not bundled: see infra/lambda/left-out.ts.'); } }",
  // Archives are refused, whatever is in them: nobody has to look inside.
  '/file-type/source/detectors/zip.js':
    "export const detectZip = async () => ({ ext: 'zip', mime: 'application/zip' });",
  '/@tokenizer/inflate/lib/index.js':
    'export class GzipHandler { inflate() { return new ReadableStream({ start: (control) => control.close() }); } }',
  // Endpoint discovery is for Timestream; DynamoDB's client only carries it.
  '/middleware-endpoint-discovery/dist-es/resolveEndpointDiscoveryConfig.js':
    'export const resolveEndpointDiscoveryConfig = (config) => config;',
  // Node's own checksums are always there.
  '/checksums/dist-es/submodules/sha/sha1/Sha1Js.js': 'export const Sha1Js = undefined;',
  '/core/dist-es/submodules/checksum/md5/Md5Js.js': 'export const Md5Js = undefined;',
  '/core/dist-es/submodules/checksum/crc32/Crc32Js.js': 'export const Crc32Js = undefined;',
  // Node's handler of requests gives Node's streams, never those of a browser.
  '/core/dist-es/submodules/serde/util-stream/sdk-stream-mixin.browser.js': refusingCall('sdkStreamMixin'),
  '/core/dist-es/submodules/serde/util-stream/checksum/createChecksumStream.browser.js':
    refusingCall('createChecksumStream'),
  // Requests to one region are signed for that region; buckets of one zone have keys of their own, and are refused by name.
  '/signature-v4-multi-region/dist-es/SignatureV4MultiRegion.js':
    "export { SignatureV4SignWithCredentials as SignatureV4MultiRegion } from './SignatureV4SignWithCredentials';",
  '/middleware-s3-express/classes/S3ExpressIdentityProviderImpl.js':
    "export class S3ExpressIdentityProviderImpl { getS3ExpressIdentity() { throw new Error('Directory buckets are not bundled: see infra/lambda/left-out.ts.'); } }",
  // Pages are asked for one by one.
  '/lib-dynamodb/dist-es/pagination/index.js': 'export {};',
  // Lists of all that a sniffer knows, which it exports and does not read; and ways to read that are not from memory.
  '/file-type/source/supported.js': 'export const extensions = []; export const mimeTypes = [];',
  '/strtok3/lib/ReadStreamTokenizer.js': refusing('ReadStreamTokenizer', 'Sniffing of a stream'),
  '/strtok3/lib/stream/StreamReader.js': refusing('StreamReader', 'Sniffing of a stream'),
  '/strtok3/lib/stream/WebStreamReaderFactory.js': refusingCall('makeWebStreamReader'),
  // The readers of the pictures that we keep, and of no others.
  '/image-size/dist/esm/types/index.js': `
    import { GIF } from './gif.js'; import { HEIF } from './heif.js'; import { JPG } from './jpg.js';
    import { PNG } from './png.js'; import { WEBP } from './webp.js';
    export const typeHandlers = new Map([['gif', GIF], ['heif', HEIF], ['jpg', JPG], ['png', PNG], ['webp', WEBP]]);
    export const types = [...typeHandlers.keys()];`,
};

function refusingCall(name: string): string {
  return `export function ${name}() { throw new Error('${name} is not bundled: see infra/lambda/left-out.ts.'); }`;
}

function refusing(name: string, what: string): string {
  return `export class ${name} { constructor() { throw new Error('${what} is not bundled: see infra/lambda/left-out.ts.'); } }`;
}

/** The services whose address is always the regional one. */
const regional: Readonly<Record<string, string>> = {
  'client-dynamodb': 'dynamodb',
  'client-lambda': 'lambda',
  'client-sfn': 'states',
  'client-secrets-manager': 'secretsmanager',
};

const ours = JSON.stringify(join(import.meta.dirname, 'endpoint.ts'));

function endpointRules(path: string): string | undefined {
  const [, client = ''] = /@aws-sdk\/([\w-]+)\/dist-es\/endpoint\/endpointResolver\.js$/.exec(path) ?? [];
  if (client === 'client-s3') return `export { storeEndpointOf as defaultEndpointResolver } from ${ours};`;
  const service = regional[client];
  if (service === undefined) return undefined;
  return `import { endpointOf } from ${ours}; export const defaultEndpointResolver = (parameters) => endpointOf(${JSON.stringify(service)}, parameters);`;
}

/** Errors that our code knows by their class, or whose members it reads; others are known by name, modelled or not. */
const knownByClass = new Set(['TransactionCanceledException']);

const registration = /^n0_registry\.registerError\((\w+)\$, \w+\);$/gm;

const textConstant = /^const (_\w+) = (".*");$/gm;

/**
 * Keeps only the errors that we know by class; any other arrives as its service's base error under its own name. And
 * spells computed keys out: with them, esbuild takes the description of every shape there is for an action and keeps it.
 */
function fewerShapes(source: string): string {
  const texts = new Map([...source.matchAll(textConstant)].map(([, name = '', text = '']) => [name, text]));
  return source
    .replace(registration, (line, name: string) => (knownByClass.has(name) ? line : ''))
    .replace(/\[(_\w+)\]:/g, (key, name: string) => (texts.has(name) ? `${texts.get(name) ?? ''}:` : key));
}

/** Of a package's description the SDK reads the version, for its user agent. */
function versionOnly(source: string): string {
  const { version } = JSON.parse(source) as { version: string };
  return JSON.stringify({ version });
}

/** Leaves out of a bundle what its function cannot come to need; `jsonSchema` keeps zod whole. */
export const leaveOut = (dependencies: {
  readonly jsonSchema: boolean;
  /** Names that our sources may call as methods. */
  readonly called: ReadonlySet<string>;
}): Plugin => ({
  name: 'leave-out',
  setup(build) {
    const edit = (filter: RegExp, loader: 'js' | 'json', change: (source: string) => string): void => {
      build.onLoad({ filter }, ({ path }) => ({ contents: change(readFileSync(path, 'utf8')), loader }));
    };
    build.onLoad(
      { filter: /[\\/](?:dist-es|file-type|inflate|strtok3|image-size)[\\/].*\.js$/ },
      ({ path }) => {
        const wanted = path.replaceAll('\\', '/');
        const contents =
          endpointRules(wanted) ?? Object.entries(standIns).find(([end]) => wanted.endsWith(end))?.[1];
        return contents === undefined ? undefined : { contents, loader: 'js' };
      },
    );
    // The tables of regions hang on a file that acts by being loaded; who needs them loads it by name.
    build.onResolve({ filter: /\/util-endpoints\/aws$/ }, async ({ path, pluginData, ...from }) => {
      if (pluginData === 'resolved') return undefined;
      const found = await build.resolve(path, { ...from, pluginData: 'resolved' });
      return { ...found, sideEffects: false };
    });
    edit(/[\\/]@aws-sdk[\\/]client-[\w-]+[\\/]dist-es[\\/]schemas[\\/]schemas_0\.js$/, 'js', fewerShapes);
    edit(/[\\/]@aws-sdk[\\/]client-[\w-]+[\\/]package\.json$/, 'json', versionOnly);
    if (!dependencies.jsonSchema)
      edit(/[\\/]zod[\\/]v4[\\/]classic[\\/]schemas\.js$/, 'js', (source) =>
        leanZod(source, dependencies.called),
      );
  },
});
