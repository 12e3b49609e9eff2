import { ArnFormat, RemovalPolicy, type Stack } from 'aws-cdk-lib';
import { EventBus } from 'aws-cdk-lib/aws-events';
import type { Construct } from 'constructs';

/**
 * The event bus of a stage. It is there whether or not events go to it, and costs nothing until then: rules that others have put
 * on it outlive a setting that is switched off, and deployments of everything else.
 */
const nameOf = (stage: string): string => `darkroom-${stage}`;

export function eventBus(scope: Construct, stage: string): void {
  const bus = new EventBus(scope, 'EventBus', {
    eventBusName: nameOf(stage),
    description: 'What happens to tasks of Darkroom, where the setting eventBus is on.',
  });
  bus.applyRemovalPolicy(RemovalPolicy.RETAIN);
}

/** What another stack needs of it: its name is known, so that nothing has to be exported. */
export const eventBusOf = (stack: Stack, stage: string): { readonly name: string; readonly arn: string } => ({
  name: nameOf(stage),
  arn: stack.formatArn({
    service: 'events',
    resource: 'event-bus',
    resourceName: nameOf(stage),
    arnFormat: ArnFormat.SLASH_RESOURCE_NAME,
  }),
});
