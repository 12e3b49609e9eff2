import { App } from 'aws-cdk-lib';
import type { Service } from '#providers/service.ts';
import { services as production } from '#providers/services.ts';
import { checkRules } from './checks.ts';
import { EDGE_REGION } from './edge-settings.ts';
import { EdgeStack } from './edge.ts';
import { readSettings, settingNames, settingText, type Settings } from './settings.ts';
import { readStageFile, type Chosen } from './stage-file.ts';
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
  /** The folder with a file of settings for each stage; absent: context alone says what is chosen. */
  readonly stages?: string;
  /** The region that the stacks are deployed into, where that is known and no setting says it. */
  readonly region?: string | undefined;
  /** False skips all rules and CDK's own validation, for whoever needs the same template again in half the time. */
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

/** The name of the stack that holds everything but the data. */
export const serviceStackName = (stage: string): string => `Darkroom-${stage}-Service`;

/** The name of the stack that holds the data. */
export const dataStackName = (stage: string): string => `Darkroom-${stage}-Data`;

/** The settings of a stage: what context says, else its file. `chosen` is all that either of them names. */
function settingsOf(
  app: App,
  { stages, region }: Pick<AppOptions, 'stages' | 'region'>,
  services: readonly Service[],
): { settings: Settings; chosen: Chosen } {
  const context = (key: string): unknown => app.node.tryGetContext(key);
  const { stage } = readSettings((key) => (key === 'stage' ? context(key) : undefined), services);
  const file = stages === undefined ? {} : readStageFile(stages, stage, services);
  const read = (key: string): unknown => context(key) ?? file[key];
  const chosen = settingNames(services).flatMap((name) => {
    const value = settingText(name, read(name));
    return value === undefined ? [] : [[name, value] as const];
  });
  const known = (key: string): unknown => read(key) ?? (key === 'region' ? region : undefined);
  return { settings: readSettings(known, services), chosen: Object.fromEntries(chosen) };
}

/** Both stacks of one stage, checked by the rule packs when they are synthesised. */
export function darkroomApp(options: AppOptions): App {
  const { bundles, outDir, context, services = production, checked = true } = options;
  const app = new App({
    context: { ...features, '@aws-cdk/core:validateAgainstDefaultRules': checked, ...context },
    analyticsReporting: false,
    builtinCloudFormationValidation: checked,
    ...(outDir === undefined ? {} : { outdir: outDir }),
  });
  const { settings, chosen } = settingsOf(app, options, services);
  const { stage, edge } = settings;
  const place = edge === undefined ? {} : { env: { region: edge.region }, crossRegionReferences: true };
  const isProduction = settings.stage === 'prod';
  const data = new StatefulStack(app, dataStackName(settings.stage), {
    stage,
    deletionProtection: isProduction,
    externalStore: settings.externalStore,
    corsOrigins: settings.corsOrigins,
    services,
    terminationProtection: isProduction,
    ...place,
    description: 'Darkroom: the table, the bucket and the secrets; kept on delete.',
  });
  const isElsewhere = edge !== undefined && edge.region !== EDGE_REGION;
  const front = isElsewhere
    ? new EdgeStack(app, `Darkroom-${stage}-Edge`, {
        name: `darkroom-${stage}`,
        edge,
        services,
        description: 'Darkroom: the firewall before the API, in the region of CloudFront.',
      })
    : undefined;
  new StatelessStack(app, serviceStackName(settings.stage), {
    bundles,
    settings,
    chosen,
    data,
    webAclArn: front?.webAclArn,
    services,
    ...place,
    description: 'Darkroom: API, functions and workflow; holds no data.',
  });
  if (checked) checkRules(app);
  return app;
}
