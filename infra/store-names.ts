/** A media store outside of AWS, as the environment names it. */
export interface NamedStore {
  /** Its address, without a path. */
  readonly endpoint: string;
  readonly bucket: string;
  /** Where asset urls begin; undefined: as without such a store. */
  readonly publicUrl: string | undefined;
  readonly keys: { readonly accessKeyId: string; readonly secretAccessKey: string };
}

type Environment = Readonly<Record<string, string | undefined>>;

const PREFIX = 'CLOUDFLARE_R2_';
const needed = ['ENDPOINT', 'BUCKET_NAME', 'ACCESS_KEY_ID', 'SECRET_ACCESS_KEY'] as const;

/**
 * The store that `CLOUDFLARE_R2_…` name; undefined where none of them is set. Half of them would quietly mean another
 * store, so what is missing is named in one message.
 */
export function namedStore(env: Environment): NamedStore | undefined {
  const valueOf = (name: string): string => env[`${PREFIX}${name}`]?.trim() ?? '';
  const missing = needed.filter((name) => valueOf(name) === '');
  if (missing.length === needed.length && valueOf('PUBLIC_URL') === '') return undefined;
  if (missing.length > 0) {
    const names = missing.map((name) => `${PREFIX}${name}`).join(', ');
    throw new Error(`The store that ${PREFIX}… name is not whole: ${names} is missing.`);
  }
  return {
    endpoint: originOf(`${PREFIX}ENDPOINT`, valueOf('ENDPOINT')),
    bucket: valueOf('BUCKET_NAME'),
    publicUrl: valueOf('PUBLIC_URL') === '' ? undefined : valueOf('PUBLIC_URL').replace(/\/+$/, ''),
    keys: { accessKeyId: valueOf('ACCESS_KEY_ID'), secretAccessKey: valueOf('SECRET_ACCESS_KEY') },
  };
}

/** Cloudflare shows the address with the bucket behind it; the bucket has a name of its own here. */
function originOf(name: string, value: string): string {
  if (!URL.canParse(value)) throw new Error(`${name}=${value}: an address is needed.`);
  return new URL(value).origin;
}

/** The same in the names of settings. */
export const storeSettings = ({ endpoint, bucket, publicUrl }: NamedStore): Record<string, string> => ({
  mediaEndpoint: endpoint,
  mediaBucket: bucket,
  ...(publicUrl === undefined ? {} : { mediaBaseUrl: publicUrl }),
});
