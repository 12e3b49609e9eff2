/** What the SDK hands to the rules that find a service's address. */
interface EndpointParameters {
  readonly Region?: string;
  readonly Endpoint?: string;
  readonly UseFIPS?: boolean;
  readonly UseDualStack?: boolean;
}

/** An address as the SDK wants it back. */
interface Endpoint {
  readonly url: URL;
  readonly properties: Record<string, never>;
  readonly headers: Record<string, never>;
}

const suffixes: readonly (readonly [RegExp, string])[] = [
  [/^cn-[a-z]+-\d$/, 'amazonaws.com.cn'],
  [/^(?:us|us-gov|eu|ap|sa|ca|me|af|il|mx)-[a-z]+-\d$/, 'amazonaws.com'],
];

/**
 * Takes the place of the SDK's tables of every partition, region and variant: the address that was configured, or the
 * regional one. Variants that no template of ours asks for, and partitions of other names, are refused rather than guessed.
 */
export function endpointOf(service: string, parameters: EndpointParameters): Endpoint {
  const { Region = '', Endpoint, UseFIPS, UseDualStack } = parameters;
  if (UseFIPS === true || UseDualStack === true) {
    throw new Error('FIPS and dual-stack endpoints are not bundled: see infra/lambda/endpoint.ts.');
  }
  if (Endpoint !== undefined) return at(Endpoint);
  const suffix = suffixes.find(([region]) => region.test(Region))?.[1];
  if (suffix === undefined) throw new Error(`No endpoint of ${service} is known in the region "${Region}".`);
  return at(`https://${service}.${Region}.${suffix}`);
}

const at = (url: string): Endpoint => ({ url: new URL(url), properties: {}, headers: {} });
