import * as z from 'zod';
import { requestLimits } from '../wire/limits.ts';

/** Up to a hundred create requests. What is wrong with one of them is said in its own row. */
export const batchBody = z.strictObject({
  requests: z.array(z.unknown()).min(1).max(requestLimits.batchTasks),
});

/** How many variations. */
export const variationsBody = z.strictObject({ n: z.int().min(1).max(10) });
