import { routesWith, type Route } from '../route.ts';

const open = routesWith('open');
const managingWebhooks = routesWith('key', 'webhooks');
const webhooks = '/api/v1/webhooks';
const webhook = `${webhooks}/{id}`;
const manageWebhooks = 'manage-webhooks';

/** Routes of webhooks. Titles stand in `openapi/titles.ts`: no function carries them. */
export const webhookRoutes = {
  listWebhooks: managingWebhooks.get(webhooks, manageWebhooks),
  createWebhook: managingWebhooks.post(webhooks, manageWebhooks),
  readWebhook: managingWebhooks.get(webhook, manageWebhooks),
  changeWebhook: managingWebhooks.patch(webhook, manageWebhooks),
  deleteWebhook: managingWebhooks.delete(webhook, manageWebhooks),
  rotateWebhookSecret: managingWebhooks.post(`${webhook}/rotate`, manageWebhooks),
  readDefaultSecret: managingWebhooks.get(`${webhooks}/default/secret`, manageWebhooks),
  rotateDefaultSecret: managingWebhooks.post(`${webhooks}/default/rotate`, manageWebhooks),
  testWebhook: managingWebhooks.post(`${webhook}/test`, manageWebhooks),
  listDeliveries: managingWebhooks.get(`${webhook}/deliveries`, manageWebhooks),
  replayDelivery: managingWebhooks.post(`${webhook}/deliveries/{event}/replay`, manageWebhooks),
  replayDeliveries: managingWebhooks.post(`${webhook}/replay`, manageWebhooks),
  readWebhookKeys: open.get('/.well-known/webhook-keys.json', manageWebhooks),
} as const satisfies Record<string, Route>;
