const allowing = (...actions: readonly string[]): unknown => ({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action: actions, Resource: '*' }],
});

const logs = ['logs:CreateLogGroup', 'logs:CreateLogStream', 'logs:PutLogEvents'];
const traces = [
  'xray:PutTraceSegments',
  'xray:PutTelemetryRecords',
  'xray:GetSamplingRules',
  'xray:GetSamplingTargets',
  'xray:GetSamplingStatisticSummaries',
];

/** Policies that AWS manages and templates name by ARN: what follows `arn:{partition}:iam::aws:policy/`. */
export const managedPolicies: Readonly<Record<string, unknown>> = {
  AdministratorAccess: allowing('*'),
  AWSXRayDaemonWriteAccess: allowing(...traces),
  'service-role/AWSLambdaBasicExecutionRole': allowing(...logs),
};
