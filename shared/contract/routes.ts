import type { ReachType } from '#domain/keys/reach.ts';
import type { Scope } from '#domain/keys/scopes.ts';

/** What a route asks of its caller: nothing, an API key, or an operator's API key. */
export type Access = 'open' | 'key' | 'operator';

/** Where a request goes, and who may send it: API Gateway, the handlers, the API description and the client derive from the table below. */
export interface Route {
  readonly method: 'GET' | 'HEAD' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** In API Gateway's spelling: `{id}` is one segment, `{key+}` the rest. */
  readonly path: string;
  /** The Lambda function that serves it: its file name without the extension. */
  readonly functionName: string;
  readonly access: Access;
  /** What the caller has to be allowed to do: all of these. */
  readonly scopes: readonly Scope[];
  /** Which tokens for browsers open it, by what they reach. Only what keeps to that may name another than `owner`. */
  readonly tokens?: readonly ReachType[];
}

type Asking<Asked extends Access> = Pick<Route, 'scopes' | 'tokens'> & { readonly access: Asked };

const routeOf =
  <const Method extends Route['method'], const Asked extends Access>(method: Method, asking: Asking<Asked>) =>
  <const Name extends string>(path: string, functionName: Name) =>
    ({ method, path, functionName, ...asking }) as const;

const routesOf = <const Asked extends Access>(asking: Asking<Asked>) => ({
  get: routeOf('GET', asking),
  head: routeOf('HEAD', asking),
  post: routeOf('POST', asking),
  put: routeOf('PUT', asking),
  patch: routeOf('PATCH', asking),
  delete: routeOf('DELETE', asking),
});
const routesWith = <const Asked extends Access>(access: Asked, ...scopes: readonly Scope[]) =>
  routesOf({ access, scopes });
/** Routes that tokens for browsers open as well, those that reach so far. */
const routesForPages = (tokens: readonly ReachType[], ...scopes: readonly Scope[]) =>
  routesOf({ access: 'key', scopes, tokens });

const open = routesWith('open');
const withKey = routesWith('key');
const withAnything = routesForPages(['owner', 'task', 'prompt', 'upload']);
const readingOneTask = routesForPages(['owner', 'task', 'prompt'], 'tasks:read');
const listingTasks = routesForPages(['owner', 'prompt'], 'tasks:read');
const readingTasks = routesForPages(['owner'], 'tasks:read');
const changingTasks = routesWith('key', 'tasks:write');
const readingOneUpload = routesForPages(['owner', 'upload'], 'uploads:read');
const readingUploads = routesForPages(['owner'], 'uploads:read');
const bringingUploads = routesForPages(['upload'], 'uploads:write');
const changingUploads = routesWith('key', 'uploads:write');
const changingAll = routesWith('key', 'tasks:write', 'uploads:write');
const managingKeys = routesWith('key', 'keys');
const managingWebhooks = routesWith('key', 'webhooks');
const forOperators = routesWith('operator', 'operator');

const tasks = '/api/v1/generation/tasks';
const uploads = '/api/v1/uploads';
const storage = '/api/v1/storage';
const keys = '/api/v1/keys';
const webhooks = '/api/v1/webhooks';
const task = `${tasks}/{id}`;
const upload = `${uploads}/{id}`;
const webhook = `${webhooks}/{id}`;
const admin = '/api/v1/admin';
const items = `${admin}/items`;
const owners = `${admin}/owners/{owner}`;
const accounts = `${admin}/providers/{service}/accounts`;

/** Named once: functions carry this table, and one of them has little room. */
const manageWebhooks = 'manage-webhooks';
const operate = 'operate';
const createUpload = 'create-upload';
const readModels = 'read-models';
const readTasks = 'read-tasks';

