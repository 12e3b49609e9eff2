import * as z from 'zod';
import type { DescribedRequest } from '../models/described-requests.ts';
import { batchOperations } from './batch-operations.ts';
import { changeOperations } from './change-operations.ts';
import { createOperations } from './create-operations.ts';
import { exampleTaskId } from './examples.ts';
import { readOperations } from './read-operations.ts';

/** The routes about tasks; `requests` are the forms in which models can be asked for. */
export const tasks = (requests: readonly DescribedRequest[]) =>
  ({
    tag: { name: 'Tasks', description: 'Order, follow and find generations.' },
    parameters: {
      id: z
        .string()
        .regex(/^[0-9a-f]{32}$/)
        .meta({ description: 'The id of a task.', example: exampleTaskId }),
    },
    operations: {
      ...createOperations(requests),
      ...batchOperations,
      ...readOperations,
      ...changeOperations,
    },
  }) as const;
