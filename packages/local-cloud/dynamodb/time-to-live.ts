import * as z from 'zod';
import type { Activity } from '../activity.ts';
import type { Clock } from '../clock.ts';
import { messageOf } from '../failure.ts';
import type { TableDefinition } from '../resources/tables.ts';
import { TableRefusal, type TableCall } from './call.ts';

const item = z.record(z.string(), z.unknown());
const page = z.object({ Items: z.array(item).default([]), LastEvaluatedKey: item.optional() });

/** Deletes what has outlived its time, once a minute by the clock; the engine does not do it itself. */
export interface Sweeper {
  set(tables: readonly TableDefinition[]): void;
  stop(): void;
}

export interface SweeperOptions {
  readonly call: TableCall;
  readonly clock: Clock;
  readonly activity: Activity;
  readonly onError: (message: string) => void;
}

const EVERY_MS = 60_000;

export function startSweeper({ call, clock, activity, onError }: SweeperOptions): Sweeper {
  let tables: readonly TableDefinition[] = [];
  let timer: { cancel(): void } | undefined;
  let sweeping = false;

  const sweep = async (): Promise<void> => {
    if (sweeping) return;
    sweeping = true;
    const end = activity.begin();
    try {
      for (const table of tables) await sweepTable(call, table, Math.floor(clock.now() / 1000));
    } catch (error) {
      onError(`Deleting expired items failed: ${messageOf(error)}`);
    } finally {
      sweeping = false;
      end();
    }
  };
  const arm = (): void => {
    timer = clock.at(clock.now() + EVERY_MS, () => {
      arm();
      void sweep();
    });
  };
  return {
    set: (all) => {
      tables = all.filter(({ timeToLive }) => timeToLive !== undefined);
      timer?.cancel();
      if (tables.length > 0) arm();
    },
    stop: () => timer?.cancel(),
  };
}

/** Deletes the items of one table whose time lies before `now`, in epoch seconds; says how many. */
export async function sweepTable(call: TableCall, table: TableDefinition, now: number): Promise<number> {
  const past = {
    ExpressionAttributeNames: { '#time': table.timeToLive },
    ExpressionAttributeValues: { ':now': { N: String(now) } },
  };
  const keyNames = table.keySchema.map(({ AttributeName }) => AttributeName);
  let swept = 0;
  let from: Record<string, unknown> | undefined;
  do {
    const found = page.parse(
      await call('Scan', {
        TableName: table.name,
        FilterExpression: '#time < :now',
        ...past,
        ...(from === undefined ? {} : { ExclusiveStartKey: from }),
      }),
    );
    for (const one of found.Items) {
      const Key = Object.fromEntries(keyNames.map((name) => [name, one[name]]));
      if (await deleted(call, { TableName: table.name, Key, ConditionExpression: '#time < :now', ...past }))
        swept += 1;
    }
    from = found.LastEvaluatedKey;
  } while (from !== undefined);
  return swept;
}

// An item may have been given more time since it was seen.
async function deleted(call: TableCall, input: unknown): Promise<boolean> {
  try {
    await call('DeleteItem', input);
    return true;
  } catch (error) {
    if (error instanceof TableRefusal && error.code === 'ConditionalCheckFailedException') return false;
    throw error;
  }
}