/** Every route: its path, and the Lambda that serves it. Its title stands in `openapi/titles.ts`: no function carries it. */
export const routes = {
  createTask: changingTasks.post(tasks, 'create-task'),
  createImage: changingTasks.post('/api/v1/generation/image', 'create-task'),
  createVideo: changingTasks.post('/api/v1/generation/video', 'create-task'),
  createAudio: changingTasks.post('/api/v1/generation/audio', 'create-task'),
  quoteTasks: changingTasks.post('/api/v1/generation/quotes', 'create-batch'),
  createBatch: changingTasks.post('/api/v1/generation/batches', 'create-batch'),
  varyTask: changingTasks.post(`${task}/variations`, 'create-batch'),
  listTasks: listingTasks.get(tasks, readTasks),
  taskHistory: listingTasks.get('/api/v1/generation/history', readTasks),
  tasksOfPrompt: listingTasks.get('/api/generation/tasks', readTasks),
  readTask: readingOneTask.get(task, readTasks),
  readTaskStatus: readingOneTask.get(`${task}/status`, readTasks),
  readTaskEvents: readingOneTask.get(`${task}/events`, readTasks),
  cancelTask: changingTasks.post(`${task}/cancel`, 'change-tasks'),
  retryTask: changingTasks.post(`${task}/retry`, 'change-tasks'),
  deleteTask: changingTasks.delete(task, 'change-tasks'),
  readCaller: withAnything.get('/api/v1/me', 'read-usage'),
  readUsage: readingTasks.get('/api/v1/usage', 'read-usage'),
  eraseData: changingAll.delete('/api/v1/me/data', 'own-data'),
  readErasure: readingTasks.get('/api/v1/me/erasures/{id}', 'own-data'),
  listKeys: managingKeys.get(keys, 'manage-keys'),
  createKey: managingKeys.post(keys, 'manage-keys'),
  revokeKey: managingKeys.delete(`${keys}/{id}`, 'manage-keys'),
  rotateKey: managingKeys.post(`${keys}/{id}/rotate`, 'manage-keys'),
  createToken: withKey.post('/api/v1/tokens', 'manage-keys'),
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
  readAudit: forOperators.get(`${admin}/audit`, operate),
  listItems: forOperators.get(items, operate),
  decideItems: forOperators.post(`${items}/decisions`, operate),
  adoptItem: forOperators.post(`${items}/{id}/adopt`, operate),
  resubmitItem: forOperators.post(`${items}/{id}/resubmit`, operate),
  archiveItemAgain: forOperators.post(`${items}/{id}/archive-again`, operate),
  writeOffItem: forOperators.post(`${items}/{id}/write-off`, operate),
  readBudget: forOperators.get(`${owners}/budget`, operate),
  setBudget: forOperators.put(`${owners}/budget`, operate),
  readLimits: forOperators.get(`${owners}/limits`, operate),
  setLimits: forOperators.put(`${owners}/limits`, operate),
  listAccounts: forOperators.get(accounts, operate),
  setAccount: forOperators.put(`${accounts}/{account}`, operate),
  removeAccount: forOperators.delete(`${accounts}/{account}`, operate),
  createUpload: bringingUploads.post(uploads, createUpload),
  createUploadInParts: bringingUploads.post(`${uploads}/parts`, createUpload),
  readUploadParts: bringingUploads.get(`${upload}/parts`, createUpload),
  completeUpload: bringingUploads.post(`${upload}/complete`, 'complete-upload'),
  uploadFromUrl: bringingUploads.post(`${uploads}/from-url`, createUpload),
  uploadBase64: bringingUploads.post(`${uploads}/base64`, createUpload),
  uploadStream: bringingUploads.post(`${uploads}/stream`, createUpload),
  uploadForm: bringingUploads.post(`${uploads}/form`, createUpload),
  readUpload: readingOneUpload.get(upload, 'read-uploads'),
  deleteUpload: changingUploads.delete(upload, 'delete-upload'),
  storageLink: readingUploads.get(`${storage}/presigned-url`, 'read-uploads'),
  storeObject: bringingUploads.post(`${storage}/upload`, createUpload),
  deleteObject: changingUploads.delete(`${storage}/{key+}`, 'delete-upload'),
  listModels: withAnything.get('/api/v1/models', readModels),
  readModel: withAnything.get('/api/v1/models/{id+}', readModels),
  compatibility: withAnything.get('/api/v1/compatibility', readModels),
  home: open.get('/', readModels),
  apiDescription: open.get('/api/v1/openapi.json', readModels),
  docsPage: open.get('/docs', readModels),
  health: open.get('/health', readModels),
  apiHealth: open.get('/api/v1/health', readModels),
  readMedia: open.get('/media/{key+}', 'read-media'),
  probeMedia: open.head('/media/{key+}', 'read-media'),
} as const satisfies Record<string, Route>;

export type RouteName = keyof typeof routes;

const all: readonly Route[] = Object.values(routes);

/** The methods that reach a route: what is read with GET answers HEAD as well, unless a route of its own does. */
export const methodsOf = ({ method, path }: Route): readonly Route['method'][] =>
  method === 'GET' && !all.some((other) => other.method === 'HEAD' && other.path === path)
    ? ['GET', 'HEAD']
    : [method];

/** The path of a route whose only parameter is this. */
export const addressOf = ({ path }: Route, parameter: string): string =>
  path.replace(/\{\w+\+?\}/, () => parameter);
