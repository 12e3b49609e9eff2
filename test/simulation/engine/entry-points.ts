import { changeOwnerLimits } from '#actions/limits/owner-limits.ts';
import { cancelTask } from '#actions/tasks/cancel-task.ts';
import { completeUpload, type CompleteUpload } from '#actions/files/complete-upload.ts';
import { createTask } from '#actions/tasks/create-task.ts';
import type { CreatedTask } from '#actions/tasks/new-task.ts';
import { createUpload, type CreateUpload } from '#actions/files/create-upload.ts';
import type { CreateTask } from '#actions/tasks/new-task.ts';
import { listItems } from '#actions/operators/list-items.ts';
import { deleteTask } from '#actions/tasks/delete-task.ts';
import { deleteUpload } from '#actions/files/delete-upload.ts';
import { expireUploads } from '#actions/files/expire-uploads.ts';
import { fetchFile, type FetchFileOrder } from '#actions/files/fetch-file.ts';
import { fetchUpload, type FetchOrder } from '#actions/files/fetch-upload.ts';
import { followDispatch, type EndedDispatch } from '#actions/workflow/follow-dispatch.ts';
import { followExecution, type EndedExecution } from '#actions/workflow/follow-execution.ts';
import { finalizeTask, type FinalizeOrder } from '#actions/workflow/finalize-task.ts';
import { giveTurns } from '#actions/workflow/give-turns.ts';
import type { LookOrder } from '#actions/workflow/turn-dependencies.ts';
import { joinQueue, type QueueOrder } from '#actions/workflow/join-queue.ts';
import { providerCallback } from '#actions/workflow/provider-callback.ts';
import { makeThumbnails, type ThumbnailOrder } from '#actions/files/make-thumbnails.ts';
import { queryGeneration, type QueryOrder } from '#actions/workflow/query-generation.ts';
import { awaitTask, listTasks, readTask } from '#actions/tasks/read-tasks.ts';
import { awaitUpload, readUpload } from '#actions/files/read-upload.ts';
import { readUsage, setBudget } from '#actions/money/read-usage.ts';
import { removeOrphans } from '#actions/files/remove-orphans.ts';
import { retryTask } from '#actions/tasks/retry-task.ts';
import { auditWriter } from '#storage/operators/audit-store.ts';
import { storageLink } from '#actions/files/storage-object.ts';
import { storeUpload, type StoreUpload } from '#actions/files/store-upload.ts';
import { submitGeneration, type SubmitOrder } from '#actions/workflow/submit-generation.ts';
import { pushEvents, type PushOrder } from '#actions/live/push-events.ts';
import { sweepFeeds } from '#actions/live/sweep-feeds.ts';
import { deliverEvents, type DeliverOrder } from '#actions/webhooks/deliver-events.ts';
import { sweepDeliveries } from '#actions/webhooks/sweep-deliveries.ts';
import { sweepTasks } from '#actions/workflow/sweep-tasks.ts';
import { uploadFromUrl, type UploadFromUrl } from '#actions/files/upload-from-url.ts';
import type { Owner } from '#domain/ids.ts';
import type { WantedOwnLimits } from '#domain/limits/owner-limits.ts';
import type { TaskSnapshot } from '#domain/tasks/task.ts';
import type { Upload } from '#domain/files/upload.ts';
import { checkCallback } from '#providers/kie/callback.ts';
import { planSimulated } from '../provider/catalogue.ts';
import type { Ports } from '../ports/ports.ts';
import type { Invocation } from './invocation.ts';

const create = (ports: Ports): ((order: CreateTask) => Promise<CreatedTask>) =>
  createTask({
    ...ports,
    planGeneration: planSimulated,
  });

const EXPIRY_PATIENCE_MS = 12 * 60_000;

