import { describe, expect, it } from 'vitest';
import type { auditActions } from '#domain/operators/audit.ts';
import { auditStore } from '#storage/operators/audit-store.ts';
import { keyStore } from '#storage/keys/key-store.ts';
import { currentSigningKeys } from '#storage/keys/signing-keys.ts';
import type { Table } from '#storage/table/table-port.ts';
import { readKeyCommand, runKeyCommand } from '../../../local/start/key-command.ts';
import { MemoryTable, memoryTable } from '../../simulation/ports/memory-table.ts';

const now = Date.parse('2026-11-30T10:20:00Z');
const MONTH = '2026-11';

class Death extends Error {}

/** A table whose writer dies instead of its next write, after so many. */
function dyingTable(table: Table, writes: number): Table {
  let left = writes;
  const dying =
    <Given, Result>(write: (given: Given) => Promise<Result>) =>
    async (given: Given): Promise<Result> => {
      if (left === 0) throw new Death();
      left -= 1;
      return write(given);
    };
  return {
    ...table,
    write: dying((write) => table.write(write)),
    transact: dying((all) => table.transact(all)),
    update: dying((write) => table.update(write)),
  };
}

const run = (args: string[], table: Table) =>
  runKeyCommand(readKeyCommand(args).wish, { keys: keyStore(table), now, reason: 'As was agreed' });

/** A table with one key and the secrets of tokens, and the id of the key. */
async function aTable() {
  const memory = new MemoryTable();
  const table = memoryTable(memory);
  await run(['create', '--owner', 'ana'], table);
  await currentSigningKeys(table)(now);
  const [key] = await keyStore(table).list();
  return { table, id: key?.id ?? '' };
}

const linesIn = async (table: Table) =>
  (await auditStore(table).page(MONTH, '', 100)).map(({ line }) => line);

/** What is true of keys and tokens. */
async function stateOf(table: Table): Promise<string> {
  const keys = keyStore(table);
  return JSON.stringify([await keys.list(), await keys.signingKeysRow()]);
}

const commands: [keyof typeof auditActions, (id: string) => string[]][] = [
  ['key-made', () => ['create', '--owner', 'ben']],
  ['key-revoked', (id) => ['revoke', id]],
  ['key-rotated', (id) => ['rotate', id]],
  ['key-rotated', (id) => ['rotate', id, '--overlap', '0']],
  ['tokens-ended', () => ['end-tokens']],
];

describe('what is done with keys on the command line', () => {
  it.each(commands)('leaves a line by its name, with its reason (%s)', async (action, words) => {
    const { table, id } = await aTable();
    await run(words(id), table);
    expect(await linesIn(table)).toContainEqual(
      expect.objectContaining({ actor: 'command-line', action, reason: 'As was agreed' }),
    );
  });

  it.each(commands)('changes nothing without its line, wherever it dies (%s)', async (action, words) => {
    for (let writes = 0; writes < 10; writes += 1) {
      const { table, id } = await aTable();
      const [state, lines] = [await stateOf(table), (await linesIn(table)).length];
      const died = await run(words(id), dyingTable(table, writes)).then(
        () => false,
        (error: unknown) => {
          if (error instanceof Death) return true;
          throw error;
        },
      );
      const isChanged = (await stateOf(table)) !== state;
      expect([writes, isChanged, (await linesIn(table)).length > lines]).toEqual([
        writes,
        isChanged,
        isChanged,
      ]);
      if (died) continue;
      expect(isChanged).toBe(true);
      return;
    }
    throw new Error(`${action} never came to its end`);
  });

  it('leaves none where a key is revoked that was revoked before', async () => {
    const { table, id } = await aTable();
    await run(['revoke', id], table);
    const lines = await linesIn(table);
    await run(['revoke', id], table);
    expect(await linesIn(table)).toEqual(lines);
  });

  it('stands for nobody who could have a key', async () => {
    const { table } = await aTable();
    for (const owner of ['command-line', 'deployment'])
      await expect(run(['create', '--owner', owner], table)).rejects.toThrow('can have no API keys');
  });
});
