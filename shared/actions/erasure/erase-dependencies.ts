import type { Owner } from '#domain/ids.ts';
import type { Clock, Log } from '#domain/ports.ts';
import type { KnownAccount, ProviderAccount } from '#domain/tasks/provider-account.ts';
import type { CopyStore } from '#storage/files/copy-store.ts';
import type { FeedStore } from '#storage/live/feed-store.ts';
import type { ErasureStore } from '#storage/erasure/erasure-store.ts';
import type { ItemStore } from '#storage/operators/item-store.ts';
import type { LedgerBooks } from '#storage/money/ledger-sums.ts';
import type { ObjectList } from '#storage/objects/object-list.ts';
import type { AccountChanges } from '#storage/tasks/account-changes.ts';
import type { SecretWriter } from '#storage/tasks/account-secrets.ts';
import type { AccountWork } from '#storage/tasks/account-work.ts';
import type { TaskStore } from '#storage/tasks/task-store.ts';
import type { UploadParts } from '#storage/objects/upload-parts.ts';
import type { ObjectRemoval } from '#storage/objects/upload-removal.ts';
import type { DeliveryStore } from '#storage/webhooks/delivery-store.ts';
import type { WebhookStore } from '#storage/webhooks/webhook-store.ts';
import type { UploadStore } from '#storage/files/upload-store.ts';

/** What knows and removes the accounts at providers that owners have brought. */
interface OwnAccounts {
  readonly services: readonly string[];
  readonly find: (service: string, owner: Owner) => Promise<KnownAccount | undefined>;
  readonly changes: AccountChanges;
  readonly secrets: Pick<SecretWriter, 'remove'>;
  readonly workOf: (account: ProviderAccount) => Promise<AccountWork>;
}

/** What the parts of an erasure lean on. */
export interface EraseDependencies {
  readonly erasures: ErasureStore;
  readonly tasks: TaskStore;
  readonly uploads: UploadStore;
  readonly copies: CopyStore;
  readonly books: LedgerBooks;
  readonly items: ItemStore;
  readonly webhooks: Pick<WebhookStore, 'list' | 'listCallbacks'>;
  readonly deliveries: Pick<DeliveryStore, 'removeSome'>;
  readonly feed: Pick<FeedStore, 'removeSome'>;
  readonly ownAccounts: OwnAccounts;
  readonly objects: ObjectRemoval;
  readonly parts: Pick<UploadParts, 'abandon'>;
  readonly list: ObjectList;
  /** Where strangers' files arrive. */
  readonly fetched: { readonly objects: ObjectRemoval; readonly list: ObjectList };
  readonly clock: Clock;
  readonly log: Log;
}

/** What one walk through rows has come to. */
export interface Walked {
  /** Rows that have to be waited for. */
  readonly awaited: number;
  /** False where time was up, or somebody was in the way: there is more to do at once. */
  readonly through: boolean;
}

/** So many rows at once: each takes two writes of a transaction, which holds a hundred. */
export const ROWS_AT_ONCE = 25;
