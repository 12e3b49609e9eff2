import * as z from 'zod';
import { isOwner, type Owner } from '#domain/ids.ts';
import { namesOf } from '#domain/names.ts';
import { once } from '#domain/once.ts';
import { allTaskEvents, type TaskEventType } from '#domain/webhooks/event-types.ts';
import { disabledReasons, type Webhook } from '#domain/webhooks/webhook.ts';
import type { Key, Row } from '../table/table-port.ts';

/** How webhooks lie in the table: one partition an owner, a row each. */

export const webhooksOf = (owner: Owner): string => `webhooks#${owner}`;
export const webhookKey = (owner: Owner, id: string): Key => ({ pk: webhooksOf(owner), sk: id });

/** Whether a row of the partition is that of a webhook. */
export const isWebhookRow = ({ sk }: Row): boolean => sk.startsWith('wh_');

const webhookRow = once(() =>
  z.object({
    id: z.string(),
    owner: z.string().refine(isOwner),
    url: z.string(),
    // A word of a newer version is none that this one could tell of.
    events: z
      .array(z.string())
      .transform((words) => words.flatMap((word) => allTaskEvents.filter((known) => known === word)))
      .exactOptional(),
    description: z.string().exactOptional(),
    createdAt: z.string(),
    disabled: z
      .object({ at: z.string(), reason: z.enum(namesOf(disabledReasons)).catch('owner') })
      .exactOptional(),
    failingSince: z.string().exactOptional(),
    usedAt: z.string().exactOptional(),
    secrets: z.array(
      z.object({ secret: z.string(), madeAt: z.string(), endsAt: z.string().exactOptional() }),
    ),
  }),
);

export const readWebhook = (row: Row): Webhook => webhookRow().parse(row);

/** Whether the row of a webhook asks for events of a type: as much of it as whoever changes a task needs to know. */
export function asksFor(row: Row, type: TaskEventType): boolean {
  const events: unknown = row['events'];
  return row['disabled'] === undefined && (!Array.isArray(events) || events.includes(type));
}
