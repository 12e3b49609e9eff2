/** What stands in front of the API, where a deployment asks for it. */
export interface EdgeSettings {
  /** So many requests from one address in five minutes are let through. */
  readonly rate: number;
  /** A name of one's own, and the certificate for it, of us-east-1. */
  readonly domain?: { readonly name: string; readonly certificate: string };
  /** Counted up whenever the secret of the edge has been changed: CloudFormation reads it anew then. */
  readonly round: string;
  /** Where the stacks lie: a web ACL for CloudFront lies in us-east-1, wherever that is. */
  readonly region: string;
}

/** The region of everything that belongs to CloudFront. */
export const EDGE_REGION = 'us-east-1';

const names = ['edgeRate', 'edgeDomain', 'edgeCertificate', 'edgeRound'] as const;

function rateOf(text: string | undefined): number {
  const rate = Number(text ?? '10000');
  // AWS takes no less than ten and no more than two thousand million.
  if (Number.isInteger(rate) && rate >= 10 && rate <= 2_000_000_000) return rate;
  throw new Error(`Context edgeRate=${text}: requests of one address in five minutes, at least 10.`);
}

function domainOf(name: string | undefined, certificate: string | undefined): Pick<EdgeSettings, 'domain'> {
  if (name === undefined && certificate === undefined) return {};
  if (name === undefined || certificate === undefined)
    throw new Error('Context edgeDomain and edgeCertificate belong together: neither says enough alone.');
  if (!/^(?=.{4,253}$)([a-z0-9-]{1,63}\.)+[a-z]{2,63}$/.test(name))
    throw new Error(`Context edgeDomain=${name}: a name such as api.example.com is needed.`);
  if (!/^arn:aws:acm:us-east-1:\d{12}:certificate\/[\w-]+$/.test(certificate))
    throw new Error(
      `Context edgeCertificate=${certificate}: the ARN of a certificate in us-east-1 is needed.`,
    );
  return { domain: { name, certificate } };
}

/** Reads what stands in front of the API; undefined for nothing. Throws where something of it is said and `edge` is not. */
export function readEdge(text: (key: string) => string | undefined): EdgeSettings | undefined {
  const edge = text('edge') ?? 'false';
  const said = names.map((name) => [name, text(name)] as const);
  const region = text('region');
  if (edge !== 'true' && edge !== 'false') throw new Error(`Context edge=${edge}: true or false is needed.`);
  if (edge === 'false') {
    const lone = said.find(([, value]) => value !== undefined);
    if (lone !== undefined) throw new Error(`Context ${lone[0]} is about the edge: edge=true is needed.`);
    return undefined;
  }
  if (region === undefined)
    throw new Error(
      'Context edge=true: the region has to be known, for the web ACL lies in us-east-1 wherever the stacks lie. Say --context region=eu-central-1, or give the CDK command line a profile with a region.',
    );
  if (!/^[a-z]{2}(-[a-z]+)+-\d$/.test(region)) throw new Error(`Context region=${region}: no region of AWS.`);
  const { edgeRate, edgeDomain, edgeCertificate, edgeRound = '0' } = Object.fromEntries(said);
  if (!/^\d{1,6}$/.test(edgeRound))
    throw new Error(`Context edgeRound=${edgeRound}: a number that is counted up.`);
  return { rate: rateOf(edgeRate), ...domainOf(edgeDomain, edgeCertificate), round: edgeRound, region };
}
