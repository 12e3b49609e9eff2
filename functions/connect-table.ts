import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { documentClient, dynamoTable } from '#storage/dynamo-table.ts';
import type { Table } from '#storage/table-port.ts';
import { readSettings } from './wiring.ts';

/** The one table. */
export const connectTable = (): Table =>
  dynamoTable(documentClient(new DynamoDBClient({})), readSettings('TASK_TABLE').TASK_TABLE);
