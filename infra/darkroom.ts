import { App } from 'aws-cdk-lib';
import type { Service } from '#providers/service.ts';
import { services as production } from '#providers/services.ts';
import { checkRules } from './checks.ts';
import { readSettings } from './settings.ts';
import { StatefulStack } from './stateful-stack.ts';
import { StatelessStack } from './stateless-stack.ts';

interface AppOptions {
  /** The folder with a bundle for each function. */
  readonly bundles: string;
  /** The table of services; absent: the one of `shared/providers`. */
  readonly services?: readonly Service[];
  /** Absent: where the CDK command line wants it, or `cdk.out`. */
  readonly outDir?: string;
  readonly context?: Readonly<Record<string, unknown>>;
  /** False skips all rules, for whoever needs the same template again in half the time. */
  readonly checked?: boolean;
}

/** Behaviour of CDK we rely on, fixed here so that every way to synthesise gives the same template. */
const features = {
  '@aws-cdk/aws-iam:minimizePolicies': true,
  '@aws-cdk/aws-apigateway:logGroupDestinationArnWithoutWildcard': true,
  '@aws-cdk/core:checkSecretUsage': true,
  '@aws-cdk/core:defaultCrossStackReferences': 'strong',
  '@aws-cdk/core:target-partitions': ['aws'],
  // Recording where each construct was made takes longer than all the rest.
  'aws:cdk:disable-stack-trace': true,
};

/** Both stacks of one stage, checked by the rule packs when they are synthesised. */
export function darkroomApp(options: AppOptions): App {
  const { bundles, outDir, context, services = production, checked = true } = options;
  const app = new App({
    context: { ...features, '@aws-cdk/core:validateAgainstDefaultRules': checked, ...context },
    analyticsReporting: false,
    ...(outDir === undefined ? {} : { outdir: outDir }),
  });
  const settings = readSettings((key) => app.node.tryGetContext(key) as unknown, services);
  const isProduction = settings.stage === 'prod';
  const data = new StatefulStack(app, `Darkroom-${settings.stage}-Data`, {
    deletionProtection: isProduction,
    externalStore: settings.externalStore,
    services,
    terminationProtection: isProduction,
    description: 'Darkroom: the table, the bucket and the secrets; kept on delete.',
  });
  new StatelessStack(app, `Darkroom-${settings.stage}-Service`, {
    bundles,
    settings,
    data,
    services,
    description: 'Darkroom: API, functions and workflow; holds no data.',
  });
  if (checked) checkRules(app);
  return app;
}
