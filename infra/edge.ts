import { Duration, Fn, RemovalPolicy, Stack, type SecretValue, type StackProps } from 'aws-cdk-lib';
import type { HttpApi } from 'aws-cdk-lib/aws-apigatewayv2';
import { Certificate } from 'aws-cdk-lib/aws-certificatemanager';
import {
  AllowedMethods,
  CacheCookieBehavior,
  CacheHeaderBehavior,
  CachePolicy,
  CacheQueryStringBehavior,
  Distribution,
  HeadersReferrerPolicy,
  HttpVersion,
  OriginProtocolPolicy,
  OriginRequestPolicy,
  OriginSslPolicy,
  ResponseHeadersPolicy,
  SecurityPolicyProtocol,
  ViewerProtocolPolicy,
  type BehaviorOptions,
} from 'aws-cdk-lib/aws-cloudfront';
import { HttpOrigin } from 'aws-cdk-lib/aws-cloudfront-origins';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import type { Construct } from 'constructs';
import { EDGE_HEADER } from '#contract/wire/edge-header.ts';
import { routes } from '#contract/routes.ts';
import type { Service } from '#providers/service.ts';
import { explain } from './checks.ts';
import { EDGE_REGION, type EdgeSettings } from './edge-settings.ts';
import { webAcl } from './web-acl.ts';

/** What everybody is sent alike, and what says by its own `Cache-Control` how long. */
const cachedRoutes = [routes.home, routes.docsPage, routes.apiDescription];

/** The longest that the edge waits for an answer: as long as the gateway does. */
const READ_TIMEOUT = Duration.seconds(30);

/** The firewall, where the stacks lie in another region than it has to. */
export class EdgeStack extends Stack {
  readonly webAclArn: string;

  constructor(
    scope: Construct,
    id: string,
    options: StackProps & { name: string; edge: EdgeSettings; services: readonly Service[] },
  ) {
    const { name, edge, services, ...props } = options;
    super(scope, id, { ...props, env: { region: EDGE_REGION }, crossRegionReferences: true });
    this.webAclArn = webAcl(this, { name, rate: edge.rate, services });
  }
}

/**
 * What the edge proves itself with to the functions: the value that it sends, and another that is good as well, so that one
 * can be put in place of the other without a request refused in between.
 */
export function edgeSecret(scope: Construct): Secret {
  const secret = new Secret(scope, 'EdgeSecret', {
    description: 'What CloudFront sends to the API: {"sent", "also"}',
    generateSecretString: {
      secretStringTemplate: JSON.stringify({ also: 'none' }),
      generateStringKey: 'sent',
      excludePunctuation: true,
      passwordLength: 48,
    },
    removalPolicy: RemovalPolicy.DESTROY,
  });
  explain(secret, {
    'AwsSolutions-SMG4': 'CloudFormation carries it to both sides: a deployment changes it, in two steps.',
  });
  return secret;
}

const inTemplate = (value: SecretValue): string => value.unsafeUnwrap();

/** What functions compare with: both values, which CloudFormation puts into their environment. */
export const acceptedSecrets = (secret: Secret): string =>
  Fn.join(',', [
    inTemplate(secret.secretValueFromJson('sent')),
    inTemplate(secret.secretValueFromJson('also')),
  ]);

interface EdgeProps {
  readonly api: HttpApi;
  readonly name: string;
  readonly edge: EdgeSettings;
  readonly secret: Secret;
  readonly webAclArn: string;
}

/** The same guards as on every answer of ours, for those that the gateway and the edge give themselves. */
const guards = (scope: Construct, name: string): ResponseHeadersPolicy =>
  new ResponseHeadersPolicy(scope, 'EdgeHeaders', {
    responseHeadersPolicyName: name,
    securityHeadersBehavior: {
      strictTransportSecurity: {
        accessControlMaxAge: Duration.days(365),
        includeSubdomains: false,
        override: false,
      },
      contentTypeOptions: { override: false },
      referrerPolicy: { referrerPolicy: HeadersReferrerPolicy.NO_REFERRER, override: false },
    },
  });

/** Nothing is kept that does not say so; pages of other origins are answered for themselves. */
const byOwnWord = (scope: Construct, name: string): CachePolicy =>
  new CachePolicy(scope, 'EdgeDocuments', {
    cachePolicyName: name,
    comment: 'As long as the answer itself says',
    minTtl: Duration.seconds(0),
    defaultTtl: Duration.seconds(0),
    maxTtl: Duration.days(1),
    headerBehavior: CacheHeaderBehavior.allowList('Origin'),
    queryStringBehavior: CacheQueryStringBehavior.all(),
    cookieBehavior: CacheCookieBehavior.none(),
    enableAcceptEncodingGzip: true,
    enableAcceptEncodingBrotli: true,
  });

/** CloudFront in front of the API. It knows the API's address only, so that functions can be told its own. */
export function edgeDistribution(scope: Construct, props: EdgeProps): Distribution {
  const { api, name, edge, secret, webAclArn } = props;
  const origin = new HttpOrigin(Fn.select(2, Fn.split('/', api.apiEndpoint)), {
    protocolPolicy: OriginProtocolPolicy.HTTPS_ONLY,
    originSslProtocols: [OriginSslPolicy.TLS_V1_2],
    readTimeout: READ_TIMEOUT,
    // CloudFront puts its own in the place of what a caller sends under this name.
    customHeaders: { [EDGE_HEADER]: inTemplate(secret.secretValueFromJson('sent')) },
  });
  const common: BehaviorOptions = {
    origin,
    viewerProtocolPolicy: ViewerProtocolPolicy.HTTPS_ONLY,
    // The gateway knows its own host only.
    originRequestPolicy: OriginRequestPolicy.ALL_VIEWER_EXCEPT_HOST_HEADER,
    responseHeadersPolicy: guards(scope, name),
    compress: true,
  };
  const documents = {
    ...common,
    allowedMethods: AllowedMethods.ALLOW_ALL,
    cachePolicy: byOwnWord(scope, name),
  };
  const distribution = new Distribution(scope, 'Edge', {
    // The round stands here so that a deployment after a change of the secret reads it anew.
    comment: `${name}, round ${edge.round}`,
    defaultBehavior: {
      ...common,
      allowedMethods: AllowedMethods.ALLOW_ALL,
      cachePolicy: CachePolicy.CACHING_DISABLED,
    },
    additionalBehaviors: Object.fromEntries(cachedRoutes.map(({ path }) => [path, documents])),
    httpVersion: HttpVersion.HTTP2_AND_3,
    minimumProtocolVersion: SecurityPolicyProtocol.TLS_V1_2_2021,
    webAclId: webAclArn,
    ...(edge.domain !== undefined && {
      domainNames: [edge.domain.name],
      certificate: Certificate.fromCertificateArn(scope, 'EdgeCertificate', edge.domain.certificate),
    }),
  });
  explain(distribution, {
    'AwsSolutions-CFR1': 'Who may use the API is said by keys, not by countries.',
    'AwsSolutions-CFR3':
      'Its logs would hold the paths of callbacks and files, which are capabilities; the API logs routes, the firewall counts.',
    ...(edge.domain === undefined && {
      'AwsSolutions-CFR4':
        'Under CloudFront’s own name the certificate is CloudFront’s, and so is the least version of TLS; edgeDomain sets both.',
    }),
  });
  return distribution;
}

/** Where the API is reached. */
export const edgeUrl = ({ domain }: EdgeSettings, distribution: Distribution): string =>
  `https://${domain?.name ?? distribution.distributionDomainName}`;
