import type { Delivery, MadeWebhook, NewWebhook, Page, Webhook } from './types.ts';

/** What an application can ask of webhooks. */
export interface WebhookCalls {
  listWebhooks(): Promise<Page<Webhook>>;
  createWebhook(order: NewWebhook): Promise<MadeWebhook>;
  removeWebhook(id: string): Promise<void>;
  /** Sends one event to a webhook: of a type of tasks with an example task in it. */
  testWebhook(id: string, type?: string): Promise<Delivery>;
}

interface Line {
  readonly call: (method: 'GET' | 'POST' | 'DELETE', path: string, body?: unknown) => Promise<Response>;
  readonly read: <Shape>(response: Response) => Promise<Shape>;
}

const path = '/webhooks';
const pathOf = (id: string): string => `${path}/${encodeURIComponent(id)}`;

/** The calls about webhooks, over what asks the API. */
export const webhookCalls = ({ call, read }: Line): WebhookCalls => ({
  listWebhooks: async () => read(await call('GET', path)),
  createWebhook: async (order) => read(await call('POST', path, order)),
  removeWebhook: async (id) => void (await call('DELETE', pathOf(id))),
  testWebhook: async (id, type) =>
    read(await call('POST', `${pathOf(id)}/test`, type === undefined ? undefined : { type })),
});
