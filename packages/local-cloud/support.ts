/** What the local cloud does with a resource type: hosts it, acknowledges it without effect, or refuses it. */
export type Support =
  | {
      readonly as: 'hosted';
      /** Properties that are honoured. */
      readonly properties: readonly string[];
      /** Properties without effect on a laptop, and why. All others are refused by name. */
      readonly ignored: Readonly<Record<string, string>>;
    }
  | { readonly as: 'acknowledged'; readonly because: string }
  | { readonly as: 'refused'; readonly because: string };

const strangers = 'nobody but the roles of the template and the account itself reaches a laptop';
const watching = 'nobody is on call for a laptop; its log says what failed';
const describing = 'it only describes';
const encryption = 'the disk of a laptop is its own affair';
const undelivered = 'what could not be delivered is written to the log';
const content = 'nothing is served from the edge of a laptop';
const billing = 'it only changes the bill';

const otherIdentities = { Groups: strangers, Users: strangers };

const common = { Tags: describing, Description: describing };
const hosted = (properties: readonly string[], ignored: Readonly<Record<string, string>> = {}): Support => ({
  as: 'hosted',
  properties,
  ignored: { ...common, ...ignored },
});
const acknowledged = (because: string): Support => ({ as: 'acknowledged', because });
const refused = (because: string): Support => ({ as: 'refused', because });

const tableProperties = [
  'AttributeDefinitions',
  'GlobalSecondaryIndexes',
  'KeySchema',
  'LocalSecondaryIndexes',
  'TableName',
  'TimeToLiveSpecification',
];
const tableIgnored = {
  BillingMode: billing,
  ContributorInsightsSpecification: watching,
  DeletionProtectionEnabled: 'the data is deleted by deleting its folder',
  OnDemandThroughput: billing,
  PointInTimeRecoverySpecification: 'a laptop keeps no backups',
  ProvisionedThroughput: billing,
  SSESpecification: encryption,
  TableClass: billing,
  WarmThroughput: billing,
  WriteOnDemandThroughputSettings: billing,
};

