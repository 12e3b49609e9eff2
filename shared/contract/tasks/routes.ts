import { routesForPages, routesWith, type Route } from '../route.ts';

const readingOneTask = routesForPages(['owner', 'task', 'prompt'], 'tasks:read');
const listingTasks = routesForPages(['owner', 'prompt'], 'tasks:read');
const changingTasks = routesWith('key', 'tasks:write');
const tasks = '/api/v1/generation/tasks';
const task = `${tasks}/{id}`;
const readTasks = 'read-tasks';

/** Routes of tasks. Titles stand in `openapi/titles.ts`: no function carries them. */
export const taskRoutes = {
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
} as const satisfies Record<string, Route>;
