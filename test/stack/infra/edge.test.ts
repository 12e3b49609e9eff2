import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readSettings } from '../../../infra/settings.ts';
import { synthesize } from '../../../infra/synth.ts';
import { anAssembly, stubFunctions, temporaryFolder, type Assembly, type Template } from './assembly.ts';

/** CloudFormation takes 500 in a template. */
const MOST_RESOURCES = 440;
const edge = (more: Record<string, string> = {}) => ({ edge: 'true', region: 'eu-central-1', ...more });

const ofType = ({ Resources }: Template, type: string) =>
  Object.values(Resources).filter(({ Type }) => Type === type);

function one(template: Template, type: string) {
  const [found, ...more] = ofType(template, type);
  if (found === undefined || more.length > 0) throw new Error(`${more.length} more of ${type}`);
  return found.Properties;
}

interface Behavior {
  readonly PathPattern?: string;
  readonly CachePolicyId: unknown;
  readonly OriginRequestPolicyId: string;
  readonly ViewerProtocolPolicy: string;
  readonly AllowedMethods: readonly string[];
}

interface Config {
  readonly Origins: readonly {
    readonly CustomOriginConfig: Readonly<Record<string, unknown>>;
    readonly OriginCustomHeaders: readonly { readonly HeaderName: string; readonly HeaderValue: unknown }[];
  }[];
  readonly DefaultCacheBehavior: Behavior;
  readonly CacheBehaviors: readonly Behavior[];
  readonly WebACLId: unknown;
  readonly HttpVersion: string;
  readonly Aliases?: readonly string[];
  readonly ViewerCertificate?: Readonly<Record<string, unknown>>;
}

const configOf = ({ service }: Assembly): Config =>
  one(service, 'AWS::CloudFront::Distribution')['DistributionConfig'] as Config;

let elsewhere: Assembly;
let home: Assembly;
beforeAll(async () => {
  elsewhere = await anAssembly('dev', edge());
  const named = {
    edgeDomain: 'api.example.com',
    edgeCertificate: 'arn:aws:acm:us-east-1:123456789012:certificate/1-2',
  };
  home = await anAssembly('dev', edge({ region: 'us-east-1', edgeRate: '500', edgeRound: '7', ...named }));
});
afterAll(() => {
  elsewhere.remove();
  home.remove();
});

