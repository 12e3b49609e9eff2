import * as z from 'zod';
import { instant } from '../wire/members.ts';

/** Whether the service answers. */
export const healthView = z
  .object({
    status: z.literal('ok'),
    service: z.literal('darkroom'),
    version: z.string(),
    time: instant,
  })
  .meta({ id: 'Health', description: 'The service answers. It says nothing about the provider.' });

export type HealthView = z.output<typeof healthView>;
