import * as z from 'zod';
import { uploadOperations } from './upload-operations.ts';
import { mediaOperations } from './media-operations.ts';
import { exampleKey, exampleUploadId } from './examples.ts';

/** The routes about files. */
export const files = {
  tag: { name: 'Files', description: 'What goes in, and what was made.' },
  parameters: {
    id: z
      .string()
      .regex(/^[0-9a-f]{32}$/)
      .meta({ description: 'The id of an upload.', example: exampleUploadId }),
    key: z.string().meta({ description: 'The key.', example: exampleKey }),
  },
  operations: { ...uploadOperations, ...mediaOperations },
} as const;
