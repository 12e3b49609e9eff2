import * as z from 'zod';
import { once } from '#domain/once.ts';
import { allEvents } from '#domain/webhooks/event-types.ts';
import type { Told } from '#domain/webhooks/told.ts';
import type { Row } from '../table/table-port.ts';

/** That a receiver was told of an event, in a row beside those of its task: it is written by itself, and goes by itself. */

export const TOLD_SORT = 'told#';

/** As long as what was sent. */
const KEPT_SECONDS = 30 * 24 * 3600;

const toldRow = once(() =>
  z.object({
    at: z.string(),
    event: z.string(),
    type: z.enum(allEvents),
    receiver: z.string(),
    state: z.enum(['delivered', 'dead']),
    status: z.int().exactOptional(),
    reason: z.string().exactOptional(),
  }),
);

/** Undefined for what a newer version has written in words that this one does not understand. */
export const readTold = (row: Row): Told | undefined => toldRow().safeParse(row).data;

/** The members of a row: the same for every time that the same receiver is told of the same event. */
export const toldMembers = (told: Told) => ({
  sk: `${TOLD_SORT}${told.event}#${told.receiver}`,
  ...told,
  expiresAtSeconds: Math.floor(Date.parse(told.at) / 1000) + KEPT_SECONDS,
});