describe('the edge before the API', () => {
  it('sends everything on over https, but for the host, and keeps nothing but documents, as they say', () => {
    const { DefaultCacheBehavior: usual, CacheBehaviors: others, Origins, HttpVersion } = configOf(elsewhere);
    const disabled = '4135ea2d-6df8-44a3-9df3-4b5a84be39ad';
    const allButHost = 'b689b0a8-53d0-40ab-baf2-68738e2966ac';
    expect(usual.CachePolicyId).toBe(disabled);
    expect(others.map(({ PathPattern }) => PathPattern)).toEqual(['/', '/docs', '/api/v1/openapi.json']);
    for (const behavior of [usual, ...others]) {
      expect(behavior.OriginRequestPolicyId).toBe(allButHost);
      expect(behavior.ViewerProtocolPolicy).toBe('https-only');
      expect(behavior.AllowedMethods).toHaveLength(7);
    }
    const policy = one(elsewhere.service, 'AWS::CloudFront::CachePolicy')['CachePolicyConfig'];
    expect(policy).toMatchObject({ MinTTL: 0, DefaultTTL: 0 });
    expect(Origins[0]?.CustomOriginConfig).toMatchObject({
      OriginProtocolPolicy: 'https-only',
      OriginSSLProtocols: ['TLSv1.2'],
    });
    expect(HttpVersion).toBe('http2and3');
  });

  it('proves itself with a secret that the template does not hold, and every function knows it', () => {
    const [origin] = configOf(elsewhere).Origins;
    const [header] = origin?.OriginCustomHeaders ?? [];
    expect(header?.HeaderName).toBe('x-darkroom-edge');
    expect(JSON.stringify(header?.HeaderValue)).toMatch(/resolve:secretsmanager:.*SecretString:sent/);
    const functions = ofType(elsewhere.service, 'AWS::Lambda::Function').filter(({ Properties }) =>
      String(Properties['Description']).startsWith('Darkroom: '),
    );
    expect(functions.length).toBeGreaterThan(15);
    for (const { Properties } of functions) {
      const { Variables } = Properties['Environment'] as { Variables: Record<string, unknown> };
      const told = JSON.stringify(Variables['EDGE_SECRETS']);
      expect(told).toMatch(/SecretString:sent.*SecretString:also/);
      expect(JSON.stringify([Variables['PUBLIC_URL'], Variables['MEDIA_BASE_URL']])).toContain('DomainName');
    }
  });

  it('has its firewall in us-east-1, wherever it lies itself', () => {
    const text = readFileSync(join(elsewhere.folder, 'cdk.out', 'Darkroom-dev-Edge.template.json'), 'utf8');
    const own = JSON.parse(text) as Template;
    expect(one(own, 'AWS::WAFv2::WebACL')['Scope']).toBe('CLOUDFRONT');
    expect(ofType(elsewhere.service, 'AWS::WAFv2::WebACL')).toEqual([]);
    expect(ofType(home.service, 'AWS::WAFv2::WebACL')).toHaveLength(1);
    expect(configOf(home).WebACLId).toEqual({ 'Fn::GetAtt': [expect.any(String), 'Arn'] });
  });

  it('lets no rule block a prompt or an upload for what its body says, and holds up nobody’s callbacks', () => {
    const rules = one(home.service, 'AWS::WAFv2::WebACL')['Rules'] as {
      Name: string;
      Statement: {
        RateBasedStatement?: { Limit: number; ScopeDownStatement: unknown };
        ManagedRuleGroupStatement?: { RuleActionOverrides: { Name: string; ActionToUse: object }[] };
      };
    }[];
    expect(rules.map(({ Name }) => Name)).toEqual([
      'Rate',
      'AWSManagedRulesCommonRuleSet',
      'AWSManagedRulesKnownBadInputsRuleSet',
      'AWSManagedRulesAmazonIpReputationList',
    ]);
    const rate = rules[0]?.Statement.RateBasedStatement;
    expect(rate?.Limit).toBe(500);
    expect(JSON.stringify(rate?.ScopeDownStatement)).toContain('/webhooks/');
    const counted = rules.flatMap(
      ({ Statement }) => Statement.ManagedRuleGroupStatement?.RuleActionOverrides ?? [],
    );
    // The rules of these sets that look into bodies, as AWS lists them.
    const ofBodies = [
      ...['SizeRestrictions_BODY', 'EC2MetaDataSSRF_BODY', 'GenericLFI_BODY', 'GenericRFI_BODY'],
      ...['CrossSiteScripting_BODY', 'JavaDeserializationRCE_BODY', 'Log4JRCE_BODY'],
    ];
    expect(counted.map(({ Name }) => Name)).toEqual(expect.arrayContaining(ofBodies));
    for (const { ActionToUse } of counted) expect(ActionToUse).toEqual({ Count: {} });
  });

  it('has a name of its own, with TLS 1.2 at least, where one is given', () => {
    const { Aliases, ViewerCertificate } = configOf(home);
    expect(Aliases).toEqual(['api.example.com']);
    expect(ViewerCertificate).toMatchObject({
      MinimumProtocolVersion: 'TLSv1.2_2021',
      SslSupportMethod: 'sni-only',
    });
    expect(home.service.Outputs['ApiUrl']?.Value).toBe('https://api.example.com');
  });

  it('leaves room in the template', () => {
    for (const { service } of [elsewhere, home])
      expect(Object.keys(service.Resources).length).toBeLessThanOrEqual(MOST_RESOURCES);
  });

  it('is not there where nobody asks for it', async () => {
    const plain = await anAssembly();
    expect(JSON.stringify(plain.service)).not.toMatch(/CloudFront|WAFv2|EDGE_/);
    plain.remove();
  });

  it('passes the rule packs, in both places', async () => {
    const folder = temporaryFolder();
    const sources = stubFunctions(join(folder, 'functions'));
    for (const region of ['eu-central-1', 'us-east-1'])
      await synthesize({
        outDir: join(folder, region),
        stage: 'dev',
        context: edge({ region }),
        sources,
        buildDir: join(folder, 'build'),
      });
    rmSync(folder, { recursive: true, force: true });
  });
});

describe('signed addresses of files', () => {
  const read = (settings: Record<string, string>) => readSettings((key) => settings[key]);

  it('are signed with a secret that the template does not hold, and that every function knows', async () => {
    const signed = await anAssembly('dev', { mediaLinks: 'signed', mediaLinkSeconds: '600' });
    for (const { Properties } of ofType(signed.service, 'AWS::Lambda::Function')) {
      const { Variables } = Properties['Environment'] as { Variables: Record<string, unknown> };
      expect(Variables['MEDIA_LINK_SECONDS']).toBe('600');
      expect(JSON.stringify(Variables['MEDIA_LINK_SECRETS'])).toMatch(
        /SecretString:signs.*SecretString:also/,
      );
    }
    signed.remove();
  });

  it.each([
    [{ mediaLinks: 'yes' }, 'public, signed'],
    [{ mediaLinkSeconds: '600' }, 'mediaLinks=signed'],
    [{ mediaLinks: 'signed', mediaLinkSeconds: '5' }, '60 to'],
    [{ mediaLinks: 'signed', mediaLinkRound: 'x' }, 'counted up'],
    [{ mediaLinks: 'signed', mediaBaseUrl: 'https://media.example.com' }, 'exclude each other'],
  ])('%o are refused with words', (settings, words) => {
    expect(() => read(settings)).toThrow(words);
  });
});

describe('the settings of the edge', () => {
  const read = (settings: Record<string, string>) => readSettings((key) => settings[key]);
  it.each([
    [{ edge: 'yes' }, 'true or false'],
    [{ edge: 'true' }, '--context region='],
    [edge({ region: 'Frankfurt' }), 'no region'],
    [{ edgeRate: '100' }, 'edge=true is needed'],
    [edge({ edgeRate: '9' }), 'at least 10'],
    [edge({ edgeRound: 'x' }), 'counted up'],
    [edge({ edgeDomain: 'api.example.com' }), 'belong together'],
    [edge({ edgeDomain: 'api.example.com', edgeCertificate: 'arn:aws:acm:eu-central-1:1:x' }), 'us-east-1'],
  ])('%o are refused with words', (settings, words) => {
    expect(() => read(settings)).toThrow(words);
  });
});
