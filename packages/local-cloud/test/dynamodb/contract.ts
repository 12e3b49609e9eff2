import { afterAll, beforeAll, beforeEach, describe } from 'vitest';
import { ContractTable, type ContractEndpoint } from './contract-table.ts';
import { readContract } from './read-contract.ts';
import { writeContract } from './write-contract.ts';

/** What our code relies on in DynamoDB; run it against any endpoint that claims to be one. */
export function dynamodbContract(name: string, endpoint: () => ContractEndpoint): void {
  describe(`${name} keeps the contract of DynamoDB`, () => {
    let table: ContractTable;

    beforeAll(async () => {
      table = new ContractTable(endpoint());
      await table.create();
    });
    beforeEach(() => table.clear());
    afterAll(() => table.drop());

    writeContract(() => table);
    readContract(() => table);
  });
}
