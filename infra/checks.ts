import { Stack, Token, Validations, type App } from 'aws-cdk-lib';
import type { Bucket } from 'aws-cdk-lib/aws-s3';
import { AwsSolutionsChecks, ServerlessChecks } from 'cdk-nag';
import type { IConstruct } from 'constructs';

/** Refuses a synthesis with any finding of the two rule packs that nobody has explained. */
export function checkRules(app: App): void {
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app), new ServerlessChecks(app));
}

/** Accepts findings on a construct and all below it, each with the reason why. */
export function explain(construct: IConstruct, reasons: Record<string, string>): void {
  const rules = Object.entries(reasons).map(([id, reason]) => ({ id, reason }));
  Validations.of(construct).acknowledge(...rules);
}

/** The id of the finding that a permission on some objects of a bucket raises, as seen from another stack. */
export function objectsFinding(bucket: Bucket, prefix: string): string {
  const owner = Stack.of(bucket);
  const exported = owner.resolve(owner.exportValue(bucket.bucketArn)) as { 'Fn::ImportValue': string };
  return `AwsSolutions-IAM5[Resource::${exported['Fn::ImportValue']}/${prefix}]`;
}

/** The id of the finding that a permission on all connections of a WebSocket API raises. */
export function connectionsFinding(api: IConstruct & { readonly apiId: string }, arn: string): string {
  const stack = Stack.of(api);
  const { Ref } = stack.resolve(api.apiId) as { Ref: string };
  const { region } = stack;
  const where = Token.isUnresolved(region) ? '<AWS::Region>' : region;
  const own = `arn:<AWS::Partition>:execute-api:${where}:<AWS::AccountId>:<${Ref}>`;
  return `AwsSolutions-IAM5[Resource::${own}/${arn}]`;
}

/** The id of the finding that a permission on all executions of a state machine raises. */
export function executionsFinding(scope: IConstruct, machine: string): string {
  const { region } = Stack.of(scope);
  const where = Token.isUnresolved(region) ? '<AWS::Region>' : region;
  return `AwsSolutions-IAM5[Resource::arn:<AWS::Partition>:states:${where}:<AWS::AccountId>:execution:${machine}:*]`;
}

/** The id of the finding that a permission on the secrets below a name raises. */
export function accountSecretsFinding(scope: IConstruct, name: string): string {
  const { region } = Stack.of(scope);
  const where = Token.isUnresolved(region) ? '<AWS::Region>' : region;
  return `AwsSolutions-IAM5[Resource::arn:<AWS::Partition>:secretsmanager:${where}:<AWS::AccountId>:secret:${name}/*]`;
}
