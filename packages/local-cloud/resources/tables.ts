import * as z from 'zod';
import type { Resource } from '../assembly/template.ts';
import { flag, ofType, readProperties, type Reading } from './reading.ts';

/** One DynamoDB table, in the words of CreateTable. */
export interface TableDefinition {
  readonly name: string;
  readonly logicalId: string;
  readonly attributes: readonly { readonly AttributeName: string; readonly AttributeType: string }[];
  readonly keySchema: readonly KeyPart[];
  readonly globalIndexes: readonly IndexDefinition[];
  readonly localIndexes: readonly IndexDefinition[];
  /** The attribute that holds the time of death in epoch seconds. */
  readonly timeToLive: string | undefined;
}

export interface KeyPart {
  readonly AttributeName: string;
  readonly KeyType: string;
}

export interface IndexDefinition {
  readonly IndexName: string;
  readonly KeySchema: readonly KeyPart[];
  readonly Projection: { readonly ProjectionType?: string; readonly NonKeyAttributes?: readonly string[] };
}

const keySchema = z.array(z.strictObject({ AttributeName: z.string(), KeyType: z.enum(['HASH', 'RANGE']) }));

// What only concerns throughput or watching is dropped; anything else that is unknown is refused.
const index = z
  .strictObject({
    IndexName: z.string(),
    KeySchema: keySchema,
    Projection: z
      .strictObject({
        ProjectionType: z.string().exactOptional(),
        NonKeyAttributes: z.array(z.string()).exactOptional(),
      })
      .default({ ProjectionType: 'ALL' }),
    ContributorInsightsSpecification: z.unknown().optional(),
    OnDemandThroughput: z.unknown().optional(),
    ProvisionedThroughput: z.unknown().optional(),
    ReadOnDemandThroughputSettings: z.unknown().optional(),
    ReadProvisionedThroughputSettings: z.unknown().optional(),
    WarmThroughput: z.unknown().optional(),
    WriteOnDemandThroughputSettings: z.unknown().optional(),
    WriteProvisionedThroughputSettings: z.unknown().optional(),
  })
  .transform(({ IndexName, KeySchema, Projection }) => ({ IndexName, KeySchema, Projection }));

const tableProperties = z.object({
  AttributeDefinitions: z.array(z.strictObject({ AttributeName: z.string(), AttributeType: z.string() })),
  KeySchema: keySchema,
  GlobalSecondaryIndexes: z.array(index).default([]),
  LocalSecondaryIndexes: z.array(index).default([]),
  TableName: z.string().optional(),
  TimeToLiveSpecification: z
    .strictObject({ AttributeName: z.string().optional(), Enabled: flag })
    .default({ Enabled: false }),
  Replicas: z
    .array(
      z.strictObject({
        Region: z.string(),
        ContributorInsightsSpecification: z.unknown().optional(),
        DeletionProtectionEnabled: z.unknown().optional(),
        GlobalSecondaryIndexes: z.unknown().optional(),
        PointInTimeRecoverySpecification: z.unknown().optional(),
        SSESpecification: z.unknown().optional(),
        TableClass: z.unknown().optional(),
        Tags: z.unknown().optional(),
      }),
    )
    .max(1, 'only one replica is hosted')
    .optional(),
});

/** Every DynamoDB table of the template, of either resource type. */
export function readTables(reading: Reading): readonly TableDefinition[] {
  return ofType(reading, 'AWS::DynamoDB::Table', 'AWS::DynamoDB::GlobalTable').flatMap(
    (resource) => readTable(resource, reading) ?? [],
  );
}

function readTable(resource: Resource, reading: Reading): TableDefinition | undefined {
  const read = readProperties(tableProperties, resource, reading);
  if (read === undefined) return undefined;
  const { Enabled, AttributeName } = read.TimeToLiveSpecification;
  return {
    name: resource.name,
    logicalId: resource.logicalId,
    attributes: read.AttributeDefinitions,
    keySchema: read.KeySchema,
    globalIndexes: read.GlobalSecondaryIndexes,
    localIndexes: read.LocalSecondaryIndexes,
    timeToLive: Enabled ? AttributeName : undefined,
  };
}
