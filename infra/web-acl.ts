import { CfnWebACL } from 'aws-cdk-lib/aws-wafv2';
import type { Construct } from 'constructs';
import { callbackRoutesOf } from '#contract/callbacks/routes.ts';
import type { Service } from '#providers/service.ts';

/**
 * Rules of AWS's sets that only count. Bodies of ours are JSON that is parsed and never put into a page, a query or a shell:
 * prompts are natural language and may quote HTML, SQL, paths and addresses; uploads and reference pictures make them long.
 */
const counted = {
  AWSManagedRulesCommonRuleSet: [
    // Beyond 8 KB: prompts go up to tens of thousands of letters, uploads as base64 to 10 MB.
    'SizeRestrictions_BODY',
    'CrossSiteScripting_BODY',
    'GenericLFI_BODY',
    // Inputs are addresses of pictures; which of them are fetched is decided by our own rules.
    'GenericRFI_BODY',
    'EC2MetaDataSSRF_BODY',
    // Servers that call us, providers among them, need not name a browser.
    'NoUserAgent_HEADER',
  ],
  AWSManagedRulesKnownBadInputsRuleSet: ['JavaDeserializationRCE_BODY', 'Log4JRCE_BODY'],
  AWSManagedRulesAmazonIpReputationList: [],
} as const satisfies Readonly<Record<string, readonly string[]>>;

const seen = (metricName: string): CfnWebACL.VisibilityConfigProperty => ({
  cloudWatchMetricsEnabled: true,
  metricName,
  // A sample holds paths and headers: tokens of callbacks, capabilities of files and API keys.
  sampledRequestsEnabled: false,
});

/** Where every path of callbacks begins, such as `/webhooks/`. */
function callbackPrefix(services: readonly Service[]): string {
  const [first = '', ...others] = new Set(
    callbackRoutesOf(services).map(({ path }) => path.slice(0, path.indexOf('/', 1) + 1)),
  );
  if (first.length < 3 || others.length > 0) throw new Error('Callbacks have no beginning of their own.');
  return first;
}

/** Whoever asks too often is held up, but for callbacks: a provider sends as many as it has results. */
const rateRule = (prefix: string, limit: number): CfnWebACL.RuleProperty => ({
  name: 'Rate',
  priority: 0,
  action: { block: { customResponse: { responseCode: 429 } } },
  statement: {
    rateBasedStatement: {
      limit,
      aggregateKeyType: 'IP',
      evaluationWindowSec: 300,
      scopeDownStatement: {
        notStatement: {
          statement: {
            byteMatchStatement: {
              fieldToMatch: { uriPath: {} },
              positionalConstraint: 'STARTS_WITH',
              searchString: prefix,
              textTransformations: [{ priority: 0, type: 'NONE' }],
            },
          },
        },
      },
    },
  },
  visibilityConfig: seen('Rate'),
});

const managedRules = (): CfnWebACL.RuleProperty[] =>
  Object.entries(counted).map(([name, rules], position) => ({
    name,
    priority: position + 1,
    overrideAction: { none: {} },
    statement: {
      managedRuleGroupStatement: {
        vendorName: 'AWS',
        name,
        ruleActionOverrides: rules.map((rule) => ({ name: rule, actionToUse: { count: {} } })),
      },
    },
    visibilityConfig: seen(name),
  }));

/** The firewall before the distribution. It has to lie in us-east-1. Answers with its ARN. */
export function webAcl(
  scope: Construct,
  { name, rate, services }: { name: string; rate: number; services: readonly Service[] },
): string {
  const acl = new CfnWebACL(scope, 'WebAcl', {
    name,
    description: 'Darkroom: what may come through to the API',
    scope: 'CLOUDFRONT',
    defaultAction: { allow: {} },
    rules: [rateRule(callbackPrefix(services), rate), ...managedRules()],
    visibilityConfig: seen('All'),
  });
  return acl.attrArn;
}
