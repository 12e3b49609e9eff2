import type { Mutant } from './mutant.ts';

const notices = 'shared/storage/tasks/task-notices.ts';
const changes = 'shared/storage/tasks/task-changes.ts';
const outbox = 'shared/storage/webhooks/outbox.ts';
const taskStore = 'shared/storage/tasks/task-store.ts';
const lease = 'shared/storage/webhooks/delivery-lease.ts';
const delivering = 'shared/actions/webhooks/deliver-events.ts';
const sweeping = 'shared/actions/webhooks/sweep-deliveries.ts';
const delivery = 'shared/domain/webhooks/delivery.ts';
const receiver = 'shared/domain/webhooks/receiver.ts';
const changeOf = 'shared/domain/webhooks/event-of-change.ts';

const twoReceivers = 'a task of which one receiver is told all, and another, which is away at first, the end';
const canceled = 'told of a task with two jobs that is canceled, and of one that is deleted';
const gone = 'a receiver that wants nothing any more, and another that hears of it';
const named = 'told how three tasks ended that name the same place, which is away at first';
const deleted =
  'a receiver that is away, and wants nothing any more when the task is deleted of which it was to hear';
const late = 'told of a price that comes late';

/** Defects in how events come into the table, and out of it. */
export const webhookMutants: readonly Mutant[] = [
  {
    name: 'the end of a task is told of nobody',
    patches: [
      {
        file: changes,
        find: '    ...(await taskNotices(notices, { before, next }, version)),\n',
        replace: '',
      },
    ],
    hint: { scenario: twoReceivers },
  },
  {
    name: 'a cancel is told of nobody',
    patches: [
      {
        file: changes,
        find: '          ...(await snapshotNotices(notices, { before: snapshot, next }, version)),\n',
        replace: '',
      },
    ],
    hint: { scenario: canceled },
  },
  {
    name: 'what a job does is told with the number of the event before',
    patches: [
      {
        file: notices,
        find: "return [{ type: 'add', key, add: { rev: 1 }, when: whenSeen(seen) }, ...writes];",
        replace: 'return writes;',
      },
    ],
    hint: { scenario: twoReceivers },
  },
  {
    name: 'what a job does is told whatever became of its task meanwhile',
    patches: [
      {
        file: notices,
        find: 'add: { rev: 1 }, when: whenSeen(seen) }',
        replace: 'add: { rev: 1 }, when: { equals: { id: address.id } } }',
      },
    ],
    hint: { scenario: canceled, seeds: 30 },
  },
  {
    name: 'every change of a job is told as another stage',
    patches: [
      {
        file: changeOf,
        find: 'return before.stage === after.stage ? undefined :',
        replace: 'return false ? undefined :',
      },
    ],
    hint: { scenario: canceled },
  },
  {
    name: 'a price that comes late is told of nobody',
    patches: [
      {
        file: changeOf,
        find: "!isCostFinal(before.task) && isCostFinal(after.task) ? 'task.cost_final'",
        replace: "false ? 'task.cost_final'",
      },
    ],
    hint: { scenario: late },
  },
  {
    name: 'events go to webhooks that have not asked for them',
    patches: [
      {
        file: outbox,
        find: '...asking(webhooks, notice.type),',
        replace: '...webhooks.map(({ sk }) => ({ webhookId: sk })),',
      },
    ],
    hint: { scenario: twoReceivers },
  },
  {
    name: 'what could not be delivered at once is forgotten',
    patches: [
      {
        file: sweeping,
        find: 'for (const some of byWebhook.values()) {',
        replace: 'for (const some of [...byWebhook.values()].slice(0, 0)) {',
      },
    ],
    hint: { scenario: twoReceivers },
  },
  {
    name: 'only some shards are swept',
    patches: [
      { file: sweeping, find: 'deliveries.shards.map(', replace: 'deliveries.shards.slice(0, 2).map(' },
    ],
    hint: { scenario: canceled },
  },
  {
    name: 'an answer of 500 counts as arrived',
    patches: [{ file: delivery, find: 'status >= 200 && status < 300', replace: 'status >= 200' }],
    hint: { scenario: twoReceivers },
  },
  {
    name: 'a try that failed is the last one',
    patches: [
      {
        file: delivery,
        find: 'const delay = retryDelays[tries - 1];',
        replace: 'const delay = retryDelays[tries + 20];',
      },
    ],
    hint: { scenario: twoReceivers },
  },
  {
    name: 'who answers 410 is told of more',
    patches: [{ file: delivering, find: "if (isUnwanted(attempt)) return off('gone');", replace: '' }],
    hint: { scenario: gone },
  },
  {
    name: 'a lease that nobody gives back is kept for ever',
    patches: [
      {
        file: lease,
        find: 'set: { until, holder, expiresAtSeconds },',
        replace: 'set: { until: until * 2, holder, expiresAtSeconds },',
      },
    ],
    hint: { scenario: twoReceivers, at: 'receiver.post' },
  },
  {
    name: 'two calls deliver to one webhook at once',
    patches: [{ file: lease, find: 'when: { belowOrMissing: { until: from } },\n', replace: '' }],
    hint: { scenario: canceled, seeds: 30 },
  },
  {
    name: 'the events of a task whose rows are gone are tried for ever',
    patches: [
      {
        file: delivering,
        find: "if ('gone' in said) return close(delivery, said.gone);",
        replace: "if ('gone' in said) return;",
      },
    ],
    hint: { scenario: canceled, at: 'receiver.post' },
  },
  {
    name: 'who was told is noted only after that is through',
    patches: [
      {
        file: delivering,
        find: `    await noteOnTask(next, attempt);
    if (!(await deliveries.replace(delivery, next))) return;`,
        replace: `    if (!(await deliveries.replace(delivery, next))) return;
    await noteOnTask(next, attempt);`,
      },
    ],
    hint: { scenario: named, at: '#deliveries@deliver-events' },
  },
  {
    name: 'who was told stays behind a task that is gone',
    patches: [
      {
        file: taskStore,
        find: 'if (task === undefined || isAnother(task, address))',
        replace: 'if (task !== undefined && isAnother(task, address))',
      },
    ],
    hint: { scenario: deleted },
  },
  {
    name: 'a callbackUrl is not told of a cancel',
    patches: [{ file: receiver, find: `  'task.canceled',\n`, replace: '' }],
    hint: { scenario: named },
  },
  {
    name: 'the address of a callbackUrl that answers 410 once is told nothing any more',
    patches: [{ file: delivering, find: `  if (!isWebhookId(webhook.id)) return webhook;\n`, replace: '' }],
    hint: { scenario: named },
  },
];
