import type { Row } from './row.ts';
import { fileRows } from './rows/files.ts';
import { keyRows } from './rows/keys.ts';
import { moneyRows } from './rows/money.ts';
import { operatorRows } from './rows/operators.ts';
import { ownDataRows } from './rows/own-data.ts';
import { createRefusals } from './rows/refusals.ts';
import { serviceRows } from './rows/service.ts';
import { taskRows } from './rows/tasks.ts';
import { webhookRows } from './rows/webhooks.ts';

/** Every documented route and refusal, in the order in which they are asked. */
export const allRows: readonly Row[] = [
  ...serviceRows,
  ...createRefusals,
  ...keyRows,
  ...webhookRows,
  ...moneyRows,
  ...operatorRows,
  ...fileRows,
  ...taskRows,
  ...ownDataRows,
];

/** Those that cost nothing at the provider. */
export const unpaidRows: readonly Row[] = allRows.filter(({ paid }) => paid !== true);
