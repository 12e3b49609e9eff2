/** What the SDK hands to the rules that find a service's address. */
interface EndpointParameters {
  readonly Region?: string;
  readonly Endpoint?: string;
  readonly UseFIPS?: boolean;
  readonly UseDualStack?: boolean;
}

/** And to those of the store. */
interface StoreParameters extends EndpointParameters {
  readonly Bucket?: string;
  readonly ForcePathStyle?: boolean;
  readonly Accelerate?: boolean;
}

/** An address as the SDK wants it back. */
interface Endpoint {
  readonly url: URL;
  readonly properties: Readonly<Record<string, unknown>>;
  readonly headers: Record<string, never>;
}

const suffixes: readonly (readonly [RegExp, string])[] = [
  [/^cn-[a-z]+-\d$/, 'amazonaws.com.cn'],
  [/^(?:us|us-gov|eu|ap|sa|ca|me|af|il|mx)-[a-z]+-\d$/, 'amazonaws.com'],
];

/** The address that was configured, or the regional one of this name. */
function addressOf(service: string, parameters: EndpointParameters): URL {
  const { Region = '', Endpoint, UseFIPS, UseDualStack } = parameters;
  if (UseFIPS === true || UseDualStack === true) {
    throw new Error('FIPS and dual-stack endpoints are not bundled: see infra/lambda/endpoint.ts.');
  }
  if (Endpoint !== undefined) return new URL(Endpoint);
  const suffix = suffixes.find(([region]) => region.test(Region))?.[1];
  if (suffix === undefined) throw new Error(`No endpoint of ${service} is known in the region "${Region}".`);
  return new URL(`https://${service}.${Region}.${suffix}`);
}

/**
 * Takes the place of the SDK's tables of every partition, region and variant: the address that was configured, or the
 * regional one. Variants that no template of ours asks for, and partitions of other names, are refused rather than guessed.
 */
export const endpointOf = (service: string, parameters: EndpointParameters): Endpoint => ({
  url: addressOf(service, parameters),
  properties: {},
  headers: {},
});

/** Names that may stand in a host: others, such as those with dots, which no certificate covers, stand in the path. */
const hostName = /^[a-z0-9][a-z0-9-]{1,61}[a-z0-9]$/;
const address = /^\d{1,3}(?:\.\d{1,3}){3}$/;
/** Access points by their ARN, and buckets of one zone, whose names say so. */
const special = /:|--/;

function inBucket(url: URL, Bucket: string, isInPath: boolean): URL {
  const path = url.pathname.replace(/\/$/, '');
  if (isInPath || !hostName.test(Bucket) || address.test(url.hostname)) {
    return new URL(`${url.origin}${path}/${Bucket}`);
  }
  return new URL(`${url.protocol}//${Bucket}.${url.host}${path === '' ? '/' : path}`);
}

/** The same for the store: a bucket is part of the host where it can be, and of the path where it cannot or must. */
export function storeEndpointOf(parameters: StoreParameters): Endpoint {
  const { Region = '', Bucket, ForcePathStyle = false, Accelerate } = parameters;
  if (Accelerate === true || (Bucket !== undefined && special.test(Bucket))) {
    throw new Error('Only plain buckets are bundled: see infra/lambda/endpoint.ts.');
  }
  const url = addressOf('s3', parameters);
  const signing = { name: 'sigv4', signingName: 's3', signingRegion: Region, disableDoubleEncoding: true };
  return {
    url: Bucket === undefined ? url : inBucket(url, Bucket, ForcePathStyle),
    properties: { authSchemes: [signing] },
    headers: {},
  };
}