/** By type; a key that ends in `*` stands for all types that begin so. A type that matches nothing is refused. */
export const support: Readonly<Record<string, Support>> = {
  'AWS::ApiGatewayV2::Api': hosted(
    ['CorsConfiguration', 'Name', 'ProtocolType', 'RouteSelectionExpression'],
    {
      DisableExecuteApiEndpoint: 'there is one address only',
      IpAddressType: 'there is one address only',
    },
  ),
  'AWS::ApiGatewayV2::Deployment': acknowledged('the template is the deployment'),
  'AWS::ApiGatewayV2::Integration': hosted(
    ['ApiId', 'IntegrationType', 'IntegrationUri', 'PayloadFormatVersion', 'TimeoutInMillis'],
    { IntegrationMethod: 'functions are always invoked', ConnectionType: 'functions are always invoked' },
  ),
  'AWS::ApiGatewayV2::Route': hosted(['ApiId', 'AuthorizationType', 'RouteKey', 'Target'], {
    OperationName: describing,
  }),
  'AWS::ApiGatewayV2::Stage': hosted(['ApiId', 'AutoDeploy', 'StageName', 'StageVariables'], {
    AccessLogSettings: 'the local log holds one entry per request',
    DefaultRouteSettings: 'a laptop has one user: requests are not throttled',
    RouteSettings: 'a laptop has one user: requests are not throttled',
  }),
  'AWS::CDK::Metadata': acknowledged(describing),
  'AWS::CloudFront::*': acknowledged(content),
  'AWS::CloudWatch::*': acknowledged(watching),
  'AWS::CodeDeploy::*': acknowledged('a laptop has no traffic to shift'),
  'AWS::DynamoDB::GlobalTable': hosted([...tableProperties, 'Replicas'], tableIgnored),
  'AWS::DynamoDB::Table': hosted(tableProperties, tableIgnored),
  'AWS::Events::EventBus': hosted(['Name'], {
    DeadLetterConfig: undelivered,
    KmsKeyIdentifier: encryption,
    LogConfig: watching,
  }),
  'AWS::Events::Rule': hosted(
    ['EventBusName', 'EventPattern', 'Name', 'ScheduleExpression', 'State', 'Targets'],
    {
      RoleArn: 'each target names its own role',
    },
  ),
  'AWS::IAM::ManagedPolicy': hosted(['ManagedPolicyName', 'PolicyDocument', 'Roles'], otherIdentities),
  'AWS::IAM::Policy': hosted(['PolicyDocument', 'PolicyName', 'Roles'], otherIdentities),
  'AWS::IAM::Role': hosted(['AssumeRolePolicyDocument', 'ManagedPolicyArns', 'Policies', 'RoleName'], {
    MaxSessionDuration: 'credentials on a laptop do not expire',
  }),
  'AWS::IAM::RolePolicy': hosted(['PolicyDocument', 'PolicyName', 'RoleName']),
  'AWS::IAM::*': acknowledged(strangers),
  'AWS::KMS::*': acknowledged(encryption),
  'AWS::Lambda::Alias': acknowledged('every name of a function leads to its newest code'),
  'AWS::Lambda::EventInvokeConfig': hosted(
    ['FunctionName', 'MaximumEventAgeInSeconds', 'MaximumRetryAttempts', 'Qualifier'],
    { DestinationConfig: undelivered },
  ),
  'AWS::Lambda::Function': hosted(
    [
      'Code',
      'Environment',
      'FunctionName',
      'Handler',
      'LoggingConfig',
      'MemorySize',
      'PackageType',
      'ReservedConcurrentExecutions',
      'Role',
      'Runtime',
      'Timeout',
    ],
    {
      Architectures: 'code runs on the processor that is there',
      DeadLetterConfig: undelivered,
      EphemeralStorage: 'the temporary folder is that of the laptop',
      KmsKeyArn: encryption,
      RecursiveLoop: watching,
      RuntimeManagementConfig: 'code runs on the Node.js that is there',
      TracingConfig: watching,
    },
  ),
  'AWS::Lambda::Permission': hosted(['Action', 'FunctionName', 'Principal', 'SourceAccount', 'SourceArn']),
  'AWS::Lambda::Version': acknowledged('every name of a function leads to its newest code'),
  'AWS::Logs::*': acknowledged('logs are files on a laptop'),
  'AWS::S3::Bucket': hosted(['BucketName', 'CorsConfiguration', 'LifecycleConfiguration'], {
    AccessControl: strangers,
    BucketEncryption: encryption,
    IntelligentTieringConfigurations: billing,
    LoggingConfiguration: watching,
    MetricsConfigurations: watching,
    OwnershipControls: strangers,
    PublicAccessBlockConfiguration: strangers,
    VersioningConfiguration: 'a laptop keeps only the newest version of an object',
  }),
  'AWS::S3::BucketPolicy': hosted(['Bucket', 'PolicyDocument']),
  'AWS::SNS::TopicPolicy': hosted(['PolicyDocument', 'Topics']),
  'AWS::SNS::*': acknowledged(watching),
  'AWS::SQS::QueuePolicy': hosted(['PolicyDocument', 'Queues']),
  'AWS::SQS::*': acknowledged('a queue that nothing reads is never looked into; as a target it is refused'),
  'AWS::SSM::Parameter': acknowledged('nothing here reads parameters'),
  'AWS::Scheduler::Schedule': hosted(
    [
      'EndDate',
      'FlexibleTimeWindow',
      'Name',
      'ScheduleExpression',
      'ScheduleExpressionTimezone',
      'StartDate',
      'State',
      'Target',
    ],
    { GroupName: describing, KmsKeyArn: encryption },
  ),
  'AWS::Scheduler::ScheduleGroup': acknowledged(describing),
  'AWS::SecretsManager::ResourcePolicy': hosted(['ResourcePolicy', 'SecretId'], {
    BlockPublicPolicy: strangers,
  }),
  'AWS::SecretsManager::RotationSchedule': acknowledged('secrets on a laptop are not rotated'),
  'AWS::SecretsManager::Secret': hosted(['GenerateSecretString', 'Name', 'SecretString'], {
    KmsKeyId: encryption,
  }),
  'AWS::StepFunctions::StateMachine': hosted(
    [
      'Definition',
      'DefinitionString',
      'DefinitionSubstitutions',
      'LoggingConfiguration',
      'RoleArn',
      'StateMachineName',
      'StateMachineType',
    ],
    { EncryptionConfiguration: encryption, TracingConfiguration: watching },
  ),
  'AWS::StepFunctions::StateMachineAlias': hosted(['DeploymentPreference', 'Name', 'RoutingConfiguration']),
  'AWS::StepFunctions::StateMachineVersion': acknowledged(
    'every alias of a state machine leads to its newest definition',
  ),
  'Custom::LogRetention': acknowledged('logs are files on a laptop'),
  'Custom::S3AutoDeleteObjects': acknowledged('the data is deleted by deleting its folder'),
  'AWS::ApiGateway::*': refused('only HTTP and WebSocket APIs (AWS::ApiGatewayV2) are hosted'),
  'AWS::CloudFormation::*': refused('nested stacks and custom resources are not run'),
  'AWS::EC2::*': refused('there is no network of its own on a laptop'),
  'AWS::Lambda::EventSourceMapping': refused('no queue or stream is read'),
  'AWS::Lambda::LayerVersion': refused('code must be bundled whole'),
  'AWS::Lambda::Url': refused('functions are reached by the HTTP API only'),
};

/** What is done with a type; an unknown one is refused. */
export function supportOf(type: string): Support {
  const own = support[type];
  if (own !== undefined) return own;
  const family = Object.entries(support).find(
    ([key]) => key.endsWith('*') && type.startsWith(key.slice(0, -1)),
  );
  return family?.[1] ?? refused('this resource type is not hosted');
}
