/** Where a request goes: API Gateway, the API description and the client are derived from this table. */
export interface Route {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** In API Gateway's spelling: `{id}` is one segment, `{key+}` the rest. */
  readonly path: string;
  /** The file of the Lambda, without its ending. */
  readonly door: string;
  readonly summary: string;
  /** True where no API key is asked for. */
  readonly open?: true;
}

const tasks = '/api/v1/generation/tasks';

export const routes = {
  createTask: { method: 'POST', path: tasks, door: 'create-task', summary: 'Create a generation task' },
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
  setBudget: {
    method: 'PUT',
    path: '/api/v1/admin/owners/{owner}/budget',
    door: 'operate',
    summary: 'Set what an owner may spend',
  },
  listModels: { method: 'GET', path: '/api/v1/models', door: 'read-models', summary: 'List the models' },
  readModel: { method: 'GET', path: '/api/v1/models/{id+}', door: 'read-models', summary: 'Read one model' },
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
  kieCallback: {
    method: 'POST',
    path: '/webhooks/kie/{taskId}/{token}',
    door: 'kie-callback',
    summary: 'Called by Kie.ai when a job has ended',
    open: true,
  },
} as const satisfies Record<string, Route>;

export type RouteName = keyof typeof routes;