/** The functions that the state machine and the schedules invoke, by name. */
export const steps: Readonly<Record<string, (ports: Ports, payload: unknown) => Promise<unknown>>> = {
  'submit-generation': (ports, order) => submitGeneration(ports)(order as SubmitOrder),
  'give-turns': (ports, order) => {
    const given = order as QueueOrder | LookOrder;
    return 'holder' in given ? giveTurns(ports)(given) : joinQueue(ports)(given);
  },
  'query-generation': (ports, order) => queryGeneration(ports)(order as QueryOrder),
  'finalize-task': (ports, order) => finalizeTask(ports)(order as FinalizeOrder),
  'execution-ended': (ports, order) => {
    const ended = order as EndedExecution | EndedDispatch;
    return 'taskId' in ended ? followExecution(ports)(ended) : followDispatch(ports)(ended);
  },
  'fetch-upload': ({ uploading }, order) => fetchUpload(uploading)(order as FetchOrder),
  'fetch-file': ({ fetching }, order) => fetchFile(fetching)(order as FetchFileOrder),
  'make-thumbnails': ({ drawing }, order) => makeThumbnails(drawing)(order as ThumbnailOrder),
  'expire-uploads': async (ports) => ({
    uploads: await expireUploads({ ...ports, parts: ports.uploading.parts })(
      ports.clock.now() + EXPIRY_PATIENCE_MS,
    ),
    orphans: await removeOrphans({ ...ports, removes: true })(),
  }),
  'sweep-tasks': (ports) => sweepTasks(ports)(),
  'deliver-events': ({ delivering }, order) => deliverEvents(delivering)(order as DeliverOrder),
  'push-events': ({ live }, order) => pushEvents(live)(order as PushOrder),
  'sweep-deliveries': async ({ sweeping, feeding }) => {
    try {
      return await sweepDeliveries(sweeping)();
    } finally {
      if (feeding !== undefined) await sweepFeeds(feeding)();
    }
  },
};

/** The actions behind the task API. */
export const taskCalls = {
  create: (order: CreateTask) => (ports: Ports) => create(ports)(order),
  read: (owner: Owner, id: string) => (ports: Ports) => readTask(ports)(owner, id),
  list: (owner: Owner) => async (ports: Ports) => {
    const list = listTasks(ports);
    const first = await list(owner, { filter: { status: 'PENDING' }, limit: 1 });
    const { next } = first;
    return next === undefined ? first : list(owner, { filter: {}, limit: 5, after: next });
  },
  items: (ports: Ports) => listItems(ports)({ filter: {}, limit: 100 }),
  wait: (snapshot: TaskSnapshot, seconds: number) => (ports: Ports) => awaitTask(ports)(snapshot, seconds),
  usage: (owner: Owner) => (ports: Ports) => readUsage(ports)(owner),
  budget: (owner: Owner, monthly: number) => (ports: Ports) =>
    setBudget({ ...ports, audit: auditWriter(365) })({ owner, limits: { monthly }, by: owner }),
  limit: (owner: Owner, limits: WantedOwnLimits) => (ports: Ports) =>
    changeOwnerLimits({ ...ports, usual: {}, amend: ports.amendLimits, audit: auditWriter(365) })({
      owner,
      limits,
      by: owner,
    }),
  cancel: (owner: Owner, id: string) => (ports: Ports) => cancelTask(ports)(owner, id),
  remove: (owner: Owner, id: string) => (ports: Ports) => deleteTask(ports)(owner, id),
  retry:
    (order: { owner: Owner; idSecret: string; id: string; idempotencyKey: string | undefined }) =>
    (ports: Ports) =>
      retryTask({ ...ports, create: create(ports) })(order),
};

/** The actions behind the upload API. */
export const uploadCalls = {
  create: (order: CreateUpload) => (ports: Ports) => createUpload(ports.uploading)(order),
  complete: (order: CompleteUpload) => (ports: Ports) => completeUpload(ports.uploading)(order),
  store: (order: StoreUpload) => (ports: Ports) => storeUpload(ports.uploading)(order),
  fetch: (order: UploadFromUrl) => (ports: Ports) => uploadFromUrl(ports.uploading)(order),
  read: (owner: Owner, id: string) => (ports: Ports) => readUpload(ports.uploading)({ owner }, id),
  wait: (upload: Upload, seconds: number) => async (ports: Ports) => {
    const first = await readUpload(ports.uploading)({ owner: upload.owner }, upload.id);
    return awaitUpload(ports.uploading)(first, seconds);
  },
  link: (owner: Owner, key: string) => (ports: Ports) => storageLink(ports.uploading)(owner, key),
  remove: (owner: Owner, id: string) => (ports: Ports) =>
    deleteUpload({ ...ports, parts: ports.uploading.parts })(owner, id),
};

/** An inbound callback, as it arrives at the gateway. */
export interface InboundCallback {
  readonly url: string;
  readonly body: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** The webhook function: gives the HTTP status that the provider sees. */
export const callback =
  ({ url, body, headers }: InboundCallback, webhookKeys: readonly string[]) =>
  async (ports: Ports, invocation: Invocation): Promise<number> => {
    const [taskId = '', token = ''] = url.split('/').slice(-2);
    const read = checkCallback({ body, headers });
    if (read === undefined) return 400;
    const check = async () => {
      const keys = await invocation.call({ operation: 'secret.read', effect: () => webhookKeys });
      return read(keys, new Date(ports.clock.now()));
    };
    const outcome = await providerCallback(ports)({ service: 'KIE', taskId, token, check });
    return outcome === 'accepted' ? 200 : 401;
  };
