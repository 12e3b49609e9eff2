import { MemoryTable, memoryTable } from '../../simulation/ports/memory-table.ts';
import { tableContract } from './table-contract.ts';

tableContract('the table in memory', async () => memoryTable(new MemoryTable()));
