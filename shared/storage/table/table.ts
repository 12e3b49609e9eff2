/** The one table: CDK builds it from this, the stores and the laptop read it. All keys are strings. */
export const tableLayout = {
  partitionKey: 'pk',
  sortKey: 'sk',
  /** Epoch seconds; DynamoDB's TTL is garbage collection only, nothing waits for it. */
  ttl: 'expiresAtSeconds',
  indexes: [
    /** An owner's tasks by time, with marks to filter by. Both keys are immutable: the index is written once a task. */
    { name: 'byOwner', partitionKey: 'listPk', sortKey: 'listSk', projection: 'KEYS_ONLY' },
    /** What somebody has to look at, and when; an item leaves it when it is settled. */
    { name: 'due', partitionKey: 'duePk', sortKey: 'dueAt', projection: 'KEYS_ONLY' },
  ],
} as const;
