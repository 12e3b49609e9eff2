import { isoTime } from '#domain/ports.ts';
import { webhookKey } from '#storage/webhooks/webhook-rows.ts';
import { Receivers } from '../engine/receivers.ts';
import type { MemoryTable } from '../ports/memory-table.ts';
import { webhookIdOf } from '../rules/webhook-rules.ts';
import { ownerOf } from '../users/client.ts';

/** Stores what ana’s receivers are told by. */
export function storeWebhooks(table: MemoryTable, receivers: Receivers | undefined, now: number): void {
  const createdAt = isoTime(now);
  const named = (receivers?.all ?? []).filter(({ namedByTasks }) => namedByTasks !== true);
  for (const { name, events } of named) {
    const [owner, id] = [ownerOf('ana'), webhookIdOf(name)];
    table.write({
      type: 'put',
      row: {
        ...webhookKey(owner, id),
        id,
        owner,
        url: Receivers.urlOf({ name }),
        ...(events === undefined ? {} : { events: [...events] }),
        createdAt,
        secrets: [{ secret: 'whsec_AAAA', madeAt: createdAt }],
        rev: 1,
        by: 'start',
      },
    });
  }
}
