import { CfnOutput, Stack, type StackProps } from 'aws-cdk-lib';
import type { HttpApi } from 'aws-cdk-lib/aws-apigatewayv2';
import type { Construct } from 'constructs';
import { limitsText } from '#domain/limits/owner-limits.ts';
import type { Service } from '#providers/service.ts';
import { createAlarms } from './alarms.ts';
import { addRoutes, httpApi, openStage } from './api.ts';
import { acceptedSecrets, edgeDistribution, edgeSecret, edgeUrl } from './edge.ts';
import { webAcl } from './web-acl.ts';
import { deadLetterQueue } from './dead-letters.ts';
import { dispatchArn, dispatchMachine } from './dispatch.ts';
import { eventBusOf } from './event-bus.ts';
import { ServiceFunction } from './function.ts';
import { callWithExecutions } from './event-rules.ts';
import { allFunctions, byFunction, type FunctionEntry } from './functions.ts';
import { grant } from './grants.ts';
import { liveApi, openLiveStage } from './live-api.ts';
import { scheduleCalls } from './schedules.ts';
import { mediaLinkEnvironment } from './media-links.ts';
import type { Settings } from './settings.ts';
import type { Chosen } from './stage-file.ts';
import { signInEnvironment } from './sign-in.ts';
import type { StatefulStack } from './stateful-stack.ts';
import { shiftTraffic } from './traffic.ts';
import { taskWorkflow, workflowArn } from './workflow.ts';

interface StatelessProps extends StackProps {
  /** The folder with a bundle for each function. */
  readonly bundles: string;
  readonly settings: Settings;
  /** What was chosen of them: the template says so, for the next deployment to compare with. */
  readonly chosen: Chosen;
  readonly data: StatefulStack;
  /** The firewall before the API, where it lies in a stack of its own. */
  readonly webAclArn: string | undefined;
  readonly services: readonly Service[];
}

/** Everything that holds no data, and may be deleted and created again at any time. */
export class StatelessStack extends Stack {
  constructor(scope: Construct, id: string, options: StatelessProps) {
    const { bundles, settings, chosen, data, webAclArn, services, ...props } = options;
    super(scope, id, props);
    this.templateOptions.metadata = { Darkroom: { settings: chosen } };
    const name = `darkroom-${settings.stage}`;
    const api = httpApi(this, name, settings.corsOrigins);
    const live = liveApi(this, name);
    const front = edgeBefore(this, api, { settings, services, webAclArn });
    const environment = {
      ...environmentOf(settings, front?.url ?? api.apiEndpoint),
      ...front?.environment,
      LIVE_URL: live.url,
      LIVE_ORIGINS: settings.corsOrigins.join(','),
      ...mediaLinkEnvironment(this, settings.mediaLinks),
    };
    const deadLetters = deadLetterQueue(this);
    const lambdaProps = { bundles, environment, services, deadLetters };
    const functions = byFunction(
      (row) => new ServiceFunction(this, row, { ...lambdaProps, ...reserved(row, settings) }),
    );
    const workflow = taskWorkflow(this, settings.stage, functions);
    dispatchMachine(this, settings.stage, functions);
    const { tasks, media, serviceSecrets } = data;
    const arn = workflowArn(this, settings.stage);
    const arns = { workflowArn: arn, dispatchArn: dispatchArn(this, settings.stage) };
    const bus = eventBusOf(this, settings.stage);
    const accountSecrets = `darkroom-${settings.stage}/accounts`;
    const resources = { tasks, media, serviceSecrets, accountSecrets, ...arns, functions, live, bus };
    for (const row of allFunctions) {
      const lambda = functions[row.name];
      grant(lambda, row, resources);
      if (typeof row.trigger !== 'object') continue;
      const called = { called: lambda, deadLetters };
      if ('schedule' in row.trigger) scheduleCalls(lambda, row.trigger.schedule, deadLetters);
      else
        callWithExecutions(called, {
          statuses: row.trigger.executionsThat,
          machineArns: Object.values(arns),
        });
    }
    const callbacks = addRoutes(api, functions, services);
    openStage(this, name, { api, callbacks });
    openLiveStage(this, name, { api: live.api, serves: functions['serve-connections'] });
    const brakes = createAlarms(this, { api, workflowArn: arn, functions, deadLetters, settings });
    shiftTraffic(this, { functions, workflow, brakes, settings });
    new CfnOutput(this, 'ApiUrl', { value: front?.url ?? api.apiEndpoint });
    new CfnOutput(this, 'LiveUrl', { value: live.url });
    if (front !== undefined) new CfnOutput(this, 'EdgeDomain', { value: front.domainName });
    new CfnOutput(this, 'DeadLetterQueueUrl', { value: deadLetters.queueUrl });
    new CfnOutput(this, 'WorkflowArn', { value: workflow.stateMachineArn });
  }
}

/** What stands in front of the API: its address, and what functions are told so that they serve nobody else. */
function edgeBefore(
  stack: Stack,
  api: HttpApi,
  {
    settings: { stage, edge },
    services,
    webAclArn,
  }: Pick<StatelessProps, 'settings' | 'services' | 'webAclArn'>,
) {
  if (edge === undefined) return undefined;
  const name = `darkroom-${stage}`;
  const secret = edgeSecret(stack);
  const acl = webAclArn ?? webAcl(stack, { name, rate: edge.rate, services });
  const distribution = edgeDistribution(stack, { api, name, edge, secret, webAclArn: acl });
  return {
    url: edgeUrl(edge, distribution),
    domainName: distribution.distributionDomainName,
    environment: { EDGE_SECRETS: acceptedSecrets(secret), EDGE_ROUND: edge.round },
  };
}

/** A part of the account's concurrency that nothing else can take: for what drives tasks, where the stage asks for it. */
const reserved = (row: FunctionEntry, { reservedConcurrency }: Settings) =>
  reservedConcurrency !== undefined && row.drivesTasks === true ? { reservedConcurrency } : {};

/** What every function is told; names of resources come with the permission to use them. */
function environmentOf(settings: Settings, ownUrl: string): Record<string, string> {
  return {
    STAGE: settings.stage,
    LOG_LEVEL: settings.logLevel,
    POWERTOOLS_LOGGER_SAMPLE_RATE: settings.logSampleRate,
    ...settings.serviceUrls,
    API_URL: ownUrl,
    PUBLIC_URL: settings.publicUrl === 'none' ? '' : (settings.publicUrl ?? ownUrl),
    MEDIA_BASE_URL: settings.mediaBaseUrl ?? `${ownUrl}/media`,
    ALLOW_RETIRED_MODELS: String(settings.allowRetiredModels),
    ENABLE_IMAGE_GENERATION: String(settings.enableImageGeneration),
    ENABLE_VIDEO_GENERATION: String(settings.enableVideoGeneration),
    ENABLE_AUDIO_GENERATION: String(settings.enableAudioGeneration),
    RESULT_HOSTS: settings.resultHosts,
    UPLOAD_DAYS: settings.uploadDays,
    AUDIT_DAYS: settings.auditDays,
    MOST_WAITERS: settings.waiters,
    OWNER_LIMITS: limitsText(settings.ownerLimits),
    MAX_QUEUE_SECONDS: settings.maxQueueSeconds,
    EVENT_BUS: String(settings.eventBus),
    REMOVE_ORPHANS: String(settings.removeOrphans),
    ...signInEnvironment(settings.signIn),
  };
}
