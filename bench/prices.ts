/** One list price: dollars for so many units. */
interface Price {
  readonly dollars: number;
  readonly per: number;
  readonly unit: string;
  readonly page: string;
}

/**
 * When this table was written. Step Functions was compared with AWS's own page, Lambda, DynamoDB and S3 with third-party
 * copies of theirs; the other rows were written down from memory and wait to be compared.
 */
export const pricesAsOf = '2026-11-21';

/** List prices of us-east-1 without free tiers and discounts, by what the bench counts. */
export const prices = {
  transitions: {
    dollars: 0.025,
    per: 1_000,
    unit: 'Step Functions Standard state transitions',
    page: 'aws.amazon.com/step-functions/pricing',
  },
  writeUnits: {
    dollars: 0.625,
    per: 1_000_000,
    unit: 'DynamoDB on-demand write request units',
    page: 'aws.amazon.com/dynamodb/pricing/on-demand',
  },
  readUnits: {
    dollars: 0.125,
    per: 1_000_000,
    unit: 'DynamoDB on-demand read request units',
    page: 'aws.amazon.com/dynamodb/pricing/on-demand',
  },
  invocations: {
    dollars: 0.2,
    per: 1_000_000,
    unit: 'Lambda requests',
    page: 'aws.amazon.com/lambda/pricing',
  },
  gigabyteSeconds: {
    dollars: 0.0000133334,
    per: 1,
    unit: 'Lambda GB-seconds, arm64, first tier',
    page: 'aws.amazon.com/lambda/pricing',
  },
  apiRequests: {
    dollars: 1,
    per: 1_000_000,
    unit: 'HTTP API requests, first 300 million',
    page: 'aws.amazon.com/api-gateway/pricing',
  },
  s3Puts: {
    dollars: 0.005,
    per: 1_000,
    unit: 'S3 Standard PUT-class requests',
    page: 'aws.amazon.com/s3/pricing',
  },
  s3Gets: {
    dollars: 0.0004,
    per: 1_000,
    unit: 'S3 Standard GET-class requests',
    page: 'aws.amazon.com/s3/pricing',
  },
  logBytes: {
    dollars: 0.5,
    per: 1_000_000_000,
    unit: 'bytes into CloudWatch Logs',
    page: 'aws.amazon.com/cloudwatch/pricing',
  },
  traces: {
    dollars: 5,
    per: 1_000_000,
    unit: 'X-Ray traces recorded',
    page: 'aws.amazon.com/xray/pricing',
  },
  secretReads: {
    dollars: 0.05,
    per: 10_000,
    unit: 'Secrets Manager calls',
    page: 'aws.amazon.com/secrets-manager/pricing',
  },
} as const satisfies Record<string, Price>;

/** What is charged of those who are connected, beside what every task takes. */
export const socketPrices = {
  messages: {
    dollars: 1,
    per: 1_000_000,
    unit: 'WebSocket API messages of 32 KB, first billion',
    page: 'aws.amazon.com/api-gateway/pricing',
  },
} as const satisfies Record<string, Price>;

/** What is charged by the month, whether anything happens or not. */
export const monthlyPrices = {
  secrets: { dollars: 0.4, per: 1, unit: 'secrets', page: 'aws.amazon.com/secrets-manager/pricing' },
  alarms: { dollars: 0.1, per: 1, unit: 'alarm metrics', page: 'aws.amazon.com/cloudwatch/pricing' },
  scheduleTicks: {
    dollars: 1,
    per: 1_000_000,
    unit: 'EventBridge Scheduler invocations',
    page: 'aws.amazon.com/eventbridge/pricing',
  },
} as const satisfies Record<string, Price>;
