import { RemovalPolicy } from 'aws-cdk-lib';
import type { Alarm } from 'aws-cdk-lib/aws-cloudwatch';
import { LambdaApplication, LambdaDeploymentConfig, LambdaDeploymentGroup } from 'aws-cdk-lib/aws-codedeploy';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import {
  CfnStateMachineAlias,
  CfnStateMachineVersion,
  type StateMachine,
} from 'aws-cdk-lib/aws-stepfunctions';
import type { Construct } from 'constructs';
import { explain } from './checks.ts';
import type { Functions } from './function.ts';
import { allFunctions } from './functions.ts';
import { LIVE } from './live.ts';
import type { Settings } from './settings.ts';

/** How much of the traffic a new version gets at first, and for how many minutes: what CodeDeploy has under this name. */
const canary = { config: LambdaDeploymentConfig.CANARY_10PERCENT_5MINUTES, percentage: 10, minutes: 5 };

interface Shifted {
  readonly functions: Functions;
  readonly workflow: StateMachine;
  /** Those that stop a shift of traffic, and turn it back. */
  readonly brakes: readonly Alarm[];
  readonly settings: Pick<Settings, 'trafficShift'>;
}

/**
 * Brings new versions to what is live: at once, or, where the stage asks for it, a tenth of the traffic first. Then a
 * deployment waits, and an alarm takes it back whole.
 */
export function shiftTraffic(scope: Construct, { functions, workflow, brakes, settings }: Shifted): void {
  const isCanary = settings.trafficShift === 'canary';
  liveWorkflow(scope, workflow, isCanary ? brakes : undefined);
  if (!isCanary) return;
  const role = new Role(scope, 'DeploymentsRole', {
    assumedBy: new ServicePrincipal('codedeploy.amazonaws.com'),
  });
  const application = new LambdaApplication(scope, 'Deployments');
  for (const { name } of allFunctions) {
    const { node, live } = functions[name];
    new LambdaDeploymentGroup(scope, `${node.id}Deployment`, {
      application,
      role,
      alias: live,
      deploymentConfig: canary.config,
      alarms: [...brakes],
      autoRollback: { failedDeployment: true, stoppedDeployment: true, deploymentInAlarm: true },
    });
  }
  explain(role, {
    'AwsSolutions-IAM4[Policy::arn:<AWS::Partition>:iam::aws:policy/service-role/AWSCodeDeployRoleForLambdaLimited]':
      'CodeDeploy asks for this policy; it moves aliases, and reads alarms.',
  });
}

/** Each change of the machine becomes a version, and the alias is moved to it. Older versions stay, for executions and rollbacks. */
function liveWorkflow(scope: Construct, machine: StateMachine, brakes: readonly Alarm[] | undefined): void {
  const version = new CfnStateMachineVersion(scope, 'WorkflowVersion', {
    stateMachineArn: machine.stateMachineArn,
    stateMachineRevisionId: machine.stateMachineRevisionId,
  });
  version.applyRemovalPolicy(RemovalPolicy.RETAIN);
  const shift =
    brakes === undefined
      ? { type: 'ALL_AT_ONCE' }
      : {
          type: 'CANARY',
          percentage: canary.percentage,
          interval: canary.minutes,
          alarms: brakes.map(({ alarmName }) => alarmName),
        };
  new CfnStateMachineAlias(scope, 'WorkflowLive', {
    name: LIVE,
    deploymentPreference: { stateMachineVersionArn: version.attrArn, ...shift },
  });
}
