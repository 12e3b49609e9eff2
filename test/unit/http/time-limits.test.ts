import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { describe, expect, it } from 'vitest';
import { requestTimeouts } from '../../../functions/compose/request-timeouts.ts';
import { services } from '#providers/services.ts';
import { allFunctions, timeoutOf } from '../../../infra/functions.ts';

const callersOfTable = allFunctions.filter(
  ({ trigger, table = [] }) => trigger === 'api' && table.length > 0,
);

/** A client that was given its default number of attempts, as `connectTable` does. */
const attempts = await new DynamoDBClient({ region: 'us-east-1' }).config.maxAttempts();

describe('a function behind the API that reads or writes the table', () => {
  it.each(callersOfTable)(
    '$name outlives all attempts at a table that does not answer, and so says busy itself',
    (entry) => {
      expect(timeoutOf(entry, services) * 1000).toBeGreaterThan(attempts * requestTimeouts.socketTimeout);
    },
  );
});
