import type { ReachType } from '#domain/keys/reach.ts';
import type { Scope } from '#domain/keys/scopes.ts';

/** What a route asks of its caller: nothing, an API key, or an operator's API key. */
export type Access = 'open' | 'key' | 'operator';

/** Where a request goes, and who may send it: API Gateway, the handlers, the API description and the client derive from the table below. */
export interface Route {
  readonly method: 'GET' | 'HEAD' | 'POST' | 'PUT' | 'DELETE';
  /** In API Gateway's spelling: `{id}` is one segment, `{key+}` the rest. */
  readonly path: string;
  /** The Lambda function that serves it: its file name without the extension. */
  readonly functionName: string;
  readonly access: Access;
  /** What the caller has to be allowed to do: all of these. */
  readonly scopes: readonly Scope[];
  /** Which tokens for browsers open it, by what they reach. Only what keeps to that may name another than `owner`. */
  readonly tokens?: readonly ReachType[];
  readonly summary: string;
}

type Asking<Asked extends Access> = Pick<Route, 'scopes' | 'tokens'> & { readonly access: Asked };

const routeOf =
  <const Method extends Route['method'], const Asked extends Access>(method: Method, asking: Asking<Asked>) =>
  <const Name extends string>(path: string, functionName: Name, summary: string) =>
    ({ method, path, functionName, ...asking, summary }) as const;

