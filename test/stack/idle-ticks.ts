import type { Cloud, CloudOptions } from '@darkroom/local-cloud';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { GetCommand, ScanCommand, type DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { documentClient } from '#storage/table/dynamo-table.ts';
import { DUE_COUNTS } from '#storage/limits/place-rows.ts';
import { closuresIn, gateKey, isLedIn } from '#storage/tasks/gate-row.ts';
import { defaultAccount } from '#domain/tasks/provider-account.ts';
import type { Row } from '#storage/table/table-port.ts';

export type LeaveOut = NonNullable<CloudOptions['leavesOut']>;

/** The schedules whose work stands in the table's index of what is due, by the beginning of its partitions. */
const partitions: Readonly<Record<string, readonly string[]>> = {
  SweepTasksSchedule: ['task#', DUE_COUNTS],
  EraseDataSchedule: ['erasure#'],
  SweepDeliveriesSchedule: ['deliveries#', 'feed#'],
};

interface Place {
  readonly client: DynamoDBDocumentClient;
  readonly table: string;
}

/** A client of a cloud's table, with its name. */
const placeOf = ({ dynamodbUrl, credentials, outputs }: Cloud): Place => ({
  client: documentClient(
    new DynamoDBClient({ endpoint: dynamodbUrl, region: credentials.region, credentials }),
  ),
  table: outputs['TaskTable'] ?? '',
});

/** What a tick would look for. */
interface Seen {
  readonly due: readonly Record<string, unknown>[];
  /** There is more than was read. */
  readonly isPart: boolean;
  readonly isShut: boolean;
}

async function look(place: Place): Promise<Seen> {
  const { Items = [], LastEvaluatedKey } = await place.client.send(
    new ScanCommand({ TableName: place.table, IndexName: 'due' }),
  );
  return { due: Items, isPart: LastEvaluatedKey !== undefined, isShut: await isShut(place) };
}

function isDue({ due, isPart }: Seen, begins: readonly string[], time: number): boolean {
  const now = new Date(time).toISOString();
  const isOurs = ({ duePk, dueAt }: Record<string, unknown>): boolean =>
    begins.some((part) => String(duePk).startsWith(part)) && String(dueAt) <= now;
  return isPart || due.some(isOurs);
}

async function isShut({ client, table }: Place): Promise<boolean> {
  const Key = gateKey(defaultAccount('KIE'));
  const { Item } = await client.send(new GetCommand({ TableName: table, Key }));
  return Item !== undefined && (closuresIn(Item as Row).length > 0 || isLedIn(Item as Row));
}

/**
 * Whether a tick would find nothing. Nearly all of them do, in a day of a test as in a real one, and each costs as much
 * as a request: a stack under test looks into the table first.
 */
export function findsNothing(cloud: Cloud): LeaveOut {
  const place = placeOf(cloud);
  let known: { readonly writes: number; readonly seen: Seen } | undefined;
  const seenNow = async (): Promise<Seen> => {
    const { tableWrites: writes } = cloud.meter;
    if (known?.writes !== writes) known = { writes, seen: await look(place) };
    return known.seen;
  };
  return async (schedule, time) => {
    const begins = partitions[schedule];
    if (begins === undefined) return false;
    try {
      const seen = await seenNow();
      return !isDue(seen, begins, time) && !seen.isShut;
    } catch {
      return false; // the function finds out what is wrong
    }
  };
}
