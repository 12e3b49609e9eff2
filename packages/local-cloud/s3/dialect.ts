import { notImplemented } from './errors.ts';
import { amazonHeaders, header, type S3Request } from './request.ts';

/** Whose rules the server keeps: Amazon's, or the narrower ones of Cloudflare R2. */
export type DialectName = 's3' | 'r2';

/** What one kind of store accepts; everything outside is refused by name. */
export interface Dialect {
  readonly name: DialectName;
  acceptsRegion(given: string, own: string | undefined): boolean;
  /** Names or beginnings (ending in `*`) of the `x-amz-*` headers it understands. */
  readonly headers: readonly string[];
  /** Values of headers that it does not take, by name: a value is refused that begins so. */
  readonly refusedValues: Readonly<Record<string, string>>;
  /** True where all parts of one object but the last have to be of one size. */
  readonly evenParts: boolean;
}

const everywhere = [
  'x-amz-algorithm',
  'x-amz-credential',
  'x-amz-date',
  'x-amz-expires',
  'x-amz-signedheaders',
  'x-amz-signature',
  'x-amz-security-token',
  'x-amz-content-sha256',
  'x-amz-decoded-content-length',
  'x-amz-user-agent',
  'x-amz-trailer',
  'x-amz-sdk-checksum-algorithm',
  'x-amz-checksum-*',
  'x-amz-meta-*',
  'x-amz-copy-source',
  'x-amz-copy-source-if-*',
  'x-amz-metadata-directive',
  'x-amz-mp-object-size',
  'x-amz-storage-class',
];

/** Amazon S3 with the settings new buckets have: no ACLs, no versions, encryption by S3 itself. */
export const amazon: Dialect = {
  name: 's3',
  acceptsRegion: (given, own) => own === undefined || given === own,
  headers: [...everywhere, 'x-amz-acl', 'x-amz-server-side-encryption'],
  refusedValues: {},
  evenParts: false,
};

/**
 * Cloudflare R2: region `auto`, no ACLs, no encryption headers (its page on S3 API compatibility). A body in
 * signed or trailed chunks was long refused as not implemented, and a checksum with a ranged read broke clients (its
 * notes on SDK defaults, 2025): whoever wants to be sure sends neither. Parts but the last have one size (its page on
 * multipart uploads).
 */
export const cloudflare: Dialect = {
  name: 'r2',
  acceptsRegion: (given) => ['auto', 'us-east-1', ''].includes(given),
  headers: everywhere,
  refusedValues: { 'x-amz-content-sha256': 'STREAMING-', 'x-amz-checksum-mode': '' },
  evenParts: true,
};

// Values that ask for what happens anyway; every other value asks for something this server cannot give.
const harmless: Record<string, readonly string[]> = {
  'x-amz-acl': ['private', 'bucket-owner-full-control'],
  'x-amz-server-side-encryption': ['AES256'],
  'x-amz-storage-class': ['STANDARD'],
};

const understands = (dialect: Dialect, name: string): boolean =>
  dialect.headers.some((known) =>
    known.endsWith('*') ? name.startsWith(known.slice(0, -1)) : name === known,
  );

/** Refuses a header outside the dialect, naming it. */
export function refuseUnsupported(dialect: Dialect, request: S3Request): void {
  for (const name of amazonHeaders(request)) {
    const value = header(request, name) ?? '';
    const refused = dialect.refusedValues[name];
    const isRefused = refused !== undefined && value.startsWith(refused);
    if (isRefused || !understands(dialect, name) || harmless[name]?.includes(value) === false) {
      throw notImplemented(`header ${name}: ${value}`);
    }
  }
}
