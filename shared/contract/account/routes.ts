import { routesForPages, routesWith, type Route } from '../route.ts';

const withAnything = routesForPages(['owner', 'task', 'prompt', 'upload']);
const readingTasks = routesForPages(['owner'], 'tasks:read');
const bringingAccounts = routesWith('key', 'providers');
const ownAccount = '/api/v1/me/providers/{service}';
const changingAll = routesWith('key', 'tasks:write', 'uploads:write');

/** Routes about whoever calls. Titles stand in `openapi/titles.ts`: no function carries them. */
export const accountRoutes = {
  readCaller: withAnything.get('/api/v1/me', 'read-usage'),
  readUsage: readingTasks.get('/api/v1/usage', 'read-usage'),
  eraseData: changingAll.delete('/api/v1/me/data', 'own-data'),
  readErasure: readingTasks.get('/api/v1/me/erasures/{id}', 'own-data'),
  readOwnAccount: bringingAccounts.get(ownAccount, 'operate'),
  setOwnAccount: bringingAccounts.put(ownAccount, 'operate'),
  removeOwnAccount: bringingAccounts.delete(ownAccount, 'operate'),
} as const satisfies Record<string, Route>;
