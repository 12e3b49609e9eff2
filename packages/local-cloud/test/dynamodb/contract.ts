import { afterAll, beforeAll, beforeEach, describe } from 'vitest';
import { ContractTable } from './contract-table.ts';
import { readContract } from './read-contract.ts';
import { writeContract } from './write-contract.ts';

/** What our code relies on in DynamoDB; run it against any endpoint that claims to be one. */
export function dynamodbContract(name: string, endpoint: () => { readonly url: string }): void {
  describe(`${name} keeps the contract of DynamoDB`, () => {
    let table: ContractTable;

    beforeAll(async () => {
      table = new ContractTable(endpoint().url);
      await table.create();
    });
    beforeEach(() => table.clear());
    afterAll(() => table.drop());

    writeContract(() => table);
    readContract(() => table);
  });
}
