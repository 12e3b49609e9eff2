/** Awaits that no run can reach, with the reason; an entry that is reached fails the test. */
export const outOfReach: readonly { readonly file: string; readonly text: string; readonly why: string }[] = [
  {
    file: 'shared/actions/webhooks/find-receiver.ts',
    text: 'await webhooks.amend(',
    why: 'an address that has been in use for a week: test/unit/webhooks',
  },
  {
    file: 'shared/storage/webhooks/webhook-store.ts',
    text: "await table.partition(webhooksOf(owner), 'cb_')",
    why: 'an erasure: test/stack/webhooks',
  },
  {
    file: 'shared/actions/webhooks/event-data.ts',
    text: 'await example(type)',
    why: 'no simulated owner tries a webhook: test/stack/webhooks',
  },
  ...[
    ['shared/actions/tasks/read-shown.ts', 'await tasks.openOnes(owner, ones)'],
    ['shared/storage/tasks/task-lists.ts', 'await table.many('],
  ].map(([file = '', text = '']) => ({
    file,
    text,
    why: 'who lists one task has it read whole: test/unit/tasks/list-tasks.test.ts',
  })),
  {
    file: 'shared/actions/webhooks/deliver-events.ts',
    text: "await deliveries.replace(one, givenUp(one, 'the webhook has been removed'))",
    why: 'no simulated owner removes a webhook: test/unit/webhooks',
  },
  {
    file: 'shared/storage/webhooks/delivery-lease.ts',
    text: "await table.write({ type: 'add', key: keyOf(webhook), set: { until: 0, seenTo }, when })",
    why: 'a call that delivers for a minute: test/unit/webhooks',
  },
  ...[
    'await table.get(deliveryKey',
    'await table.page(deliveriesOf(owner, webhookId), placeBefore',
    'await Promise.all(rows',
  ].map((text) => ({
    file: 'shared/storage/webhooks/delivery-store.ts',
    text,
    why: 'one delivery for whoever asks for it, and an erasure: test/stack/webhooks and test/stack/erasure',
  })),
  ...["await table.page(feedOf(owner), ''", 'await Promise.all(old'].map((text) => ({
    file: 'shared/storage/live/feed-store.ts',
    text,
    why: 'an erasure removes a feed: test/stack/erasure',
  })),
  {
    file: 'shared/storage/webhooks/webhook-store.ts',
    text: 'await table.transact([',
    why: 'a webhook that is made or removed, by one transaction: test/stack/webhooks',
  },
  ...['await tasks.load(order.owner, id)', 'await answerAgain('].map((text) => ({
    file: 'shared/actions/tasks/answer-as-before.ts',
    text,
    why: 'an order that can be understood no more, and could before: on a simulated day no model retires',
  })),
  {
    file: 'shared/storage/tasks/gate-view.ts',
    text: 'await view(account, waiting.now)',
    why: 'how long the queue is, which is read before anything is stored: no simulated queue is too long',
  },
  {
    file: 'shared/actions/workflow/submit-generation.ts',
    text: 'await tasks.amendTask(task, (stored) => waitingUntil(stored, slotAt))',
    why: 'an execution of before the queue whose place lies beyond its deadline; of those that join the queue it is reached',
  },
  {
    file: 'shared/actions/workflow/choose-account.ts',
    text: 'await tasks.load(',
    why: 'what goes on from another task, where there are several accounts: test/unit/tasks/several-accounts.test.ts',
  },
  ...[
    { file: 'shared/storage/tasks/admission-gate.ts', text: 'await table.write(note)' },
    { file: 'shared/storage/tasks/waiting-list.ts', text: 'await table.write(note)' },
    { file: 'shared/storage/tasks/own-account-notes.ts', text: 'await table.write(' },
    { file: 'shared/actions/workflow/see-to-gates.ts', text: 'await ownAccountOf(' },
    { file: 'shared/actions/workflow/see-to-gates.ts', text: 'await see({ account' },
    { file: 'shared/actions/workflow/see-to-gates.ts', text: 'await notes.forget(' },
  ].map((one) => ({
    ...one,
    why: 'an account that an owner has brought, which no simulated owner has: test/unit/tasks/own-accounts.test.ts',
  })),
  {
    file: 'shared/actions/workflow/submit-generation.ts',
    text: 'await Promise.all(queued.map(({ n }) =>',
    why: 'no account takes calls, and all that is yet to be sent waits: test/unit/tasks/provider-accounts.test.ts',
  },
  ...['await tasks.load(', 'await factsOf('].map((text) => ({
    file: 'shared/actions/tasks/plan-task.ts',
    text,
    why: 'the order continues a film, which no simulated model can: the film’s task is read, before anything is stored',
  })),
  ...['await reader.open(', 'await (await open(', 'await open('].map((text) => ({
    file: 'shared/actions/workflow/copy-to-provider.ts',
    text,
    why: 'a file within a request: only where the provider cannot reach our bucket, and the simulated one can',
  })),
  {
    file: 'shared/actions/workflow/copy-to-provider.ts',
    text: 'await links.presignedGet(wanted.key, ',
    why: 'a service that reads our bucket itself: the simulated one is given copies',
  },
  {
    file: 'shared/actions/files/complete-upload.ts',
    text: 'await joinParts(parts, upload)',
    why: 'no simulated owner sends a file in parts: test/unit/uploads/in-parts.test.ts',
  },
  {
    file: 'shared/actions/files/expire-uploads.ts',
    text: 'await uploads.expired(time, PAGE, page.last)',
    why: 'more than a thousand uploads that expire at once',
  },
  {
    file: 'shared/storage/operators/item-store.ts',
    text: 'await table.write(line)',
    why: 'an operator who looks for an output of a task that is open: test/unit/operators/archive-again.test.ts',
  },
  {
    file: 'shared/storage/operators/item-store.ts',
    text: 'await table.partition(PARTITION)',
    why: 'all items at once, which only an erasure reads: its crashes are tested in test/stack/erasure',
  },
  {
    file: 'shared/storage/files/upload-store.ts',
    text: 'await table.index({',
    why: 'an owner’s list of uploads, which only an erasure reads: its crashes are tested in test/stack/erasure',
  },
  ...['await table.partition(`copy#', "await table.write({ type: 'remove'"].map((text) => ({
    file: 'shared/storage/files/copy-store.ts',
    text,
    why: 'the same: only an erasure forgets copies',
  })),
];
