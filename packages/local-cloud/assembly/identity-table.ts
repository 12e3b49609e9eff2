/** How a resource type is named: which property names it, what Ref gives, and its attributes as patterns. */
export interface Naming {
  /** The property that may carry a name of the author's choice. */
  readonly named?: string;
  readonly longest?: number;
  readonly lowerCase?: boolean;
  /** After `arn:aws:`; `{place}` is region and account, `{name}` the physical name, `{tag}` six stable letters. */
  readonly arn?: string;
  /** A pattern; `{name}` unless told. */
  readonly ref?: string;
  readonly attributes?: Readonly<Record<string, string>>;
}

const arn = { Arn: '{arn}' };

/** Patterns know `{name} {arn} {tag} {id} {region} {account} {apiUrl}` and `{of:Property}`. */
export const naming: Readonly<Record<string, Naming>> = {
  'AWS::ApiGatewayV2::Api': {
    ref: '{id}',
    attributes: { ApiEndpoint: '{apiUrl}', ApiId: '{id}' },
  },
  'AWS::ApiGatewayV2::Integration': { ref: '{id}', attributes: { IntegrationId: '{id}' } },
  'AWS::ApiGatewayV2::Route': { ref: '{id}', attributes: { RouteId: '{id}' } },
  'AWS::ApiGatewayV2::Stage': { ref: '{of:StageName}' },
  'AWS::CloudFront::CloudFrontOriginAccessIdentity': {
    ref: '{id}',
    attributes: { S3CanonicalUserId: '{id}' },
  },
  'AWS::CloudFront::Distribution': {
    arn: 'cloudfront::{account}:distribution/{id}',
    ref: '{id}',
    attributes: { Id: '{id}', DomainName: '{id}.cloudfront.net', ...arn },
  },
  'AWS::CloudFront::Function': {
    named: 'Name',
    arn: 'cloudfront::{account}:function/{name}',
    ref: '{arn}',
    attributes: { FunctionARN: '{arn}' },
  },
  'AWS::CloudFront::OriginAccessControl': { ref: '{id}', attributes: { Id: '{id}' } },
  'AWS::CloudWatch::Alarm': {
    named: 'AlarmName',
    longest: 255,
    arn: 'cloudwatch:{place}:alarm:{name}',
    attributes: arn,
  },
  'AWS::CloudWatch::CompositeAlarm': {
    named: 'AlarmName',
    longest: 255,
    arn: 'cloudwatch:{place}:alarm:{name}',
    attributes: arn,
  },
  'AWS::CloudWatch::Dashboard': { named: 'DashboardName', longest: 255 },
  'AWS::DynamoDB::GlobalTable': tableNaming(),
  'AWS::DynamoDB::Table': tableNaming(),
  'AWS::Events::EventBus': {
    named: 'Name',
    longest: 256,
    arn: 'events:{place}:event-bus/{name}',
    attributes: { ...arn, Name: '{name}' },
  },
  'AWS::Events::Rule': { named: 'Name', arn: 'events:{place}:rule/{name}', attributes: arn },
  'AWS::IAM::ManagedPolicy': {
    named: 'ManagedPolicyName',
    arn: 'iam::{account}:policy/{name}',
    ref: '{arn}',
  },
  'AWS::IAM::Role': {
    named: 'RoleName',
    arn: 'iam::{account}:role/{name}',
    attributes: { ...arn, RoleId: '{id}' },
  },
  'AWS::KMS::Alias': { named: 'AliasName' },
  'AWS::KMS::Key': { ref: '{id}', arn: 'kms:{place}:key/{id}', attributes: { ...arn, KeyId: '{id}' } },
  'AWS::Lambda::Alias': {
    arn: 'lambda:{place}:function:{of:FunctionName}:{of:Name}',
    ref: '{arn}',
    attributes: { AliasArn: '{arn}' },
  },
  'AWS::Lambda::Function': {
    named: 'FunctionName',
    longest: 50, // what an SDK's application id may hold
    arn: 'lambda:{place}:function:{name}',
    attributes: arn,
  },
  'AWS::Lambda::Version': {
    arn: 'lambda:{place}:function:{of:FunctionName}:1',
    ref: '{arn}',
    attributes: { Version: '1', FunctionArn: '{arn}' },
  },
  'AWS::Logs::LogGroup': {
    named: 'LogGroupName',
    longest: 512,
    arn: 'logs:{place}:log-group:{name}',
    attributes: { Arn: '{arn}:*' },
  },
  'AWS::S3::Bucket': {
    named: 'BucketName',
    longest: 63,
    lowerCase: true,
    arn: 's3:::{name}',
    attributes: {
      ...arn,
      DomainName: '{name}.s3.amazonaws.com',
      RegionalDomainName: '{name}.s3.{region}.amazonaws.com',
    },
  },
  'AWS::SNS::Subscription': { arn: 'sns:{place}:{name}:{id}', ref: '{arn}' },
  'AWS::SNS::Topic': {
    named: 'TopicName',
    arn: 'sns:{place}:{name}',
    ref: '{arn}',
    attributes: { TopicArn: '{arn}', TopicName: '{name}' },
  },
  'AWS::SQS::Queue': {
    named: 'QueueName',
    longest: 80,
    arn: 'sqs:{place}:{name}',
    ref: 'https://sqs.{region}.amazonaws.com/{account}/{name}',
    attributes: {
      ...arn,
      QueueName: '{name}',
      QueueUrl: 'https://sqs.{region}.amazonaws.com/{account}/{name}',
    },
  },
  'AWS::SSM::Parameter': { named: 'Name', attributes: { Type: '{of:Type}', Value: '{of:Value}' } },
  'AWS::Scheduler::Schedule': {
    named: 'Name',
    arn: 'scheduler:{place}:schedule/default/{name}',
    attributes: arn,
  },
  'AWS::Scheduler::ScheduleGroup': {
    named: 'Name',
    arn: 'scheduler:{place}:schedule-group/{name}',
    attributes: arn,
  },
  'AWS::SecretsManager::Secret': {
    named: 'Name',
    arn: 'secretsmanager:{place}:secret:{name}-{tag}',
    ref: '{arn}',
    attributes: { Id: '{arn}' },
  },
  'AWS::StepFunctions::StateMachine': {
    named: 'StateMachineName',
    longest: 80,
    arn: 'states:{place}:stateMachine:{name}',
    ref: '{arn}',
    attributes: { ...arn, Name: '{name}', StateMachineRevisionId: 'INITIAL' },
  },
  'AWS::StepFunctions::StateMachineAlias': { named: 'Name' },
  'AWS::StepFunctions::StateMachineVersion': {
    ref: '{of:StateMachineArn}:1',
    attributes: { Arn: '{of:StateMachineArn}:1' },
  },
};

function tableNaming(): Naming {
  return {
    named: 'TableName',
    longest: 255,
    arn: 'dynamodb:{place}:table/{name}',
    attributes: { ...arn, TableId: '{id}' },
  };
}
