/** Where a request goes: API Gateway, the API description and the client are derived from this table. */
export interface Route {
  readonly method: 'GET' | 'HEAD' | 'POST' | 'PUT' | 'DELETE';
  /** In API Gateway's spelling: `{id}` is one segment, `{key+}` the rest. */
  readonly path: string;
  /** The file of the Lambda, without its ending. */
  readonly door: string;
  readonly summary: string;
  /** True where no API key is asked for. */
  readonly open?: true;
}

const tasks = '/api/v1/generation/tasks';
const uploads = '/api/v1/uploads';
const storage = '/api/v1/storage';

export const routes = {
  createTask: { method: 'POST', path: tasks, door: 'create-task', summary: 'Create a generation task' },
  createImage: {
    method: 'POST',
    path: '/api/v1/generation/image',
    door: 'create-task',
    summary: 'Create an image task, in short form',
  },
  createVideo: {
    method: 'POST',
    path: '/api/v1/generation/video',
    door: 'create-task',
    summary: 'Create a video task, in short form',
  },
  createAudio: {
    method: 'POST',
    path: '/api/v1/generation/audio',
    door: 'create-task',
    summary: 'Create an audio task, in short form',
  },
  quoteTasks: {
    method: 'POST',
    path: '/api/v1/generation/quotes',
    door: 'create-batch',
    summary: 'Ask what tasks would cost',
  },
  createBatch: {
    method: 'POST',
    path: '/api/v1/generation/batches',
    door: 'create-batch',
    summary: 'Create up to a hundred tasks',
  },
  varyTask: {
    method: 'POST',
    path: `${tasks}/{id}/variations`,
    door: 'create-batch',
    summary: 'Ask for the same again, with other seeds',
  },
  listTasks: { method: 'GET', path: tasks, door: 'read-tasks', summary: 'List tasks, newest first' },
  taskHistory: {
    method: 'GET',
    path: '/api/v1/generation/history',
    door: 'read-tasks',
    summary: 'The same list under its older name',
  },
  readTask: { method: 'GET', path: `${tasks}/{id}`, door: 'read-tasks', summary: 'Read one task, whole' },
  readTaskStatus: {
    method: 'GET',
    path: `${tasks}/{id}/status`,
    door: 'read-tasks',
    summary: 'Read how far one task is',
  },
  readTaskEvents: {
    method: 'GET',
    path: `${tasks}/{id}/events`,
    door: 'read-tasks',
    summary: 'Read the timeline of one task',
  },
  cancelTask: {
    method: 'POST',
    path: `${tasks}/{id}/cancel`,
    door: 'change-tasks',
    summary: 'Cancel a task',
  },
  retryTask: {
    method: 'POST',
    path: `${tasks}/{id}/retry`,
    door: 'change-tasks',
    summary: 'Ask again for a failed or canceled task',
  },
  deleteTask: {
    method: 'DELETE',
    path: `${tasks}/{id}`,
    door: 'change-tasks',
    summary: 'Remove a task and its files',
  },
  readUsage: {
    method: 'GET',
    path: '/api/v1/usage',
    door: 'read-usage',
    summary: 'What you have spent this month',
  },
  eraseData: {
    method: 'DELETE',
    path: '/api/v1/me/data',
    door: 'own-data',
    summary: 'Remove everything that is yours',
  },
  readErasure: {
    method: 'GET',
    path: '/api/v1/me/erasures/{id}',
    door: 'own-data',
    summary: 'Read the receipt of an erasure',
  },
  listItems: {
    method: 'GET',
    path: '/api/v1/admin/items',
    door: 'operate',
    summary: 'What an operator has to decide',
  },
  adoptItem: {
    method: 'POST',
    path: '/api/v1/admin/items/{id}/adopt',
    door: 'operate',
    summary: 'Take a lost call up again under its provider id',
  },
  resubmitItem: {
    method: 'POST',
    path: '/api/v1/admin/items/{id}/resubmit',
    door: 'operate',
    summary: 'Have a lost call made anew',
  },
  writeOffItem: {
    method: 'POST',
    path: '/api/v1/admin/items/{id}/write-off',
    door: 'operate',
    summary: 'Write a lost call off',
  },
  readBudget: {
    method: 'GET',
    path: '/api/v1/admin/owners/{owner}/budget',
    door: 'operate',
    summary: 'What an owner may spend, and who has changed it',
  },
  setBudget: {
    method: 'PUT',
    path: '/api/v1/admin/owners/{owner}/budget',
    door: 'operate',
    summary: 'Set what an owner may spend',
  },
  createUpload: {
    method: 'POST',
    path: uploads,
    door: 'create-upload',
    summary: 'Get an address to send a file to',
  },
  completeUpload: {
    method: 'POST',
    path: `${uploads}/{id}/complete`,
    door: 'complete-upload',
    summary: 'Say that a file has been sent',
  },
  uploadFromUrl: {
    method: 'POST',
    path: `${uploads}/from-url`,
    door: 'create-upload',
    summary: 'Have a file fetched from elsewhere',
  },
  uploadBase64: {
    method: 'POST',
    path: `${uploads}/base64`,
    door: 'create-upload',
    summary: 'Send a small file within JSON',
  },
  uploadStream: {
    method: 'POST',
    path: `${uploads}/stream`,
    door: 'create-upload',
    summary: 'Send a small file as the body',
  },
  readUpload: { method: 'GET', path: `${uploads}/{id}`, door: 'read-uploads', summary: 'Read one upload' },
  deleteUpload: {
    method: 'DELETE',
    path: `${uploads}/{id}`,
    door: 'delete-upload',
    summary: 'Remove an upload',
  },
  storageLink: {
    method: 'GET',
    path: `${storage}/presigned-url`,
    door: 'read-uploads',
    summary: 'Get an address that reads one object of yours',
  },
  storeObject: {
    method: 'POST',
    path: `${storage}/upload`,
    door: 'create-upload',
    summary: 'Send a small file as the body, and learn its key',
  },
  deleteObject: {
    method: 'DELETE',
    path: `${storage}/{key+}`,
    door: 'delete-upload',
    summary: 'Remove an upload by its key',
  },
  listModels: { method: 'GET', path: '/api/v1/models', door: 'read-models', summary: 'List the models' },
  readModel: { method: 'GET', path: '/api/v1/models/{id+}', door: 'read-models', summary: 'Read one model' },
  compatibility: {
    method: 'GET',
    path: '/api/v1/compatibility',
    door: 'read-models',
    summary: 'Which service offers which model',
  },
  apiDescription: {
    method: 'GET',
    path: '/api/v1/openapi.json',
    door: 'read-models',
    summary: 'This description',
    open: true,
  },
  docsPage: {
    method: 'GET',
    path: '/docs',
    door: 'read-models',
    summary: 'The description as a page',
    open: true,
  },
  health: {
    method: 'GET',
    path: '/health',
    door: 'read-models',
    summary: 'Whether the service answers',
    open: true,
  },
  apiHealth: {
    method: 'GET',
    path: '/api/v1/health',
    door: 'read-models',
    summary: 'Whether the service answers',
    open: true,
  },
  readMedia: {
    method: 'GET',
    path: '/media/{key+}',
    door: 'read-media',
    summary: 'Redirect to the bytes of an asset',
    open: true,
  },
  probeMedia: {
    method: 'HEAD',
    path: '/media/{key+}',
    door: 'read-media',
    summary: 'Ask after an asset without its bytes',
    open: true,
  },
} as const satisfies Record<string, Route>;

export type RouteName = keyof typeof routes;