const routesOf = <const Asked extends Access>(asking: Asking<Asked>) => ({
  get: routeOf('GET', asking),
  head: routeOf('HEAD', asking),
  post: routeOf('POST', asking),
  put: routeOf('PUT', asking),
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
const forOperators = routesWith('operator', 'operator');

const tasks = '/api/v1/generation/tasks';
const uploads = '/api/v1/uploads';
const storage = '/api/v1/storage';
const keys = '/api/v1/keys';
const admin = '/api/v1/admin';

/** Every route: its path, the Lambda that serves it, and a title. */
export const routes = {
  createTask: changingTasks.post(tasks, 'create-task', 'Create a generation task'),
  createImage: changingTasks.post(
    '/api/v1/generation/image',
    'create-task',
    'Create an image task, in short form',
  ),
  createVideo: changingTasks.post(
    '/api/v1/generation/video',
    'create-task',
    'Create a video task, in short form',
  ),
  createAudio: changingTasks.post(
    '/api/v1/generation/audio',
    'create-task',
    'Create an audio task, in short form',
  ),
  quoteTasks: changingTasks.post('/api/v1/generation/quotes', 'create-batch', 'Ask what tasks would cost'),
  createBatch: changingTasks.post(
    '/api/v1/generation/batches',
    'create-batch',
    'Create up to a hundred tasks',
  ),
  varyTask: changingTasks.post(
    `${tasks}/{id}/variations`,
    'create-batch',
    'Ask for the same again, with other seeds',
  ),
  listTasks: listingTasks.get(tasks, 'read-tasks', 'List tasks, newest first'),
  taskHistory: listingTasks.get(
    '/api/v1/generation/history',
    'read-tasks',
    'The same list under its older name',
  ),
  readTask: readingOneTask.get(`${tasks}/{id}`, 'read-tasks', 'Read one task, whole'),
  readTaskStatus: readingOneTask.get(`${tasks}/{id}/status`, 'read-tasks', 'Read how far one task is'),
  readTaskEvents: readingOneTask.get(`${tasks}/{id}/events`, 'read-tasks', 'Read the timeline of one task'),
  cancelTask: changingTasks.post(`${tasks}/{id}/cancel`, 'change-tasks', 'Cancel a task'),
  retryTask: changingTasks.post(
    `${tasks}/{id}/retry`,
    'change-tasks',
    'Ask again for a failed or canceled task',
  ),
  deleteTask: changingTasks.delete(`${tasks}/{id}`, 'change-tasks', 'Remove a task and its files'),
  readCaller: withAnything.get('/api/v1/me', 'read-usage', 'Who you are, and what you may do'),
  readUsage: readingTasks.get('/api/v1/usage', 'read-usage', 'What you have spent this month'),
  eraseData: changingAll.delete('/api/v1/me/data', 'own-data', 'Remove everything that is yours'),
  readErasure: readingTasks.get('/api/v1/me/erasures/{id}', 'own-data', 'Read the receipt of an erasure'),
  listKeys: managingKeys.get(keys, 'manage-keys', 'List your API keys'),
  createKey: managingKeys.post(keys, 'manage-keys', 'Make an API key'),
  revokeKey: managingKeys.delete(`${keys}/{id}`, 'manage-keys', 'Take an API key out of use'),
  rotateKey: managingKeys.post(`${keys}/{id}/rotate`, 'manage-keys', 'Have an API key replaced by a new one'),
  createToken: withKey.post('/api/v1/tokens', 'manage-keys', 'Make a token that a page may hold'),
  readAudit: forOperators.get(`${admin}/audit`, 'operate', 'Who has changed what, when and why'),
  listItems: forOperators.get(`${admin}/items`, 'operate', 'What an operator has to decide'),
  decideItems: forOperators.post(`${admin}/items/decisions`, 'operate', 'Decide many items alike'),
  adoptItem: forOperators.post(
    `${admin}/items/{id}/adopt`,
    'operate',
    'Take a lost call up again under its provider id',
  ),
  resubmitItem: forOperators.post(`${admin}/items/{id}/resubmit`, 'operate', 'Have a lost call made anew'),
  archiveItemAgain: forOperators.post(
    `${admin}/items/{id}/archive-again`,
    'operate',
    'Look for a missing result at once',
  ),
  writeOffItem: forOperators.post(`${admin}/items/{id}/write-off`, 'operate', 'Write a lost call off'),
  readBudget: forOperators.get(
    `${admin}/owners/{owner}/budget`,
    'operate',
    'What an owner may spend, and who has changed it',
  ),
  setBudget: forOperators.put(`${admin}/owners/{owner}/budget`, 'operate', 'Set what an owner may spend'),
  readLimits: forOperators.get(`${admin}/owners/{owner}/limits`, 'operate', 'What an owner may ask for'),
  setLimits: forOperators.put(`${admin}/owners/{owner}/limits`, 'operate', 'Set what an owner may ask for'),
  createUpload: bringingUploads.post(uploads, 'create-upload', 'Get an address to send a file to'),
  completeUpload: bringingUploads.post(
    `${uploads}/{id}/complete`,
    'complete-upload',
    'Say that a file has been sent',
  ),
  uploadFromUrl: bringingUploads.post(
    `${uploads}/from-url`,
    'create-upload',
    'Have a file fetched from elsewhere',
  ),
  uploadBase64: bringingUploads.post(`${uploads}/base64`, 'create-upload', 'Send a small file within JSON'),
  uploadStream: bringingUploads.post(`${uploads}/stream`, 'create-upload', 'Send a small file as the body'),
  uploadForm: bringingUploads.post(`${uploads}/form`, 'create-upload', 'Send a small file as a form'),
  readUpload: readingOneUpload.get(`${uploads}/{id}`, 'read-uploads', 'Read one upload'),
  deleteUpload: changingUploads.delete(`${uploads}/{id}`, 'delete-upload', 'Remove an upload'),
  storageLink: readingUploads.get(
    `${storage}/presigned-url`,
    'read-uploads',
    'Get an address that reads one object of yours',
  ),
  storeObject: bringingUploads.post(
    `${storage}/upload`,
    'create-upload',
    'Send a small file as the body or a form, and learn its key',
  ),
  deleteObject: changingUploads.delete(`${storage}/{key+}`, 'delete-upload', 'Remove an upload by its key'),
  listModels: withAnything.get('/api/v1/models', 'read-models', 'List the models'),
  readModel: withAnything.get('/api/v1/models/{id+}', 'read-models', 'Read one model'),
  compatibility: withAnything.get('/api/v1/compatibility', 'read-models', 'Which service offers which model'),
  home: open.get('/', 'read-models', 'A page that leads on'),
  apiDescription: open.get('/api/v1/openapi.json', 'read-models', 'This description'),
  docsPage: open.get('/docs', 'read-models', 'The description as a page'),
  health: open.get('/health', 'read-models', 'Whether the service answers'),
  apiHealth: open.get('/api/v1/health', 'read-models', 'Whether the service answers'),
  readMedia: open.get('/media/{key+}', 'read-media', 'Redirect to the bytes of an asset'),
  probeMedia: open.head('/media/{key+}', 'read-media', 'Ask after an asset without its bytes'),
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
