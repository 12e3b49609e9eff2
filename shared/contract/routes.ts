/** What a route asks of its caller: nothing, an API key, or an operator's API key. */
export type Access = 'open' | 'key' | 'operator';

/** Where a request goes, and who may send it: API Gateway, the wrapper of the handlers, the API description and the client are derived from this table. */
export interface Route {
  readonly method: 'GET' | 'HEAD' | 'POST' | 'PUT' | 'DELETE';
  /** In API Gateway's spelling: `{id}` is one segment, `{key+}` the rest. */
  readonly path: string;
  /** The file of the Lambda, without its ending. */
  readonly door: string;
  readonly access: Access;
  readonly summary: string;
}

const tasks = '/api/v1/generation/tasks';
const uploads = '/api/v1/uploads';
const storage = '/api/v1/storage';

export const routes = {
  createTask: {
    method: 'POST',
    path: tasks,
    door: 'create-task',
    access: 'key',
    summary: 'Create a generation task',
  },
  createImage: {
    method: 'POST',
    path: '/api/v1/generation/image',
    door: 'create-task',
    access: 'key',
    summary: 'Create an image task, in short form',
  },
  createVideo: {
    method: 'POST',
    path: '/api/v1/generation/video',
    door: 'create-task',
    access: 'key',
    summary: 'Create a video task, in short form',
  },
  createAudio: {
    method: 'POST',
    path: '/api/v1/generation/audio',
    door: 'create-task',
    access: 'key',
    summary: 'Create an audio task, in short form',
  },
  quoteTasks: {
    method: 'POST',
    path: '/api/v1/generation/quotes',
    door: 'create-batch',
    access: 'key',
    summary: 'Ask what tasks would cost',
  },
  createBatch: {
    method: 'POST',
    path: '/api/v1/generation/batches',
    door: 'create-batch',
    access: 'key',
    summary: 'Create up to a hundred tasks',
  },
  varyTask: {
    method: 'POST',
    path: `${tasks}/{id}/variations`,
    door: 'create-batch',
    access: 'key',
    summary: 'Ask for the same again, with other seeds',
  },
  listTasks: {
    method: 'GET',
    path: tasks,
    door: 'read-tasks',
    access: 'key',
    summary: 'List tasks, newest first',
  },
  taskHistory: {
    method: 'GET',
    path: '/api/v1/generation/history',
    door: 'read-tasks',
    access: 'key',
    summary: 'The same list under its older name',
  },
  readTask: {
    method: 'GET',
    path: `${tasks}/{id}`,
    door: 'read-tasks',
    access: 'key',
    summary: 'Read one task, whole',
  },
  readTaskStatus: {
    method: 'GET',
    path: `${tasks}/{id}/status`,
    door: 'read-tasks',
    access: 'key',
    summary: 'Read how far one task is',
  },
  readTaskEvents: {
    method: 'GET',
    path: `${tasks}/{id}/events`,
    door: 'read-tasks',
    access: 'key',
    summary: 'Read the timeline of one task',
  },
  cancelTask: {
    method: 'POST',
    path: `${tasks}/{id}/cancel`,
    door: 'change-tasks',
    access: 'key',
    summary: 'Cancel a task',
  },
  retryTask: {
    method: 'POST',
    path: `${tasks}/{id}/retry`,
    door: 'change-tasks',
    access: 'key',
    summary: 'Ask again for a failed or canceled task',
  },
  deleteTask: {
    method: 'DELETE',
    path: `${tasks}/{id}`,
    door: 'change-tasks',
    access: 'key',
    summary: 'Remove a task and its files',
  },
  readUsage: {
    method: 'GET',
    path: '/api/v1/usage',
    door: 'read-usage',
    access: 'key',
    summary: 'What you have spent this month',
  },
  eraseData: {
    method: 'DELETE',
    path: '/api/v1/me/data',
    door: 'own-data',
    access: 'key',
    summary: 'Remove everything that is yours',
  },
  readErasure: {
    method: 'GET',
    path: '/api/v1/me/erasures/{id}',
    door: 'own-data',
    access: 'key',
    summary: 'Read the receipt of an erasure',
  },
  listItems: {
    method: 'GET',
    path: '/api/v1/admin/items',
    door: 'operate',
    access: 'operator',
    summary: 'What an operator has to decide',
  },
  adoptItem: {
    method: 'POST',
    path: '/api/v1/admin/items/{id}/adopt',
    door: 'operate',
    access: 'operator',
    summary: 'Take a lost call up again under its provider id',
  },
  resubmitItem: {
    method: 'POST',
    path: '/api/v1/admin/items/{id}/resubmit',
    door: 'operate',
    access: 'operator',
    summary: 'Have a lost call made anew',
  },
  writeOffItem: {
    method: 'POST',
    path: '/api/v1/admin/items/{id}/write-off',
    door: 'operate',
    access: 'operator',
    summary: 'Write a lost call off',
  },
  readBudget: {
    method: 'GET',
    path: '/api/v1/admin/owners/{owner}/budget',
    door: 'operate',
    access: 'operator',
    summary: 'What an owner may spend, and who has changed it',
  },
  setBudget: {
    method: 'PUT',
    path: '/api/v1/admin/owners/{owner}/budget',
    door: 'operate',
    access: 'operator',
    summary: 'Set what an owner may spend',
  },
  createUpload: {
    method: 'POST',
    path: uploads,
    door: 'create-upload',
    access: 'key',
    summary: 'Get an address to send a file to',
  },
  completeUpload: {
    method: 'POST',
    path: `${uploads}/{id}/complete`,
    door: 'complete-upload',
    access: 'key',
    summary: 'Say that a file has been sent',
  },
  uploadFromUrl: {
    method: 'POST',
    path: `${uploads}/from-url`,
    door: 'create-upload',
    access: 'key',
    summary: 'Have a file fetched from elsewhere',
  },
  uploadBase64: {
    method: 'POST',
    path: `${uploads}/base64`,
    door: 'create-upload',
    access: 'key',
    summary: 'Send a small file within JSON',
  },
  uploadStream: {
    method: 'POST',
    path: `${uploads}/stream`,
    door: 'create-upload',
    access: 'key',
    summary: 'Send a small file as the body',
  },
  readUpload: {
    method: 'GET',
    path: `${uploads}/{id}`,
    door: 'read-uploads',
    access: 'key',
    summary: 'Read one upload',
  },
  deleteUpload: {
    method: 'DELETE',
    path: `${uploads}/{id}`,
    door: 'delete-upload',
    access: 'key',
    summary: 'Remove an upload',
  },
  storageLink: {
    method: 'GET',
    path: `${storage}/presigned-url`,
    door: 'read-uploads',
    access: 'key',
    summary: 'Get an address that reads one object of yours',
  },
  storeObject: {
    method: 'POST',
    path: `${storage}/upload`,
    door: 'create-upload',
    access: 'key',
    summary: 'Send a small file as the body, and learn its key',
  },
  deleteObject: {
    method: 'DELETE',
    path: `${storage}/{key+}`,
    door: 'delete-upload',
    access: 'key',
    summary: 'Remove an upload by its key',
  },
  listModels: {
    method: 'GET',
    path: '/api/v1/models',
    door: 'read-models',
    access: 'key',
    summary: 'List the models',
  },
  readModel: {
    method: 'GET',
    path: '/api/v1/models/{id+}',
    door: 'read-models',
    access: 'key',
    summary: 'Read one model',
  },
  compatibility: {
    method: 'GET',
    path: '/api/v1/compatibility',
    door: 'read-models',
    access: 'key',
    summary: 'Which service offers which model',
  },
  apiDescription: {
    method: 'GET',
    path: '/api/v1/openapi.json',
    door: 'read-models',
    access: 'open',
    summary: 'This description',
  },
  docsPage: {
    method: 'GET',
    path: '/docs',
    door: 'read-models',
    access: 'open',
    summary: 'The description as a page',
  },
  health: {
    method: 'GET',
    path: '/health',
    door: 'read-models',
    access: 'open',
    summary: 'Whether the service answers',
  },
  apiHealth: {
    method: 'GET',
    path: '/api/v1/health',
    door: 'read-models',
    access: 'open',
    summary: 'Whether the service answers',
  },
  readMedia: {
    method: 'GET',
    path: '/media/{key+}',
    door: 'read-media',
    access: 'open',
    summary: 'Redirect to the bytes of an asset',
  },
  probeMedia: {
    method: 'HEAD',
    path: '/media/{key+}',
    door: 'read-media',
    access: 'open',
    summary: 'Ask after an asset without its bytes',
  },
} as const satisfies Record<string, Route>;

export type RouteName = keyof typeof routes;
