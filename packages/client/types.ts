/** The shapes that travel. What the server promises is taken from the server, as types only. */
import type { ListQuery } from '../../shared/contract/tasks/list-requests.ts';
import type { CreateTaskBody as ContractBody } from '../../shared/contract/tasks/create-requests.ts';
import type { UploadTicket as TicketView, UploadView } from '../../shared/contract/files/answers.ts';
import type { DeliveryView, MadeWebhookView, WebhookView } from '../../shared/contract/webhooks/answers.ts';
import type { AssetView, EventListView, StatusView, TaskView } from '../../shared/contract/tasks/answers.ts';

/** A file that the task made and that we keep. `url` is ours; `sourceUrl` was the provider's. */
export type Asset = AssetView;

/** One generation task, in the one shape that every route shows. */
export type Task = TaskView;

/** In credits, with at most three decimals. */
export type Cost = TaskView['cost'];

/** How far a task is; small enough to ask for often. */
export type TaskProgress = StatusView & { readonly progress?: number };

/** The provider's own form, named by `service` and `model`. */
export interface ProviderParams {
  readonly service: string;
  readonly model: string;
  readonly [field: string]: unknown;
}

/** What a create call carries. */
export type CreateTaskBody = Readonly<Omit<ContractBody, 'providerParams'>> & {
  readonly providerParams: ProviderParams;
};

/** A file that was brought. */
export type Upload = UploadView;

/** Where the bytes of an upload are to be sent. */
export type UploadTicket = TicketView;

/** Something that happened to a task. */
export type TaskEvent = EventListView['items'][number];

/** An address that is told what happens to the caller's tasks. */
export type Webhook = WebhookView;

/** The same with its secret, which is shown when it is made. */
export type MadeWebhook = MadeWebhookView;

/** An event on its way to one webhook. */
export type Delivery = DeliveryView;

/** A new webhook. */
export interface NewWebhook {
  readonly url: string;
  /** What it is told of; everything where absent. */
  readonly events?: readonly string[];
  readonly description?: string;
}

/** What narrows a list of tasks; every member is optional, and the API judges them. */
export type TaskFilter = { readonly [name in keyof ListQuery]?: string | number };

/** What narrows the list of models. */
export interface ModelFilter {
  readonly media?: string;
  readonly service?: string;
  readonly capability?: string;
  readonly status?: string;
  readonly cursor?: string;
}

/** One page of a list; `nextCursor` is absent on the last. */
export interface Page<Item> {
  readonly items: readonly Item[];
  readonly nextCursor?: string;
}

/** A model of the catalogue, as far as every reader may rely on it. */
export interface ModelView {
  readonly id: string;
  readonly aliases?: readonly string[];
  readonly service: string;
  readonly media: string | readonly string[];
  readonly title?: string;
  readonly status: string;
  readonly lifecycle?: { readonly reason?: string; readonly successor?: string };
  readonly [field: string]: unknown;
}

/** RFC 9457, as every refusal of the API reads. */
export interface Problem {
  readonly type?: string;
  readonly title?: string;
  readonly status: number;
  readonly code: string;
  readonly detail?: string;
  readonly requestId?: string;
  readonly errors?: readonly { readonly path: string; readonly message: string }[];
  /** With `model_retired`: the model to take instead. */
  readonly successor?: string;
  /** With `incompatible_service`: who does offer the model. */
  readonly services?: readonly string[];
}
